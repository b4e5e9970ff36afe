import Arrays
import ComplexModule
import Fourier
import Wavelets

/// How gathered signals are filtered across paths on the CPU: as matrices `[paths, samples]`, along the leading axis.
///
/// Where what is read is linear, a block of columns at a time is filtered, and read along the path axis, while it is in the processor's
/// cache; what is read along the other axes follows once all blocks are there.
///
/// Immutable; plain pointers into the arena it was made in. All memory is the caller's.
struct GatherStage<Sample: ScatteringScalar>: @unchecked Sendable {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  /// One gather: a matrix in the memory of all.
  struct Matrix {
    let start, rows, columns: Int
    let forward: ColumnTransform<Sample>
    let block: Block?
    /// The rows that hold anything.
    let liveRows: UnsafeBufferPointer<UInt32>
    /// The indices of the nodes that filter it.
    let nodes: Range<Int>
  }

  /// Some columns of a matrix, and the transform of as many.
  struct Block {
    let columns: Int
    let transform: ColumnTransform<Sample>
  }

  /// One or two bands along the path axis, whose moduli travel as pairs.
  struct Node {
    struct Member {
      let filter: RowFilter<Sample>
      /// The offset of its feature in the block of one signal.
      let feature: Int
    }

    let first: Member
    let second: Member?
    /// The index of the level of both.
    let level: Int
  }

  /// What tells levels apart: the base-2 logarithms of the decimation, and what is read along each axis, the path axis first.
  struct LevelKey: Hashable {
    let pathLevel: Int
    let level: [Int]
    let reading: [ScatteringPlan.AxisReading]
  }

  /// What nodes share that stand at one level of all axes and are read alike.
  struct Level {
    let rows, columns: Int
    let backward: ColumnTransform<Sample>
    let block: Block?
    /// What is read, a matrix an axis; none where a reader replaces them.
    let matrices: UnsafeBufferPointer<BandedMatrix<Sample>>
    /// The reader of integrals, which are not linear; nil of all else.
    let reader: Reader<Sample>?

    var count: Int { rows * columns }

    /// The matrices of the signals' own axes.
    var ownMatrices: UnsafeBufferPointer<BandedMatrix<Sample>> {
      UnsafeBufferPointer(rebasing: matrices.dropFirst())
    }

    /// Complex samples of what is read along the path axis alone.
    var reducedCount: Int { matrices.isEmpty ? 0 : columns * matrices[0].rows }
  }

  let matrices: UnsafeBufferPointer<Matrix>
  let nodes: UnsafeBufferPointer<Node>
  let levels: UnsafeBufferPointer<Level>
  /// What tells the levels apart.
  let levelKeys: [LevelKey]
  /// Complex samples of all gathers.
  let memoryCount: Int
  /// Complex samples of the largest gather, or of what is read of one along the path axis alone.
  let matrixCount: Int
  /// Complex samples of each of the two scratch buffers of averages.
  let scratchCounts: (Int, Int)

  init(
    _ plan: ScatteringPlan, _ schedule: PairedSchedule, bank: FilterBank, planner: Planner, rigor: Rigor,
    in arena: Arena
  ) {
    let tables = GatherTables<Sample>(plan, bank: bank, planner: planner, rigor: rigor, in: arena)
    var (matrices, nodes): ([Matrix], [Node]) = ([], [])
    let byGather = Dictionary(grouping: plan.gatheredNodes.indices) { plan.gatheredNodes[$0].gather }
    for (index, gather) in plan.gathers.enumerated() {
      let start = nodes.count
      tables.appendNodes(byGather[index] ?? [], to: &nodes)
      let (rows, columns) = (plan.pathAxis!.sampling.padded, plan.grid.decimated(by: gather.level).count)
      matrices.append(
        Matrix(
          start: schedule.gatherOffsets[index], rows: rows, columns: columns,
          forward: tables.transform(.forward, rows, columns),
          block: tables.block(.forward, rows, columns),
          liveRows: arena.store(gather.members.map { UInt32($0.row) }),
          nodes: start..<nodes.count))
    }
    self.matrices = arena.store(matrices)
    self.nodes = arena.store(nodes)
    levels = arena.store(tables.levels)
    levelKeys = tables.levelKeys
    memoryCount = schedule.gatherOffsets.last!
    let reduced = matrices.map { $0.nodes.reduce(0) { $0 + tables.levels[nodes[$1].level].reducedCount } }
    matrixCount = max(matrices.map { $0.rows * $0.columns }.max()!, reduced.max()!)
    let scratch = tables.levels.flatMap {
      [$0.matrices.scratchCounts(of: $0.count), $0.ownMatrices.scratchCounts(of: $0.reducedCount)]
    }
    scratchCounts = (scratch.map(\.0).max() ?? 0, scratch.map(\.1).max() ?? 0)
  }

