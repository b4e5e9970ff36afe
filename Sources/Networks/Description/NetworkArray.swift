/// One array of a network's node: a kernel, a bias, or what batch normalisation follows.
public struct NetworkArray: Hashable, Sendable {
  /// What the node does with an array.
  public enum Role: String, CaseIterable, Codable, Sendable {
    case weight, bias
    /// What batch normalisation subtracts, and divides by the root of.
    case mean, variance

    /// Whether training changes the array by its gradient.
    public var isTrained: Bool { self == .weight || self == .bias }
  }

  /// The node's name; of a script, the name there.
  public let name: String
  public let role: Role
  /// The dimensions: `[outputs, inputs, kernel, kernel]` of a convolution's weight, `[outputs, inputs]` of a matrix, else `[channels]`.
  public let dimensions: [Int]
  /// The elements in row-major order.
  public var elements: [Float]

  /// - Precondition: as many elements as the dimensions call for.
  public init(name: String, role: Role, dimensions: [Int], elements: [Float]) {
    precondition(elements.count == dimensions.reduce(1, *), "\(elements.count) elements for \(dimensions)")
    (self.name, self.role, self.dimensions, self.elements) = (name, role, dimensions, elements)
  }
}
