/// Random Gaussian rectifier layers of one width against the closed form (Giryes, Sapiro and Bronstein 2016).
public struct GaussianLayerRow: Codable, Hashable, Sendable {
  /// m, the rows of each layer.
  public var width: Int
  /// Layers, one behind another.
  public var depth: Int
  /// The angle of the two unit vectors, radians.
  public var angle: Double
  /// E|rho(Mx) - rho(My)|^2 by the closed form, and the mean measured over draws.
  public var predicted: Double
  public var measured: Double
  /// The cosine of the angle behind the layers, by the closed form and measured.
  public var predictedCosine: Double
  public var measuredCosine: Double
  /// The standard deviation of the squared distance over draws.
  public var deviation: Double
  /// The standard error of `deviation`, from the fourth moment over draws.
  public var deviationError: Double
  /// The standard deviation by the closed form; nil behind more than one layer.
  public var predictedDeviation: Double?
  public var draws: Int

  public init(
    width: Int, depth: Int = 1, angle: Double, predicted: Double, measured: Double, predictedCosine: Double,
    measuredCosine: Double, deviation: Double, deviationError: Double = 0, predictedDeviation: Double? = nil,
    draws: Int
  ) {
    (self.width, self.depth, self.angle, self.predicted) = (width, depth, angle, predicted)
    (self.measured, self.predictedCosine) = (measured, predictedCosine)
    (self.measuredCosine, self.deviation, self.deviationError) = (measuredCosine, deviation, deviationError)
    (self.predictedDeviation, self.draws) = (predictedDeviation, draws)
  }
}
