/// How the filters are scaled.
public enum Normalization: String, CaseIterable, Codable, Sendable {
  /// As Kymatio scales them; the transform may expand distances a little.
  case kymatio
  /// Divided by the square root of the upper frame bound with decimation, so that no layer expands a distance.
  case nonexpansive
}
