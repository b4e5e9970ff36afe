import Deformations

/// One node of a network: what it computes, and of what.
public struct NetworkNode: Codable, Hashable, Sendable {
  /// The network's input, where a node's number is expected.
  public static let input = -1

  /// Tells it from the other nodes, in reports and messages.
  public let name: String
  public let kind: LayerKind
  /// Numbers of earlier nodes, or `NetworkNode.input`.
  public let inputs: [Int]

  public init(name: String, kind: LayerKind, inputs: [Int]) {
    (self.name, self.kind, self.inputs) = (name, kind, inputs)
  }
}
