import Deformations

/// A network without its parameters, as plain data: nodes in an order in which each comes after its inputs. The last node
/// gives the scores.
public struct NetworkDescription: Hashable, Sendable {
  /// The network's name in reports.
  public let name: String
  /// The dimensions of the input, `[channels, height, width]`.
  public let input: [Int]
  public let nodes: [NetworkNode]
  /// How the network's weights are drawn.
  public let initialisation: NetworkInitialisation
  /// The dimensions of what each node makes of one signal: `[channels, height, width]` or `[count]`.
  public let shapes: [[Int]]

  /// A description of these nodes, with the shapes that follow.
  /// - Throws: `NetworkError.invalidNode` naming the first node that does not fit, or `.outOfRange`.
  public init(
    name: String, input: [Int], nodes: [NetworkNode], initialisation: NetworkInitialisation = .inputs
  ) throws(NetworkError) {
    guard input.count == 3, input.allSatisfy({ $0 > 0 }),
      let count = input.productIfRepresentable, count <= LayerKind.largestCount
    else {
      throw .outOfRange(
        "input of \(name)", found: "\(input)", expected: "[channels, height, width], at most 2^30 in all")
    }
    guard !nodes.isEmpty else {
      throw .outOfRange("nodes of \(name)", found: "none", expected: "at least one")
    }
    var shapes: [[Int]] = []
    for (index, node) in nodes.enumerated() {
      let inputs = try Self.inputs(of: node, at: index, nodes: nodes)
      shapes.append(
        try Self.shape(of: node, inputs.map { $0 == NetworkNode.input ? input : shapes[$0] }))
    }
    (self.name, self.input, self.nodes) = (name, input, nodes)
    (self.initialisation, self.shapes) = (initialisation, shapes)
  }

  /// The number of values that the last node gives: the classes, where the network classifies.
  public var classCount: Int { shapes.last!.reduce(1, *) }

  /// The dimensions of a node's first input.
  public func inputShape(of node: Int) -> [Int] {
    let source = nodes[node].inputs[0]
    return source == NetworkNode.input ? input : shapes[source]
  }

  private static func inputs(
    of node: NetworkNode, at index: Int, nodes: [NetworkNode]
  ) throws(NetworkError) -> [Int] {
    guard !nodes[..<index].contains(where: { $0.name == node.name }) else {
      throw .invalidNode(node.name, found: "two nodes of this name", expected: "one")
    }
    guard node.inputs.count == node.kind.inputCount,
      node.inputs.allSatisfy({ $0 >= NetworkNode.input && $0 < index })
    else {
      throw .invalidNode(
        node.name, found: "inputs \(node.inputs)",
        expected: "\(node.kind.inputCount) of the nodes before it, or -1 for the network's input")
    }
    return node.inputs
  }

  private static func shape(of node: NetworkNode, _ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let shape = try node.kind.shape(of: inputs, name: node.name)
    let arrays = node.kind.arrays(of: inputs[0]).map(\.dimensions)
    for dimensions in [shape] + arrays {
      guard let count = dimensions.productIfRepresentable, count <= LayerKind.largestCount else {
        throw .invalidNode(node.name, found: "an array of \(dimensions)", expected: "at most 2^30 elements")
      }
    }
    return shape
  }
}

extension NetworkDescription: Codable {
  private enum CodingKeys: CodingKey { case name, input, nodes, initialisation }

  /// - Throws: `NetworkError` for nodes that do not fit, besides the decoder's own errors.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: values.decode(String.self, forKey: .name), input: values.decode([Int].self, forKey: .input),
      nodes: values.decode([NetworkNode].self, forKey: .nodes),
      initialisation: values.decode(NetworkInitialisation.self, forKey: .initialisation))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(input, forKey: .input)
    try values.encode(nodes, forKey: .nodes)
    try values.encode(initialisation, forKey: .initialisation)
  }
}

/// One node of a network: what it computes, and of what.
public struct NetworkNode: Codable, Hashable, Sendable {
  /// The network's input, where a node's number is expected.
  public static let input = -1

  /// The node's name in reports and messages; no other node has it.
  public let name: String
  public let kind: LayerKind
  /// The node's inputs: numbers of earlier nodes, or `NetworkNode.input`.
  public let inputs: [Int]

  public init(name: String, kind: LayerKind, inputs: [Int]) {
    (self.name, self.kind, self.inputs) = (name, kind, inputs)
  }
}

/// How weights are drawn; all are independent and normal with mean 0, biases are 0, and batch normalisation starts as the
/// identity of standardised values.
public enum NetworkInitialisation: String, Codable, Sendable {
  /// Variance 1 / (3 n) with n the inputs of one output: that of a uniform number within 1 / sqrt n, with which PyTorch's layers
  /// start. Scores are small at first; with 2 / n (He et al. 2015) the first losses of the small CNN were three times as large, and it
  /// learned more slowly for epochs.
  case inputs
  /// Variance 1 / m with m the outputs of one input: m of a matrix, outputs x kernel^2 of a convolution; so that a layer
  /// keeps norms in the mean (Giryes, Sapiro and Bronstein 2016).
  case outputs
}
