import Arrays
import ComplexModule
import Fourier

/// Products with the transposed Jacobian: cotangents travel back from the features to the input, along with moduli that are
/// computed anew on the way.
extension CascadeDerivative {
  /// Leaves the signal's spectrum and an empty cotangent of it.
  /// - Returns: The scale of the spectrum.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullStart(
    _ signal: UnsafePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) -> SignalScale<Sample> {
    workspace[layout.inputOther].update(repeating: 0, count: cascade.levels[0].count)
    cascade.gathers?.clear(workspace[layout.gathered])
    cascade.gathers?.clear(workspace[layout.gatheredChange])
    return spectrum(
      of: signal, over: workspace[layout.inputScratch], into: workspace[layout.inputSpectrum])
  }

  /// Computes what one branch adds to the cotangent of the signal's spectrum, and keeps it in the workspace.
  /// - Parameter gathered: The cotangents of the rows of gathers, after `pullGather` of all.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullBranch(
    _ index: Int, spectrum: Complexes, scale: SignalScale<Sample>, of cotangents: UnsafePointer<Sample>,
    gathered: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    pull(cascade.nodes[index], parents: (spectrum, spectrum), scale, cotangents, gathered, workspace)
  }

  /// Adds what `pullBranch` kept.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func accumulateBranch(_ index: Int, into sum: Complexes, _ workspace: borrowing Workspace<Sample>) {
    accumulate(cascade.nodes[index], into: (sum, sum), workspace)
  }

  /// The cotangent of the signal, after all branches.
  /// - Parameter gradient: Where it goes; `signal` is read for integrals.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullEnd(
    at signal: UnsafePointer<Sample>, scale: SignalScale<Sample>, of cotangents: UnsafePointer<Sample>,
    into gradient: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) {
    let (level, sum) = (cascade.levels[0], workspace[layout.inputOther])
    let pairs: Complexes
    if !cascade.nodes[0].isRead {
      pairs = level.backward.execute(sum, over: workspace[layout.inputScratch])
    } else if let reader = level.reader {
      pairs = level.backward.execute(sum, over: workspace[layout.inputScratch])
      let values = workspace[layout.inputSpectrum]
      if !reader.isLinear { cascade.pad(signal, times: scale.factor, into: values) }
      reader.pullback(
        values, of: cotangents + cascade.nodes[0].first.feature, nil, gains: scale.slopeGain, into: pairs)
    } else {
      pairs = averageAdjointAndTransform(
        sum, cascade.nodes[0], cotangents, over: workspace[layout.inputScratch], workspace)
    }
    let shape = cascade.signalShape
    gradient.update(repeating: 0, count: shape.count)
    Sample.unpad(
      pairs, rowMap: cascade.rowMap, columnMap: cascade.columnMap, rowLength: shape.rowLength, into: gradient)
  }

  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func pull(
    _ node: ScheduledNode, parents: (Complexes, Complexes), _ scale: SignalScale<Sample>,
    _ cotangents: UnsafePointer<Sample>, _ gathered: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    let sum = workspace[layout.firstChange(node.order)]
    filterAgain(node, parents, workspace)
    if !node.isLeaf { pullChildren(of: node, into: sum, scale, cotangents, gathered, workspace) }
    let change = moduliCotangents(sum, node, scale, cotangents, workspace)
    if node.isGroup { return pullGroup(node, change, workspace) }
    Sample.modulusPullback(first, second, count: level.count, cotangents: change)
    level.forward.execute(first, over: others)
    level.forward.execute(second, over: pairs)
  }

  /// The complex signals of a node, on the way down; of a group with the moduli in the node's pairs.
  func filterAgain(
    _ node: ScheduledNode, _ parents: (Complexes, Complexes), _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    if node.isGroup {
      return groupModuli(node, parents, over: others, into: pairs, workspace)
    }
    cascade.filter(node.first, parents, level, over: pairs, into: first)
    if let member = node.second {
      cascade.filter(member, parents, level, over: pairs, into: second)
    } else {
      second.update(from: first, count: level.count)
    }
  }

  /// The spectra of the moduli of a node's two signals, from what `filterAgain` left.
  /// - Returns: Two of the node's buffers.
  func spectraOfModuli(
    _ node: ScheduledNode, _ workspace: borrowing Workspace<Sample>
  ) -> (Complexes, Complexes) {
    let level = cascade.levels[node.level]
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    if !node.isGroup { writeModuli(of: node, into: pairs, workspace) }
    let spectrum = level.forward.execute(pairs, over: others)
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: others, pairs)
    return (others, pairs)
  }

  /// Goes from the cotangents of a group's moduli to those of the spectra of its products, which are left where its signals were.
  /// - Parameter change: One of the buffers of the node that hold no signal.
  private func pullGroup(
    _ node: ScheduledNode, _ change: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let pairs = workspace[layout.pairs(node.order)]
    let free = change == pairs ? workspace[layout.others(node.order)] : pairs
    sumModuli(node, into: free, workspace)
    GroupModulus.divide(change, by: free, count: level.count)
    for (index, made) in cascade.transforms[node.transforms].enumerated() {
      let signal = workspace[layout.signal(node.order, index)]
      GroupModulus.scale(signal, by: made.target, of: change, count: level.count)
      transform(signal, level, over: free)
    }
  }

  /// Transforms a signal and leaves the result in its buffer, whatever the number of passes.
  private func transform(_ signal: Complexes, _ level: Cascade<Sample>.Level, over other: Complexes) {
    let result = level.forward.execute(signal, over: other)
    if result != signal { signal.update(from: result, count: level.count) }
  }

  /// The cotangent of the spectrum of a node's moduli, as pairs, of what its children and rows of gathers do with them.
  /// - Precondition: The moduli of a group are in the node's pairs.
  private func pullChildren(
    of node: ScheduledNode, into sum: Complexes, _ scale: SignalScale<Sample>,
    _ cotangents: UnsafePointer<Sample>, _ gathered: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let secondSum = workspace[layout.secondChange(node.order)]
    let spectra = spectraOfModuli(node, workspace)
    sum.update(repeating: 0, count: level.count)
    secondSum.update(repeating: 0, count: level.count)
    for row in node.rows { accumulate(cascade.rows[row], of: gathered, into: (sum, secondSum), workspace) }
    for child in node.children {
      pull(cascade.nodes[child], parents: spectra, scale, cotangents, gathered, workspace)
      accumulate(cascade.nodes[child], into: (sum, secondSum), workspace)
    }
    Sample.merge(sum, secondSum, mirror: level.mirror, rowLength: level.rowLength, into: sum)
  }

  /// The moduli of a node's wavelet transforms, paired.
  private func writeModuli(
    of node: ScheduledNode, into pairs: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    if node.isGroup { return sumModuli(node, into: pairs, workspace) }
    Sample.modulus(
      workspace[layout.first(node.order)], workspace[layout.second(node.order)],
      count: cascade.levels[node.level].count, into: pairs)
  }

  /// The cotangents of a node's moduli: of their spectrum, and of their features.
  /// - Parameter sum: Of their spectrum, if the node has children.
  /// - Returns: Pairs, in one of the node's buffers that hold none of its signals.
  private func moduliCotangents(
    _ sum: Complexes, _ node: ScheduledNode, _ scale: SignalScale<Sample>,
    _ cotangents: UnsafePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) -> Complexes {
    let level = cascade.levels[node.level]
    let pairs = workspace[layout.pairs(node.order)]
    if !node.isRead { return level.backward.execute(sum, over: pairs) }
    guard let reader = level.reader else {
      return averageAdjointAndTransform(sum, node, cotangents, over: pairs, workspace)
    }
    let others = workspace[layout.others(node.order)]
    var change = sum
    if node.isLeaf {
      sum.update(repeating: 0, count: level.count)
    } else {
      change = level.backward.execute(sum, over: pairs)
    }
    if !reader.isLinear { writeModuli(of: node, into: others, workspace) }
    reader.pullback(
      others, of: cotangents + node.first.feature, node.second.map { cotangents + $0.feature },
      gains: scale.slopeGain, into: change)
    return change
  }

  /// Adds a node's cotangents to those of its parents' spectra.
  private func accumulate(
    _ node: ScheduledNode, into sums: (Complexes, Complexes), _ workspace: borrowing Workspace<Sample>
  ) {
    let forward = cascade.levels[node.level].forward
    if node.isGroup { return accumulateGroup(node, into: sums, workspace) }
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    Sample.multiplyAdjoint(
      forward.result(of: first, over: workspace[layout.others(node.order)]),
      by: cascade.filters[node.first.product], into: node.first.parent == 0 ? sums.0 : sums.1)
    guard let member = node.second else { return }
    Sample.multiplyAdjoint(
      forward.result(of: second, over: workspace[layout.pairs(node.order)]),
      by: cascade.filters[member.product], into: member.parent == 0 ? sums.0 : sums.1)
  }

  /// Adds the cotangents that `pullGroup` left to those of the parents' spectra.
  private func accumulateGroup(
    _ node: ScheduledNode, into sums: (Complexes, Complexes), _ workspace: borrowing Workspace<Sample>
  ) {
    for (index, transform) in cascade.transforms[node.transforms].enumerated() {
      let (signal, first) = (workspace[layout.signal(node.order, index)], transform.first)
      Sample.multiplyAdjoint(
        signal, by: cascade.filters[first.product], turns: transform.firstTurns,
        into: first.parent == 0 ? sums.0 : sums.1)
      guard let second = transform.second else { continue }
      Sample.multiplyAdjoint(
        signal, by: cascade.filters[second.product], turns: transform.secondTurns,
        into: second.parent == 0 ? sums.0 : sums.1)
    }
  }

  /// The cotangents of a node's moduli: of their spectrum, and of their averages.
  /// - Parameters:
  ///   - sum: Of their spectrum, if the node has children.
  ///   - other: Scratch.
  /// - Returns: Pairs, in one of the two buffers.
  private func averageAdjointAndTransform(
    _ sum: Complexes, _ node: ScheduledNode, _ cotangents: UnsafePointer<Sample>, over other: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) -> Complexes {
    let level = cascade.levels[node.level]
    let isLeaf = node.isLeaf
    let first = cotangents + node.first.feature
    let second = node.second.map { cotangents + $0.feature }
    let scratch = (workspace[layout.product], workspace[layout.averaged])
    switch level.lowPass(isLeaf: isLeaf) {
    case .spectral(let lowPass):
      if isLeaf { sum.update(repeating: 0, count: level.count) }
      averageAdjoint(first, second, by: lowPass, into: sum, scratch)
      return level.backward.execute(sum, over: other)
    case .banded where isLeaf:
      averageAdjoint(first, second, transposed[node.level], into: other, scratch)
      return other
    case .banded:
      let pairs = level.backward.execute(sum, over: other)
      let averages = pairs == sum ? other : sum
      averageAdjoint(first, second, transposed[node.level], into: averages, scratch)
      let (total, more): (UnsafeMutablePointer<Sample>, UnsafeMutablePointer<Sample>) = (
        pairs.parts(), averages.parts()
      )
      for index in 0..<(2 * level.count) { total[index] += more[index] }
      return pairs
    }
  }

  /// The transpose of the spectral average, up to the pairs' spectrum.
  private func averageAdjoint(
    _ first: UnsafePointer<Sample>, _ second: UnsafePointer<Sample>?, by lowPass: SpectralLowPass<Sample>,
    into spectrum: Complexes, _ scratch: (product: Complexes, averaged: Complexes)
  ) {
    let count = lowPass.filter.rows * lowPass.filter.rowLength
    scratch.averaged.update(repeating: 0, count: count)
    let rowLength = cascade.outputWindow.rowLength
    for row in cascade.outputWindow.rowStarts.indices {
      pair(
        first + row * rowLength, second.map { $0 + row * rowLength }, count: rowLength,
        into: scratch.averaged + Int(cascade.outputWindow.rowStarts[row]))
    }
    let product = outputForward.execute(scratch.averaged, over: scratch.product)
    Sample.multiplyAdjoint(product, by: lowPass.filter, into: spectrum)
  }

  /// The transpose of the banded average.
  func averageAdjoint(
    _ first: UnsafePointer<Sample>, _ second: UnsafePointer<Sample>?,
    _ matrices: UnsafeBufferPointer<BandedMatrix<Sample>>, into pairs: Complexes,
    _ scratch: (Complexes, Complexes)
  ) {
    var count = matrices.reduce(1) { $0 * $1.columns }
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
