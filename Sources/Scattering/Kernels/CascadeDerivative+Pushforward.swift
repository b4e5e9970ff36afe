import Arrays
import ComplexModule
import Fourier

/// Products with the Jacobian: tangents travel along with the signals, from the input to the features.
extension CascadeDerivative {
  /// Leaves the spectra of a signal and of its tangent, and writes the tangent of the signal's own feature.
  /// - Returns: The scale of the signal's spectrum.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pushRoot(
    _ signal: UnsafePointer<Sample>, along tangent: UnsafePointer<Sample>,
    into features: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) -> SignalScale<Sample> {
    let level = cascade.levels[0]
    cascade.gathers?.clear(workspace[layout.gathered])
    cascade.gathers?.clear(workspace[layout.gatheredChange])
    let (pairs, other) = level.forward.buffers(
      into: workspace[layout.inputOther], over: workspace[layout.inputScratch])
    cascade.pad(tangent, times: 1, into: pairs)
    if let reader = level.reader, !reader.isLinear {
      let scale = SignalScale(of: signal, count: cascade.signalShape.count)
      cascade.pad(signal, times: scale.factor, into: workspace[layout.inputSpectrum])
      reader.pushforward(
        workspace[layout.inputSpectrum], along: pairs, into: features + cascade.nodes[0].first.feature, nil)
      level.forward.execute(pairs, over: other)
    } else {
      cascade.finish(
        cascade.nodes[0], pairs: pairs, over: other, into: nil, features,
        scratch: (workspace[layout.product], workspace[layout.averaged]))
    }
    return spectrum(
      of: signal, over: workspace[layout.inputScratch], into: workspace[layout.inputSpectrum])
  }

  /// Writes the tangents of one branch's features.
  /// - Parameters:
  ///   - input: The spectra of the signal and of its tangent.
  ///   - gathered: Where the rows of gathers of signals, and of tangents, go.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pushBranch(
    _ index: Int, input: (Complexes, Complexes), into features: UnsafeMutablePointer<Sample>,
    gathered: (Complexes, Complexes), _ workspace: borrowing Workspace<Sample>
  ) {
    push(
      cascade.nodes[index], parents: (input.0, input.0), tangents: (input.1, input.1), features, gathered,
      workspace)
  }

  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func push(
    _ node: ScheduledNode, parents: (Complexes, Complexes), tangents: (Complexes, Complexes),
    _ features: UnsafeMutablePointer<Sample>, _ gathered: (Complexes, Complexes),
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    let changes = (workspace[layout.firstChange(node.order)], workspace[layout.secondChange(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    if node.isGroup {
      pushGroup(node, parents: parents, tangents: tangents, workspace)
    } else {
      pushModulus(node, parents: parents, tangents: tangents, workspace)
    }
    finish(node, features, workspace)
    if node.isLeaf { return }
    if !node.isGroup {
      Sample.modulus(first, node.second == nil ? first : second, count: level.count, into: pairs)
    }
    let spectrum = level.forward.execute(pairs, over: first)
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: second, pairs)
    let (out, other) = (workspace[layout.gatherMatrix(0)], workspace[layout.gatherMatrix(1)])
    for row in node.rows {
      cascade.filter(cascade.rows[row], (second, pairs), over: other, out, into: gathered.0)
      cascade.filter(cascade.rows[row], (changes.1, others), over: other, out, into: gathered.1)
    }
    for child in node.children {
      push(
        cascade.nodes[child], parents: (second, pairs), tangents: (changes.1, others), features, gathered,
        workspace)
    }
  }

  /// Leaves the wavelet transforms of a node and, paired, the tangents of their moduli.
  private func pushModulus(
    _ node: ScheduledNode, parents: (Complexes, Complexes), tangents: (Complexes, Complexes),
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
    let changes = (workspace[layout.firstChange(node.order)], workspace[layout.secondChange(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    cascade.filter(node.first, parents, level, over: pairs, into: first)
    cascade.filter(node.first, tangents, level, over: others, into: changes.0)
    if let member = node.second {
      cascade.filter(member, parents, level, over: pairs, into: second)
      cascade.filter(member, tangents, level, over: others, into: changes.1)
    }
    let isPair = node.second != nil
    Sample.modulusPushforward(
      first, isPair ? second : first,
      along: (UnsafePointer(changes.0), UnsafePointer(isPair ? changes.1 : changes.0)), count: level.count,
      into: others)
  }

  /// Leaves the moduli of a node whose bands are groups of filters, and their tangents.
  private func pushGroup(
    _ node: ScheduledNode, parents: (Complexes, Complexes), tangents: (Complexes, Complexes),
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let changes = (workspace[layout.firstChange(node.order)], workspace[layout.secondChange(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    groupModuli(node, parents, over: others, into: pairs, workspace)
    others.update(repeating: 0, count: level.count)
    for (index, transform) in cascade.transforms[node.transforms].enumerated() {
      cascade.filter(transform, tangents, level, over: changes.1, into: changes.0)
      GroupModulus.addTangents(
        workspace[layout.signal(node.order, index)], along: changes.0, count: level.count,
        to: transform.target, of: others)
    }
    GroupModulus.divide(others, by: pairs, count: level.count)
  }

  /// Reads the tangents of a node's features and, for its children, separates their spectra.
  private func finish(
    _ node: ScheduledNode, _ features: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    let changes = (workspace[layout.firstChange(node.order)], workspace[layout.secondChange(node.order)])
    let (pairs, others) = (workspace[layout.pairs(node.order)], workspace[layout.others(node.order)])
    guard let reader = level.reader, node.isRead, !reader.isLinear else {
      return cascade.finish(
        node, pairs: others, over: changes.0, into: (changes.1, others), features,
        scratch: (workspace[layout.product], workspace[layout.averaged]))
    }
    if !node.isGroup {
      let (first, second) = (workspace[layout.first(node.order)], workspace[layout.second(node.order)])
      Sample.modulus(first, node.second == nil ? first : second, count: level.count, into: pairs)
    }
    reader.pushforward(
      pairs, along: others, into: features + node.first.feature, node.second.map { features + $0.feature })
    if node.isLeaf { return }
    let spectrum = level.forward.execute(others, over: changes.0)
    Sample.split(
      spectrum, mirror: level.mirror, rowLength: level.rowLength, into: changes.1, others)
  }
}
