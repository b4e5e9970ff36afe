/// Products with the Jacobian: tangents travel beside the signals, from the input to the features.
extension CascadeDerivative {
  /// Leaves the spectra of a signal and of its tangent, and writes the tangent of the plain average.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pushRoot(
    _ signal: UnsafePointer<Sample>, along tangent: UnsafePointer<Sample>,
    into features: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) {
    spectrum(of: signal, over: workspace[layout.inputScratch], into: workspace[layout.inputSpectrum])
    let (pairs, other) = cascade.levels[0].forward.places(
      into: workspace[layout.inputOther], over: workspace[layout.inputScratch])
    cascade.pad(tangent, times: 1, into: pairs)
    cascade.finish(
      cascade.nodes[0], pairs: pairs, over: other, into: nil, features,
      scratch: (workspace[layout.product], workspace[layout.averaged]))
  }

  /// Writes the tangents of one branch's features.
  /// - Parameter input: The spectra of the signal and of its tangent.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pushBranch(
    _ index: Int, input: (Complexes, Complexes), into features: UnsafeMutablePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    push(
      cascade.nodes[index], parents: (input.0, input.0), tangents: (input.1, input.1), features, workspace)
  }

  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func push(
    _ node: PlanNode, parents: (Complexes, Complexes), tangents: (Complexes, Complexes),
    _ features: UnsafeMutablePointer<Sample>, _ workspace: borrowing Workspace<Sample>
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
    cascade.finish(
      node, pairs: others, over: changes.0, into: (changes.1, others), features,
      scratch: (workspace[layout.product], workspace[layout.averaged]))
    if node.children.isEmpty { return }
    Sample.modulus(first, isPair ? second : first, count: level.count, into: pairs)
    let spectrum = level.forward.execute(pairs, over: first)
    Sample.split(spectrum, mirror: level.mirror, rowLength: level.rowLength, into: second, pairs)
    for child in node.children {
      push(
        cascade.nodes[child], parents: (second, pairs), tangents: (changes.1, others), features, workspace)
    }
  }
}
