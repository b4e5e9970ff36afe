/// One of the representations side by side.
public struct RepresentationSummary: Codable, Hashable, Sendable {
  public var name: String
  public var dimension: Int
  public var parts: [String]
  public var lipschitzConstant: Double?

  public init(name: String, dimension: Int, parts: [String], lipschitzConstant: Double?) {
    (self.name, self.dimension, self.parts) = (name, dimension, parts)
    self.lipschitzConstant = lipschitzConstant
  }
}
