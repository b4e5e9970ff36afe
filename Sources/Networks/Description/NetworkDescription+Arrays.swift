import Arrays
import Deformations
import Numerical

extension NetworkDescription {
  /// Every array's position: the number of its node, its role and its dimensions, in the order of the nodes.
  var arrayLayouts: [(node: Int, role: NetworkArray.Role, dimensions: [Int])] {
    nodes.indices.flatMap { node in
      nodes[node].kind.arrays(of: inputShape(of: node)).map { (node, $0.role, $0.dimensions) }
    }
  }

  /// Arrays as they are before training. Each is drawn by a generator of its own, so that a node's weights do not depend on
  /// what other nodes hold.
  func initialArrays(seed: UInt64) -> [NetworkArray] {
    arrayLayouts.map { layout in
      let isMatrix = layout.dimensions.count > 1
      let count = layout.dimensions.reduce(1, *)
      var generator = SeededGenerator(seed: seed, words: [0, UInt64(layout.node)])
      let deviation = isMatrix ? deviation(layout.dimensions) : 0
      let elements =
        isMatrix
        ? (0..<count).map { _ in Float(deviation * generator.nextNormal()) }
        : [Float](repeating: Self.start(layout.role), count: count)
      return NetworkArray(
        name: nodes[layout.node].name, role: layout.role, dimensions: layout.dimensions, elements: elements)
    }
  }

  private func deviation(_ dimensions: [Int]) -> Double {
    let window = dimensions[2...].reduce(1, *)
    return switch initialisation {
    case .inputs: (1 / Double(3 * dimensions[1] * window)).squareRoot()
    case .outputs: (1 / Double(dimensions[0] * window)).squareRoot()
    }
  }

  /// Vectors: no shift, and batch normalisation that changes nothing.
  private static func start(_ role: NetworkArray.Role) -> Float {
    role == .weight || role == .variance ? 1 : 0
  }
}
