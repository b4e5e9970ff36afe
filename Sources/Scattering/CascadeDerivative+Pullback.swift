/// Products with the transposed Jacobian: cotangents travel back from the features to the input, beside moduli that are
/// computed anew on the way.
extension CascadeDerivative {
  /// Leaves the signal's spectrum and an empty cotangent of it.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullStart(_ signal: UnsafePointer<Sample>, _ workspace: borrowing Workspace<Sample>) {
    spectrum(of: signal, over: workspace[layout.inputScratch], into: workspace[layout.inputSpectrum])
    workspace[layout.inputOther].update(repeating: 0, count: cascade.levels[0].count)
  }

  /// Computes what one branch adds to the cotangent of the signal's spectrum, and keeps it in the workspace.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullBranch(
    _ index: Int, spectrum: Complexes, of cotangents: UnsafePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    pull(cascade.nodes[index], parents: (spectrum, spectrum), cotangents, workspace)
  }

  /// Adds what `pullBranch` kept.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func deliverBranch(_ index: Int, into sum: Complexes, _ workspace: borrowing Workspace<Sample>) {
    deliver(cascade.nodes[index], into: (sum, sum), workspace)
  }

  /// The cotangent of the signal, after all branches.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullEnd(
    of cotangents: UnsafePointer<Sample>, into signal: UnsafeMutablePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let pairs = spreadAndTransform(
      workspace[layout.inputOther], cascade.nodes[0], cotangents, over: workspace[layout.inputScratch],
      workspace)
    let shape = cascade.plan.configuration.shape
    signal.update(repeating: 0, count: shape.count)
    Sample.unpad(
      pairs, rowMap: cascade.rowMap, columnMap: cascade.columnMap, rowLength: shape.rowLength, into: signal)
  }

  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func pull(
    _ node: PlanNode, parents: (Complexes, Complexes), _ cotangents: UnsafePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    let sum = workspace[layout.firstChange(node.order)]
    cascade.filter(node.first, parents, level, over: pairs, into: first)
    if let member = node.second {
      cascade.filter(member, parents, level, over: pairs, into: second)
    } else {
      second.update(from: first, count: level.count)
    }
    if !node.children.isEmpty { pullChildren(of: node, into: sum, cotangents, workspace) }
    let change = spreadAndTransform(sum, node, cotangents, over: pairs, workspace)
    Sample.modulusPullback(first, second, count: level.count, cotangents: change)
    level.forward.execute(first, over: others)
    level.forward.execute(second, over: pairs)
  }

  /// The cotangent of the spectrum of a node's moduli, as pairs, of what its children do with them.
  private func pullChildren(
    of node: PlanNode, into sum: Complexes, _ cotangents: UnsafePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    let secondSum = workspace[layout.secondChange(node.order)]
    Sample.modulus(
      workspace[layout.first(node.order)], workspace[layout.second(node.order)], count: level.count,
      into: pairs)
    let spectrum = level.forward.execute(pairs, over: others)
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: others, pairs)
    sum.update(repeating: 0, count: level.count)
    secondSum.update(repeating: 0, count: level.count)
    for child in node.children {
      pull(cascade.nodes[child], parents: (others, pairs), cotangents, workspace)
      deliver(cascade.nodes[child], into: (sum, secondSum), workspace)
    }
    Sample.merge(sum, secondSum, mirror: level.mirror, rowLength: level.rowLength, into: sum)
  }

  /// Adds a node's cotangents to those of its parents' spectra.
  private func deliver(
    _ node: PlanNode, into sums: (Complexes, Complexes), _ workspace: borrowing Workspace<Sample>
  ) {
    let forward = cascade.levels[node.level].forward
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    Sample.spread(
      forward.result(of: first, over: workspace[layout.others(node.order)]),
      by: cascade.filters[node.first.product], into: node.first.parent == 0 ? sums.0 : sums.1)
    guard let member = node.second else { return }
    Sample.spread(
      forward.result(of: second, over: workspace[layout.pairs(node.order)]),
      by: cascade.filters[member.product], into: member.parent == 0 ? sums.0 : sums.1)
  }

  /// The cotangents of a node's moduli: of their spectrum, and of their averages.
  /// - Parameters:
  ///   - sum: Of their spectrum, if the node has children.
  ///   - other: Scratch.
  /// - Returns: Pairs, in one of the two places.
  private func spreadAndTransform(
    _ sum: Complexes, _ node: PlanNode, _ cotangents: UnsafePointer<Sample>, over other: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) -> Complexes {
    let level = cascade.levels[node.level]
    let isLeaf = node.children.isEmpty
    let size = cascade.plan.outputShape.count
    let first = cotangents + node.first.path * size
    let second = node.second.map { cotangents + $0.path * size }
    let scratch = (workspace[layout.product], workspace[layout.averaged])
    switch isLeaf ? level.leafLowPass : level.innerLowPass {
    case .spectral(let lowPass):
      if isLeaf { sum.update(repeating: 0, count: level.count) }
      spread(first, second, by: lowPass, into: sum, scratch)
      return level.backward.execute(sum, over: other)
    case .banded where isLeaf:
      unaverage(first, second, transposed[node.level], into: other, scratch)
      return other
    case .banded:
      let pairs = level.backward.execute(sum, over: other)
      let averages = pairs == sum ? other : sum
      unaverage(first, second, transposed[node.level], into: averages, scratch)
      let (total, more): (UnsafeMutablePointer<Sample>, UnsafeMutablePointer<Sample>) = (
        pairs.parts(), averages.parts()
      )
      for index in 0..<(2 * level.count) { total[index] += more[index] }
      return pairs
    }
  }

  /// The transpose of the spectral average, up to the pairs' spectrum.
  private func spread(
    _ first: UnsafePointer<Sample>, _ second: UnsafePointer<Sample>?, by lowPass: SpectralLowPass<Sample>,
    into spectrum: Complexes, _ scratch: (product: Complexes, averaged: Complexes)
  ) {
    let count = lowPass.filter.rows * lowPass.filter.rowLength
    scratch.averaged.update(repeating: 0, count: count)
    let rowLength = cascade.plan.outputShape.rowLength
    for row in cascade.rowStarts.indices {
      pair(
        first + row * rowLength, second.map { $0 + row * rowLength }, count: rowLength,
        into: scratch.averaged + Int(cascade.rowStarts[row]))
    }
    let product = outputForward.execute(scratch.averaged, over: scratch.product)
    Sample.spread(product, by: lowPass.filter, into: spectrum)
  }

  /// The transpose of the banded average.
  private func unaverage(
    _ first: UnsafePointer<Sample>, _ second: UnsafePointer<Sample>?,
    _ matrices: UnsafeBufferPointer<BandedMatrix<Sample>>, into pairs: Complexes,
    _ scratch: (Complexes, Complexes)
  ) {
    var count = cascade.plan.outputShape.count
    var (product, source) = scratch
    pair(first, second, count: count, into: source)
    for axis in matrices.indices {
      let matrix = matrices[axis]
      let width = count / matrix.columns
      Sample.multiply(matrix, source, width: width, into: axis == matrices.count - 1 ? pairs : product)
      count = width * matrix.rows
      swap(&product, &source)
    }
  }

  private func pair(
    _ first: UnsafePointer<Sample>, _ second: UnsafePointer<Sample>?, count: Int, into pairs: Complexes
  ) {
    let parts: UnsafeMutablePointer<Sample> = pairs.parts()
    for index in 0..<count {
      parts[2 * index] = first[index]
      parts[2 * index + 1] = second.map { $0[index] } ?? 0
    }
  }
}
