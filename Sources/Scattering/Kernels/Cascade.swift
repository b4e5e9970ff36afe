import Arrays
import ComplexModule
import Fourier
import Wavelets

/// The one cascade, for every rank: filter, modulus, average, and again. Immutable; scratch memory is the caller's.
///
/// All tables are plain pointers into one arena, so that threads share them without counting references.
final class Cascade<Sample: ScatteringScalar>: @unchecked Sendable {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  /// What the nodes of one level share.
  struct Level {
    let rowLength, count: Int
    /// For each row the row of opposite frequencies.
    let mirror: UnsafeBufferPointer<UInt32>
    let forward, backward: GridTransform<Sample>
    /// The low-pass of nodes with children, where the spectrum is at hand, and of those without; nil where no node needs it.
    let innerLowPass, leafLowPass: LowPass<Sample>?
    /// What is read instead of averages.
    let reader: Reader<Sample>?

    /// - Precondition: Averages are read, and of some node that has, or has not, children.
    @inline(__always)
    func lowPass(isLeaf: Bool) -> LowPass<Sample> { isLeaf ? leafLowPass! : innerLowPass! }
  }

  let plan: ScatteringPlan
  let arena = Arena()
  let nodes: UnsafeBufferPointer<ScheduledNode>
  /// The rows of gathers, node by node.
  let rows: UnsafeBufferPointer<ScheduledRow>
  let filters: UnsafeBufferPointer<FoldedFilter<Sample>>
  let levels: UnsafeBufferPointer<Level>
  /// The base-2 logarithms of each level's decimation along each axis.
  let levelExponents: [[Int]]
  let rowMap, columnMap: UnsafeBufferPointer<Int32>
  /// The averages that are kept, on the grid of the output.
  let outputWindow: GridWindow
  /// What filters across paths.
  let gathers: GatherStage<Sample>?
  /// The transforms of groups of filters, node by node.
  let transforms: UnsafeBufferPointer<ScheduledTransform>
  /// Which of a worker's buffers the cascade uses for what.
  let layout: WorkspaceLayout

  init(_ plan: ScatteringPlan, bank: FilterBank, planner: Planner, rigor: Rigor, parallel: Parallel) {
    self.plan = plan
    let schedule = PairedSchedule(plan, bank: bank, threshold: Sample.filterThreshold)
    levelExponents = schedule.levels
    nodes = arena.store(schedule.nodes)
    transforms = arena.store(schedule.transforms)
    filters = Self.makeFilters(schedule.products, schedule.levels, bank, arena, parallel)
    let prefersInPlace = WorkspaceLayout.prefersInPlace(plan.grid)
    levels = Self.makeLevels(plan, schedule, bank, arena) { [arena] kind, grid, isInPlace in
      GridTransform(
        kind, grid: grid, rigor: rigor, isInPlace: isInPlace && prefersInPlace, planner: planner, in: arena)
    }
    rowMap = arena.store(plan.rowMap)
    columnMap = arena.store(plan.columnMap)
    rows = arena.store(schedule.rows)
    outputWindow = GridWindow(
      plan.grid.decimated(by: plan.outputLevel), plan.kept(level: plan.outputLevel), in: arena)
    gathers =
      plan.gathers.isEmpty
      ? nil : GatherStage(plan, schedule, bank: bank, planner: planner, rigor: rigor, in: arena)
    layout = Self.makeLayout(plan, schedule, levels, gathers, prefersInPlace: prefersInPlace)
  }

  /// The spatial axes of one signal.
  var signalShape: Shape { plan.configuration.shape }

  /// The powers of integrals, where they are read.
  var powers: UnsafeBufferPointer<Sample>? {
    if case .integrals(_, let powers) = levels[0].reader { powers } else { nil }
  }

  /// Nodes directly below the root: independent pieces of work, the costliest first.
  var branches: Range<Int> { nodes[0].children }

