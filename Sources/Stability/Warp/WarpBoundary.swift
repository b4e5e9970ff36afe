/// How images go on beyond their edges when they are warped; both continue them periodically, so that they have a Fourier
/// series.
public enum WarpBoundary: String, CaseIterable, Codable, Sendable {
  /// Mirrored about the outer edge of the edge sample, which is repeated: `b a | a b c | c b`. No jump at the edge and
  /// nothing from the opposite side: for pictures.
  case reflect
  /// Repeated: for signals that are periodic, and for analysis.
  case periodic

  /// The period of the continued signal, in samples.
  func period(_ count: Int) -> Int { self == .reflect ? 2 * count : count }

  /// The sample that stands at any position of a line of `count`.
  func source(of position: Int, count: Int) -> Int {
    let place = position.modulo(period(count))
    return place < count ? place : 2 * count - 1 - place
  }

  /// The point of `[-1/2, count - 1/2]` that has the same value as `position`, and the sign of the derivative there
  /// as seen from `position`.
  func fold(_ position: Double, count: Int) -> (position: Double, sign: Double) {
    let period = Double(period(count))
    let folded = position - period * ((position + 0.5) / period).rounded(.down)
    let edge = Double(count) - 0.5
    if folded <= edge { return (max(folded, -0.5), 1) }
    return self == .reflect ? (max(2 * edge - folded, -0.5), -1) : (edge, 1)
  }
}
