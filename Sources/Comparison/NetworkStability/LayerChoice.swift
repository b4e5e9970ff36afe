/// Which layers of a network are looked at.
public enum LayerChoice: String, CaseIterable, Codable, Sendable {
  /// All that do something to distances: dropout and flattening are left out.
  case all
  /// The scores alone.
  case last
}