  /// Readies the memory of all gathers for `execute`.
  func prepare(_ gathered: Complexes) {
    if matrices.contains(where: { $0.block == nil }) { clear(gathered) }
  }

  /// Empties the memory of all gathers: rows without a path stay zero.
  func clear(_ gathered: Complexes) { gathered.update(repeating: 0, count: memoryCount) }

  /// Computes all features behind one gather, which may be overwritten.
  /// - Parameters:
  ///   - filtered: Two matrices.
  ///   - scratch: Of averages.
  @inline(__always)
  func execute(
    _ index: Int, _ gathered: Complexes, into features: UnsafeMutablePointer<Sample>,
    _ filtered: (Complexes, Complexes), scratch: (Complexes, Complexes)
  ) {
    let matrix = matrices[index]
    if let block = matrix.block {
      return execute(matrix, by: block, gathered, into: features, filtered, scratch)
    }
    matrix.forward.execute(gathered + matrix.start)
    for index in matrix.nodes {
      let (node, pairs) = (nodes[index], filtered.0)
      let level = levels[node.level]
      filter(node, gathered + matrix.start, into: filtered)
      Sample.modulus(pairs, node.second == nil ? pairs : filtered.1, count: level.count, into: pairs)
      read(node, pairs, into: features, scratch)
    }
  }

  @inline(__always)
  private func execute(
    _ matrix: Matrix, by block: Block, _ gathered: Complexes, into features: UnsafeMutablePointer<Sample>,
    _ filtered: (Complexes, Complexes), _ scratch: (Complexes, Complexes)
  ) {
    let (spectrum, count) = (filtered.0, matrix.rows * block.columns)
    for column in stride(from: 0, to: matrix.columns, by: block.columns) {
      spectrum.update(repeating: 0, count: count)
      for row in matrix.liveRows {
        (spectrum + Int(row) * block.columns).update(
          from: gathered + matrix.start + Int(row) * matrix.columns + column, count: block.columns)
      }
      block.transform.execute(spectrum)
      var reduced = filtered.1
      for index in matrix.nodes {
        reduce(nodes[index], spectrum, (spectrum + count, spectrum + 2 * count), from: column, into: reduced)
        reduced += levels[nodes[index].level].reducedCount
      }
    }
    var reduced = filtered.1
    for index in matrix.nodes {
      let (node, level) = (nodes[index], levels[nodes[index].level])
      let (values, count) = level.ownMatrices.multiply(reduced, count: level.reducedCount, scratch)
      Sample.unpair(
        values, count: count, into: features + node.first.feature, node.second.map { features + $0.feature })
      reduced += level.reducedCount
    }
  }

  /// Filters a block of columns, takes moduli and reads them along the path axis.
  @inline(__always)
  private func reduce(
    _ node: Node, _ spectrum: Complexes, _ out: (Complexes, Complexes), from column: Int,
    into reduced: Complexes
  ) {
    let level = levels[node.level]
    let (block, matrix) = (level.block!, level.matrices[0])
    let count = level.rows * block.columns
    node.first.filter.multiply(spectrum, columns: block.columns, into: out.0)
    block.transform.execute(out.0)
    if let second = node.second {
      second.filter.multiply(spectrum, columns: block.columns, into: out.1)
      block.transform.execute(out.1)
    }
    Sample.modulus(out.0, node.second == nil ? out.0 : out.1, count: count, into: out.0)
    Sample.multiply(matrix, out.0, width: block.columns, into: reduced + column * matrix.rows)
  }

  /// What a node's bands make of the spectrum of gathered signals.
  @inline(__always)
  func filter(_ node: Node, _ spectrum: Complexes, into out: (Complexes, Complexes)) {
    let level = levels[node.level]
    node.first.filter.multiply(spectrum, columns: level.columns, into: out.0)
    level.backward.execute(out.0)
    guard let second = node.second else { return }
    second.filter.multiply(spectrum, columns: level.columns, into: out.1)
    level.backward.execute(out.1)
  }

  /// Reads a node's features, or what is linear in them, off its pairs.
  @inline(__always)
  func read(
    _ node: Node, _ pairs: Complexes, into features: UnsafeMutablePointer<Sample>,
    _ scratch: (Complexes, Complexes)
  ) {
    let level = levels[node.level]
    let (first, second) = (features + node.first.feature, node.second.map { features + $0.feature })
    if let reader = level.reader { return reader.read(pairs, into: first, second) }
    let (averages, count) = level.matrices.multiply(pairs, count: level.count, scratch)
    Sample.unpair(averages, count: count, into: first, second)
  }
}

