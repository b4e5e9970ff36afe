/// Squared upper bounds of the layer that acts behind order m, each the largest over the layer's nodes.
///
/// Energies of decimated signals count as often as their decimation; `|phi y|^2 <= average |y|^2`,
/// `sum |psi y|^2 <= wavelets |y|^2` and both together at most `whole |y|^2`.
public struct OrderBounds: Hashable, Codable, Sendable {
  /// B_phi, B_psi and B of Balan, Singh and Zou (2018).
  public let average, wavelets, whole: Double

  public init(average: Double, wavelets: Double, whole: Double) {
    (self.average, self.wavelets, self.whole) = (average, wavelets, whole)
  }
}

extension [OrderBounds] {
  /// The value of the linear program of Balan, Singh and Zou ("Lipschitz properties for deep convolutional networks", 2018):
  ///
  ///     max sum s_m,  y_0 = 1,  s_m <= Bphi y_m,  y_(m+1) <= Bpsi y_m,  s_m + y_(m+1) <= B y_m,  s_M <= Bphi y_M,
  ///
  /// all variables at least 0, one element an order, the last with features only. Exact: what follows an order is
  /// proportional to y, so the best continuation is found backwards, and of two bounded quantities with a bounded sum
  /// the one that is worth more takes all it can.
  package var linearProgram: Double {
    guard let last else { return 0 }
    return dropLast().reversed().reduce(last.average) { worth, order in
      let first = Swift.min(worth >= 1 ? order.wavelets : order.average, order.whole)
      let second = Swift.min(worth >= 1 ? order.average : order.wavelets, order.whole - first)
      return worth >= 1 ? worth * first + second : first + worth * second
    }
  }

  /// The product of the layers' bounds, none counted below 1; the last layer only averages.
  package var product: Double { factors.reduce(1, *) }

  /// Every order's features bounded by themselves, each layer by its whole bound: the sum of the partial products.
  package var naive: Double {
    factors.reduce((product: 1.0, sum: 0.0)) { ($0.product * $1, $0.sum + $0.product * $1) }.sum
  }

  private var factors: [Double] {
    indices.map { Swift.max(1, $0 == count - 1 ? self[$0].average : self[$0].whole) }
  }
}
