import ComplexModule

/// The one cascade, for every rank: filter, modulus, average, and again. Immutable; scratch memory is the caller's.
///
/// All tables are plain pointers into one arena, so that threads share them without counting references.
final class Cascade<Sample: FourierScalar>: @unchecked Sendable {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  /// What the nodes of one level share.
  struct Level {
    let rowLength, count: Int
    /// For each row the row of opposite frequencies.
    let mirror: UnsafeBufferPointer<UInt32>
    let forward, backward: GridTransform<Sample>
    /// The low-pass where the spectrum is at hand, and where it is not.
    let innerLowPass, leafLowPass: LowPass<Sample>
  }

  let plan: ScatteringPlan
  let arena = Arena()
  let nodes: UnsafeBufferPointer<PlanNode>
  let filters: UnsafeBufferPointer<FoldedFilter<Sample>>
  let levels: UnsafeBufferPointer<Level>
  let rowMap, columnMap: UnsafeBufferPointer<Int32>
  /// Where the rows of a feature start on the grid of the output.
  let rowStarts: UnsafeBufferPointer<UInt32>
  /// Which of a worker's buffers the cascade uses for what.
  let layout: WorkspaceLayout

  init(_ plan: ScatteringPlan, bank: FilterBank, planner: Planner, rigor: Rigor, parallel: Parallel) {
    self.plan = plan
    nodes = arena.store(plan.nodes)
    filters = Self.makeFilters(plan, bank, arena, parallel)
    let isFrugal = WorkspaceLayout.isFrugal(plan.grid)
    levels = Self.makeLevels(plan, bank, arena) { [arena] kind, grid, isInPlace in
      GridTransform(
        kind, grid: grid, rigor: rigor, isInPlace: isInPlace && isFrugal, planner: planner, in: arena)
    }
    rowMap = arena.store(plan.rowMap)
    columnMap = arena.store(plan.columnMap)
    rowStarts = arena.store(plan.outputRowStarts)
    layout = Self.makeLayout(plan, levels, isFrugal: isFrugal)
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
    let scale = SignalScale(of: signal, count: plan.configuration.shape.count)
    let (pairs, other) = levels[0].forward.places(into: spectrum, over: workspace[layout.first(1)])
    pad(signal, times: scale.factor, into: pairs)
    finish(nodes[0], pairs: pairs, over: other, into: nil, features, scratch: scratch(workspace))
    return scale
  }

  /// Pads one signal, times a scale, and pairs it with zero.
  func pad(_ signal: UnsafePointer<Sample>, times scale: Sample, into pairs: Complexes) {
    Sample.pad(
      signal, times: scale, rowLength: plan.configuration.shape.rowLength, rowMap: rowMap,
      columnMap: columnMap, into: pairs)
  }

  /// Computes all features of one branch from the signal's spectrum.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func branch(
    _ index: Int, spectrum: Complexes, into features: UnsafeMutablePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    visit(nodes[index], parents: (spectrum, spectrum), features, workspace)
  }

  /// Filters, takes moduli, and goes on to the children.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func visit(
    _ node: PlanNode, parents: (Complexes, Complexes),
    _ features: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = levels[node.level]
    let (pairs, first) = (workspace[layout.pairs(node.order)], workspace[layout.first(node.order)])
    let second = workspace[layout.second(node.order)]
    filter(node.first, parents, level, over: pairs, into: first)
    if let member = node.second { filter(member, parents, level, over: pairs, into: second) }
    Sample.modulus(first, node.second == nil ? first : second, count: level.count, into: pairs)
    finish(
      node, pairs: pairs, over: first, into: (second, pairs), features, scratch: scratch(workspace))
    for child in node.children {
      visit(nodes[child], parents: (second, pairs), features, workspace)
    }
  }

  private func scratch(_ workspace: borrowing Workspace<Sample>) -> (Complexes, Complexes) {
    (workspace[layout.product], workspace[layout.averaged])
  }

  /// The wavelet transform of a member's parent; `other` is not needed in place.
  func filter(
    _ member: PlanNode.Member, _ parents: (Complexes, Complexes), _ level: Level, over other: Complexes,
    into out: Complexes
  ) {
    let (product, other) = level.backward.places(into: out, over: other)
    Sample.multiply(member.parent == 0 ? parents.0 : parents.1, by: filters[member.product], into: product)
    level.backward.execute(product, over: other)
  }

  /// Averages pairs into a node's features and, for its children, separates their spectra.
  /// - Parameters:
  ///   - pairs: Where their own spectrum, or the second member's, may overwrite them.
  ///   - other: Scratch of the pairs' transform, not needed in place.
  ///   - spectra: For the members; none for a signal paired with zero, whose spectrum stays where the transform leaves it.
  ///   - scratch: Of the low-passes.
  func finish(
    _ node: PlanNode, pairs: Complexes, over other: Complexes, into spectra: (Complexes, Complexes)?,
    _ features: UnsafeMutablePointer<Sample>, scratch: (Complexes, Complexes)
  ) {
    let level = levels[node.level]
    let first = features + node.first.path * plan.outputShape.count
    let second = node.second.map { features + $0.path * plan.outputShape.count }
    let spectrum: Complexes
    switch node.children.isEmpty ? level.leafLowPass : level.innerLowPass {
    case .banded(let matrices):
      average(pairs, level, matrices, into: first, second, scratch)
      if node.children.isEmpty { return }
      spectrum = level.forward.execute(pairs, over: other)
    case .spectral(let lowPass):
      spectrum = level.forward.execute(pairs, over: other)
      average(spectrum, lowPass, into: first, second, scratch)
      if node.children.isEmpty { return }
    }
    guard let spectra else { return }
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: spectra.0, spectra.1)
  }

  /// One banded product an axis; each moves its axis to the end, so the last leaves all in their order.
  private func average(
    _ pairs: Complexes, _ level: Level, _ matrices: UnsafeBufferPointer<BandedMatrix<Sample>>,
    into first: UnsafeMutablePointer<Sample>, _ second: UnsafeMutablePointer<Sample>?,
    _ scratch: (Complexes, Complexes)
  ) {
    var (source, count) = (pairs, level.count)
    var (product, next) = scratch
    for matrix in matrices {
      let width = count / matrix.columns
      Sample.multiply(matrix, source, width: width, into: product)
      (source, count) = (product, width * matrix.rows)
      swap(&product, &next)
    }
    Sample.unpair(source, count: count, into: first, second)
  }

  /// A product, a small transform, and the rows inside the margin.
  private func average(
    _ spectrum: Complexes, _ lowPass: SpectralLowPass<Sample>, into first: UnsafeMutablePointer<Sample>,
    _ second: UnsafeMutablePointer<Sample>?, _ scratch: (product: Complexes, averaged: Complexes)
  ) {
    Sample.multiply(spectrum, by: lowPass.filter, into: scratch.product)
    let averaged = lowPass.backward.execute(scratch.product, over: scratch.averaged)
    let rowLength = plan.outputShape.rowLength
    for row in rowStarts.indices {
      Sample.unpair(
        averaged + Int(rowStarts[row]), count: rowLength, into: first + row * rowLength,
        second.map { $0 + row * rowLength })
    }
  }
}