/// Makes the tables of a `GatherStage`.
private final class GatherTables<Sample: ScatteringScalar> {
  private let plan: ScatteringPlan
  private let axis: PathAxis
  private let designer: LowPassDesigner<Sample>
  private let planner: Planner
  private let rigor: Rigor
  private let arena: Arena
  private(set) var levels: [GatherStage<Sample>.Level] = []
  private(set) var levelKeys: [GatherStage<Sample>.LevelKey] = []
  /// The filter of each band of the axis.
  private let filters: [RowFilter<Sample>]

  init(_ plan: ScatteringPlan, bank: FilterBank, planner: Planner, rigor: Rigor, in arena: Arena) {
    (self.plan, axis, self.planner, self.rigor, self.arena) = (plan, plan.pathAxis!, planner, rigor, arena)
    designer = LowPassDesigner(plan: plan, bank: bank, arena: arena)
    let (axis, rows) = (plan.pathAxis!, plan.pathAxis!.sampling.padded)
    filters = axis.bank.bands.indices.map { band in
      let response = axis.bank.response(of: axis.bank.bands[band])
      let peak = response.map(abs).max() ?? 0
      return RowFilter(
        response, rows: rows >> axis.level(ofBand: band), scale: 1 / Double(rows),
        threshold: Sample.negligible * peak, in: arena)
    }
  }

  /// Pairs the nodes of one gather that stand at one level of the path axis and are read alike.
  func appendNodes(_ indices: [Int], to nodes: inout [GatherStage<Sample>.Node]) {
    let byKey = Dictionary(grouping: indices, by: key)
    for (key, members) in byKey.sorted(by: { $0.value[0] < $1.value[0] }) {
      let level = index(ofLevel: key)
      for start in stride(from: 0, to: members.count, by: 2) {
        nodes.append(
          GatherStage.Node(
            first: member(members[start]),
            second: start + 1 < members.count ? member(members[start + 1]) : nil,
            level: level))
      }
    }
  }

  private func member(_ node: Int) -> GatherStage<Sample>.Node.Member {
    GatherStage.Node.Member(
      filter: filters[plan.gatheredNodes[node].band],
      feature: plan.layout.entries[plan.pathsOfGatheredNode[node].lowerBound].offset)
  }

  private func key(of node: Int) -> GatherStage<Sample>.LevelKey {
    let node = plan.gatheredNodes[node]
    return GatherStage.LevelKey(
      pathLevel: node.level, level: plan.gathers[node.gather].level, reading: [node.along] + node.within)
  }

  private func index(ofLevel key: GatherStage<Sample>.LevelKey) -> Int {
    if let index = levelKeys.firstIndex(of: key) { return index }
    let (rows, columns) = (axis.sampling.padded >> key.pathLevel, plan.grid.decimated(by: key.level).count)
    levels.append(
      GatherStage.Level(
        rows: rows, columns: columns, backward: transform(.backward, rows, columns),
        block: block(.backward, rows, columns),
        matrices: isLinear
          ? designer.matrices(reading: key.reading, level: key.level, pathLevel: key.pathLevel)
          : UnsafeBufferPointer(start: nil, count: 0),
        reader: isLinear
          ? nil
          : Reader<Sample>(
            plan.configuration.readout, [axis.sampling] + plan.axes, level: [key.pathLevel] + key.level,
            in: arena)))
    levelKeys.append(key)
    return levels.count - 1
  }

  private var isLinear: Bool { if case .integrals = plan.configuration.readout { false } else { true } }

  /// A block of columns of a matrix that fits a cache, at most 2^14 samples in single precision 128 kB; nil where they are
  /// no more than a few, or make no whole number of blocks, or where what is read is not linear.
  func block(_ kind: Recipe.Kind, _ rows: Int, _ columns: Int) -> GatherStage<Sample>.Block? {
    let most = max((1 << 14) / axis.sampling.padded, 16)
    let block = 1 << most.binaryLogarithm
    guard isLinear, columns % block == 0, columns >= 4 * block else { return nil }
    return GatherStage.Block(columns: block, transform: transform(kind, rows, block))
  }

  func transform(_ kind: Recipe.Kind, _ rows: Int, _ columns: Int) -> ColumnTransform<Sample> {
    ColumnTransform(kind, length: rows, columns: columns, rigor: rigor, planner: planner, in: arena)
  }
}
