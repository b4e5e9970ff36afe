/// How the filters are scaled.
public enum Normalization: String, CaseIterable, Codable, Sendable {
  /// Filters as Kymatio scales them; layers may expand distances a little.
  case kymatio
  /// Filters divided by the square root of the largest upper frame bound with decimation, so that no layer expands a distance.
  ///
  /// With `zero` padding, and with `periodic` padding where sides are multiples of 2^J, no distance of images grows either. Padding
  /// that repeats samples (`reflect`, `edge`) expands distances before the first layer: see `NetworkBounds.constant`.
  case nonexpansive
}
