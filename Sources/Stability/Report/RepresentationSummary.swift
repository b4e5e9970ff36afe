import Scattering

/// One of the representations side by side.
public struct RepresentationSummary: Codable, Hashable, Sendable {
  public var name: String
  public var role: RepresentationRole
  public var dimension: Int
  public var parts: [String]
  public var lipschitzConstant: Double?

  public init(
    name: String, role: RepresentationRole, dimension: Int, parts: [String], lipschitzConstant: Double?
  ) {
    (self.name, self.role, self.dimension, self.parts) = (name, role, dimension, parts)
    self.lipschitzConstant = lipschitzConstant
  }
}
