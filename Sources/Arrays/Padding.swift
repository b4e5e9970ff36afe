/// How a signal goes on beyond its edges.
public enum Padding: String, CaseIterable, Codable, Sendable {
  /// The signal mirrored about the edge sample, which is not repeated: `c b | a b c | b a`.
  case reflect
  /// The signal repeated: `b c | a b c | a b`.
  case periodic
  /// Zero: `0 0 | a b c | 0 0`.
  case zero
  /// The edge sample repeated: `a a | a b c | c c`.
  case edge

  /// The sample that stands at `position` of a signal of `count` samples, any distance outside it; nil for zero.
  public func source(of position: Int, count: Int) -> Int? {
    switch self {
    case .reflect:
      let period = max(2 * (count - 1), 1)
      let folded = position.modulo(period)
      return min(folded, period - folded)
    case .periodic: return position.modulo(count)
    case .zero: return (0..<count).contains(position) ? position : nil
    case .edge: return min(max(position, 0), count - 1)
    }
  }
}

extension Int {
  /// The remainder of the division by `divisor` that is not negative.
  package func modulo(_ divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
