/// How much of the scores' change each channel of a node is worth, by the squares of the weights alone: the sum over paths of
/// squared weights. It guides in which proportions ellipsoids are chosen, and proves nothing.
struct OutputSensitivity {
  /// By node and channel, 1 for the scores.
  private(set) var energies: [[Double]]

  init(_ description: NetworkDescription, arrays: [String: [NetworkArray]]) {
    energies = description.shapes.map { [Double](repeating: 0, count: $0[0]) }
    energies[energies.count - 1] = energies.last!.map { _ in 1 }
    for (index, node) in description.nodes.enumerated().reversed() {
      let shape = description.inputShape(of: index)
      let before = Self.before(node.kind, energies[index], shape: shape, arrays: arrays[node.name] ?? [])
      for input in node.inputs where input != NetworkNode.input {
        for (channel, energy) in before.enumerated() { energies[input][channel] += energy }
      }
    }
  }

  /// The energies of a node's inputs from those of its outputs.
  private static func before(
    _ kind: LayerKind, _ energies: [Double], shape: [Int], arrays: [NetworkArray]
  ) -> [Double] {
    switch kind {
    case .convolution, .linear:
      let weights = arrays.doubles(.weight)
      let (inputs, taps) = (shape[0], weights.count / (energies.count * shape[0]))
      var result = [Double](repeating: 0, count: inputs)
      for (index, weight) in weights.enumerated() {
        result[index / taps % inputs] += energies[index / (taps * inputs)] * weight * weight
      }
      return result
    case .batchNormalisation: return zip(energies, arrays.gains(kind)).map { $0 * $1 * $1 }
    case .flatten:
      let block = energies.count / shape[0]
      return (0..<shape[0]).map { energies[($0 * block)..<(($0 + 1) * block)].reduce(0, +) }
    default: return energies
    }
  }
}
