/// One image that took part.
public struct StabilityInput: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the samples as they entered, little-endian doubles, in hexadecimal.
  public var sha256: String

  public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
}
