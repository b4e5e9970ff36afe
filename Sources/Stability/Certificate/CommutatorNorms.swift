import Numerical

/// What one deformation does to filters, whatever the image: norms of operators on signals of the padded grid.
public struct CommutatorNorms: Hashable, Codable, Sendable {
  /// kappa: an upper bound of |[W, L_tau]|, W the wavelets of the first layer without decimation.
  public let wavelets: Double
  /// t: an upper bound of |L_tau Phi - Phi|, or rather of |Phi L_tau - Phi| as the features see it: with decimation, weight
  /// and cropping.
  public let average: Double

  public init(wavelets: Double, average: Double) { (self.wavelets, self.average) = (wavelets, average) }

  /// - Parameter steps: of Lanczos' method; see `largestEigenvalueBound`.
  init(_ cascade: GridCascade, _ warp: GridWarp, steps: Int) {
    let count = cascade.plan.grid.count
    let commutator = WaveletCommutator(cascade: cascade, warp: warp)
    wavelets = largestEigenvalueBound(dimension: count, steps: steps, commutator.normal).squareRoot()
    average = largestEigenvalueBound(dimension: count, steps: steps) { signal in
      let change = cascade.average(difference(warp.apply(signal), signal), level: 0)
      let back = cascade.spread(change, level: 0)
      return difference(warp.applyTransposed(back), back)
    }.squareRoot()
  }
}
