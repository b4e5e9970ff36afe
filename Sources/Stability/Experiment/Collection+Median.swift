extension Collection<Double> {
  /// The middle value, or the mean of the two in the middle.
  /// - Precondition: not empty.
  package func median() -> Double { sorted().quantile(0.5) }
}

extension [Double] {
  /// The value below which a share of the elements lies, linear between them (Hyndman and Fan's type 7).
  /// - Precondition: sorted, and not empty.
  package func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let (below, above) = (Int(place), Swift.min(Int(place) + 1, count - 1))
    return self[below] + (place - Double(below)) * (self[above] - self[below])
  }
}