  /// Scales and pads one signal, averages it, and leaves its spectrum.
  /// - Returns: The scale of the spectrum, and so of all features.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func root(
    _ signal: UnsafePointer<Sample>, into features: UnsafeMutablePointer<Sample>, spectrum: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) -> SignalScale<Sample> {
    let scale = SignalScale(of: signal, count: signalShape.count)
    let (pairs, other) = levels[0].forward.buffers(into: spectrum, over: workspace[layout.first(1)])
    pad(signal, times: scale.factor, into: pairs)
    gathers?.prepare(workspace[layout.gathered])
    finish(nodes[0], pairs: pairs, over: other, into: nil, features, scratch: scratch(workspace))
    return scale
  }

  /// Pads one signal, times a scale, and pairs it with zero.
  func pad(_ signal: UnsafePointer<Sample>, times scale: Sample, into pairs: Complexes) {
    Sample.pad(
      signal, times: scale, rowLength: signalShape.rowLength, rowMap: rowMap,
      columnMap: columnMap, into: pairs)
  }

  /// Computes all features of one signal.
  /// - Parameter spectrum: Takes the signal's.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func execute(
    _ signal: UnsafePointer<Sample>, into features: UnsafeMutablePointer<Sample>, spectrum: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let scale = root(signal, into: features, spectrum: spectrum, workspace)
    let gathered = workspace[layout.gathered]
    for index in branches { branch(index, spectrum: spectrum, into: features, gathered: gathered, workspace) }
    for index in gatherIndices { gather(index, gathered, into: features, workspace) }
    undo(scale, features)
  }

  /// Computes all features of one branch's own nodes from the signal's spectrum.
  /// - Parameter gathered: Where its rows of gathers go.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func branch(
    _ index: Int, spectrum: Complexes, into features: UnsafeMutablePointer<Sample>, gathered: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) {
    visit(nodes[index], parents: (spectrum, spectrum), features, gathered, workspace)
  }

  /// The gathers, each a piece of work after all branches.
  var gatherIndices: Range<Int> { 0..<(gathers?.matrices.count ?? 0) }

  /// Computes all features behind one gather, whose rows it overwrites.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func gather(
    _ index: Int, _ gathered: Complexes, into features: UnsafeMutablePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    gathers!.execute(
      index, gathered, into: features, (workspace[layout.gatherFirst], workspace[layout.gatherSecond]),
      scratch: scratch(workspace))
  }

  /// Takes the scale of a signal out of its features.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func undo(_ scale: SignalScale<Sample>, _ features: UnsafeMutablePointer<Sample>) {
    if let powers {
      scale.undo(features, count: plan.layout.count, powers: powers, isDerivative: false)
    } else {
      scale.undo(features, count: plan.layout.count)
    }
  }

  /// Filters, takes moduli, and goes on to the children.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func visit(
    _ node: ScheduledNode, parents: (Complexes, Complexes),
    _ features: UnsafeMutablePointer<Sample>, _ gathered: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = levels[node.level]
    let (pairs, first) = (workspace[layout.pairs(node.order)], workspace[layout.first(node.order)])
    let second = workspace[layout.second(node.order)]
    if node.isGroup {
      groupModulus(node, parents, level, workspace)
    } else {
      filter(node.first, parents, level, over: pairs, into: first)
      if let member = node.second { filter(member, parents, level, over: pairs, into: second) }
      Sample.modulus(first, node.second == nil ? first : second, count: level.count, into: pairs)
    }
    finish(
      node, pairs: pairs, over: first, into: (second, pairs), features, scratch: scratch(workspace))
    for row in node.rows {
      filter(
        rows[row], (second, pairs), over: workspace[layout.gatherSecond], workspace[layout.gatherFirst],
        into: gathered)
    }
    for child in node.children {
      visit(nodes[child], parents: (second, pairs), features, gathered, workspace)
    }
  }

  /// Writes a row of a gather, from the spectra of a node's signals; by way of `out`, because rows stand where transforms may not start.
  func filter(
    _ row: ScheduledRow, _ spectra: (Complexes, Complexes), over other: Complexes, _ out: Complexes,
    into gathered: Complexes
  ) {
    let level = levels[row.level]
    filter(row.parent == 0 ? spectra.0 : spectra.1, by: filters[row.product], level, over: other, into: out)
    (gathered + row.start).update(from: out, count: level.count)
  }

  /// The moduli of a node whose bands are groups of filters, into its pairs.
  private func groupModulus(
    _ node: ScheduledNode, _ parents: (Complexes, Complexes), _ level: Level,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let (out, pairs) = (workspace[layout.second(node.order)], workspace[layout.pairs(node.order)])
    let (first, powers) = (workspace[layout.first(node.order)], workspace[layout.powers(node.order)])
    for index in node.transforms {
      let transform = transforms[index]
      filter(transform, parents, level, over: first, into: out)
      GroupModulus.addPowers(
        out, count: level.count, to: transform.target, isFirst: index == node.transforms.lowerBound,
        of: powers)
    }
    Sample.roots(of: powers, count: level.count, into: pairs)
  }

  /// What one transform of a group makes of its parents' spectra; `other` is not needed in place.
  func filter(
    _ transform: ScheduledTransform, _ parents: (Complexes, Complexes), _ level: Level, over other: Complexes,
    into out: Complexes
  ) {
    let (product, other) = level.backward.buffers(into: out, over: other)
    let first = transform.first
    let spectrum = first.parent == 0 ? parents.0 : parents.1
    if let second = transform.second {
      Sample.multiply(
        (UnsafePointer(spectrum), filters[first.product], transform.firstTurns),
        plus: (
          UnsafePointer(second.parent == 0 ? parents.0 : parents.1), filters[second.product],
          transform.secondTurns
        ), into: product)
    } else {
      Sample.multiply(spectrum, by: filters[first.product], into: product)
    }
    level.backward.execute(product, over: other)
  }

  private func scratch(_ workspace: borrowing Workspace<Sample>) -> (Complexes, Complexes) {
    (workspace[layout.product], workspace[layout.averaged])
  }

  /// The wavelet transform of a member's parent by its band's filter; `other` is not needed in place.
  func filter(
    _ member: ScheduledNode.Member, _ parents: (Complexes, Complexes), _ level: Level, over other: Complexes,
    into out: Complexes
  ) {
    filter(
      member.parent == 0 ? parents.0 : parents.1, by: filters[member.product], level, over: other, into: out)
  }

  private func filter(
    _ spectrum: Complexes, by filter: FoldedFilter<Sample>, _ level: Level, over other: Complexes,
    into out: Complexes
  ) {
    let (product, other) = level.backward.buffers(into: out, over: other)
    Sample.multiply(spectrum, by: filter, into: product)
    level.backward.execute(product, over: other)
  }

  /// Reads a node's features off its pairs and, for its children, separates their spectra.
  /// - Parameters:
  ///   - pairs: Where their own spectrum, or the second member's, may overwrite them.
  ///   - other: Scratch of the pairs' transform, not needed in place.
  ///   - spectra: For the members; none for a signal paired with zero, whose spectrum stays where the transform leaves it.
  ///   - scratch: Of the low-passes.
  func finish(
    _ node: ScheduledNode, pairs: Complexes, over other: Complexes, into spectra: (Complexes, Complexes)?,
    _ features: UnsafeMutablePointer<Sample>, scratch: (Complexes, Complexes)
  ) {
    let level = levels[node.level]
    if !node.isRead {
      // What is neither read nor filtered is not in a plan, but for the signal itself.
      if !node.isLeaf { split(level.forward.execute(pairs, over: other), level, into: spectra) }
    } else if let reader = level.reader {
      reader.read(pairs, into: features + node.first.feature, node.second.map { features + $0.feature })
      if node.isLeaf { return }
      split(level.forward.execute(pairs, over: other), level, into: spectra)
    } else {
      averageAndSplit(node, pairs: pairs, over: other, into: spectra, features, scratch: scratch)
    }
  }

  private func averageAndSplit(
    _ node: ScheduledNode, pairs: Complexes, over other: Complexes, into spectra: (Complexes, Complexes)?,
    _ features: UnsafeMutablePointer<Sample>, scratch: (Complexes, Complexes)
  ) {
    let level = levels[node.level]
    let first = features + node.first.feature
    let second = node.second.map { features + $0.feature }
    let spectrum: Complexes
    switch level.lowPass(isLeaf: node.isLeaf) {
    case .banded(let matrices):
      let (averages, count) = matrices.multiply(pairs, count: level.count, scratch)
      Sample.unpair(averages, count: count, into: first, second)
      if node.isLeaf { return }
      spectrum = level.forward.execute(pairs, over: other)
    case .spectral(let lowPass):
      spectrum = level.forward.execute(pairs, over: other)
      average(spectrum, lowPass, into: first, second, scratch)
      if node.isLeaf { return }
    }
    split(spectrum, level, into: spectra)
  }

  private func split(_ spectrum: Complexes, _ level: Level, into spectra: (Complexes, Complexes)?) {
    guard let spectra else { return }
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: spectra.0, spectra.1)
  }

  /// A product, a small transform, and the rows inside the margin.
  private func average(
    _ spectrum: Complexes, _ lowPass: SpectralLowPass<Sample>, into first: UnsafeMutablePointer<Sample>,
    _ second: UnsafeMutablePointer<Sample>?, _ scratch: (product: Complexes, averaged: Complexes)
  ) {
    Sample.multiply(spectrum, by: lowPass.filter, into: scratch.product)
    let averaged = lowPass.backward.execute(scratch.product, over: scratch.averaged)
    let rowLength = outputWindow.rowLength
    for row in outputWindow.rowStarts.indices {
      Sample.unpair(
        averaged + Int(outputWindow.rowStarts[row]), count: rowLength, into: first + row * rowLength,
        second.map { $0 + row * rowLength })
    }
  }
}
