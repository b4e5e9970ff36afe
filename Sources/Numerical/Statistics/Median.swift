extension Collection<Double> {
  /// The median: the middle value, or the mean of the two in the middle.
  /// - Precondition: not empty.
  package func median() -> Double { sorted().quantile(0.5) }
}

extension [Double] {
  /// The value below which a share of the elements lies, linear between neighbours (Hyndman and Fan's type 7).
  /// - Precondition: sorted, and not empty.
  package func quantile(_ share: Double) -> Double {
    let position = share * Double(count - 1)
    let (below, above) = (Int(position), Swift.min(Int(position) + 1, count - 1))
    return self[below] + (position - Double(below)) * (self[above] - self[below])
  }
}
