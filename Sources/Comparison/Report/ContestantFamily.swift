/// What kind of classifier a contestant is.
public enum ContestantFamily: String, CaseIterable, Codable, Sendable {
  case pixels
  case scattering
  /// A network on top of scattering.
  case hybrid
  case network
}
