/// Random Gaussian rectifier layers of one width against the closed form (Giryes, Sapiro and Bronstein 2016).
public struct GaussianLayerRow: Codable, Hashable, Sendable {
  /// m, the rows of the layer.
  public var width: Int
  /// The angle of the two unit vectors, radians.
  public var angle: Double
  /// E|rho(Mx) - rho(My)|^2 by the closed form, and the mean measured over draws.
  public var predicted: Double
  public var measured: Double
  /// The cosine of the angle behind the layer, by the closed form and measured.
  public var predictedCosine: Double
  public var measuredCosine: Double
  /// The standard deviation of the squared distance over draws.
  public var deviation: Double
  public var draws: Int

  public init(
    width: Int, angle: Double, predicted: Double, measured: Double, predictedCosine: Double,
    measuredCosine: Double, deviation: Double, draws: Int
  ) {
    (self.width, self.angle, self.predicted, self.measured) = (width, angle, predicted, measured)
    (self.predictedCosine, self.measuredCosine, self.deviation, self.draws) = (
      predictedCosine, measuredCosine, deviation, draws
    )
  }
}
