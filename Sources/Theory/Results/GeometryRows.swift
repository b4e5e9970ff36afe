import Foundation
import Numerical

/// Distances and angles between images at one layer.
public struct GeometryRow: Codable, Hashable, Sendable {
  /// The network's name, such as `CNN, trained`, `random` or `scattering`.
  public var network: String
  public var layer: String
  public var depth: Int
  /// Distances and angles of pairs of one class, and of pairs of two: medians with intervals over pairs. Distances relative to the mean norm at the layer;
  /// angles in radians.
  public var distanceWithin: Interval
  public var distanceBetween: Interval
  public var angleWithin: Interval
  public var angleBetween: Interval

  public init(
    network: String, layer: String, depth: Int, distanceWithin: Interval, distanceBetween: Interval,
    angleWithin: Interval, angleBetween: Interval
  ) {
    (self.network, self.layer, self.depth, self.distanceWithin) = (network, layer, depth, distanceWithin)
    (self.distanceBetween, self.angleWithin, self.angleBetween) = (distanceBetween, angleWithin, angleBetween)
  }
}

/// Random Gaussian rectifier layers of one width against the closed form (Giryes, Sapiro and Bronstein 2016).
public struct GaussianLayerRow: Codable, Hashable, Sendable {
  /// The width m, the rows of each layer.
  public var width: Int
  /// The number of layers, one behind another.
  public var depth: Int
  /// The angle of the two unit vectors, radians.
  public var angle: Double
  /// The expected squared distance E|rho(Mx) - rho(My)|^2 by the closed form, and the mean measured over draws.
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

/// How the deviation of the squared distance falls as random layers grow wider: its slope against the width, both in logarithms.
public struct GaussianLayerFit: Codable, Hashable, Sendable {
  public var depth: Int
  /// The angle of the two unit vectors, radians.
  public var angle: Double
  /// The slope by weighted least squares; the closed form says -1/2 for one layer.
  public var slope: Double
  /// The slope's 95 % interval, from the standard errors of the deviations.
  public var low: Double
  public var high: Double

  public init(depth: Int, angle: Double, slope: Double, low: Double, high: Double) {
    (self.depth, self.angle, self.slope, self.low, self.high) = (depth, angle, slope, low, high)
  }
}

extension GaussianLayerFit {
  /// The slope of log deviation against log width for every depth and angle of which there are two widths at least, in the order they
  /// first appear: by least squares, each weighed by its standard error, which gives the interval (1.96 standard errors).
  public static func fits(_ rows: [GaussianLayerRow]) -> [GaussianLayerFit] {
    var groups: [(depth: Int, angle: Double)] = []
    for row in rows where !groups.contains(where: { $0 == (row.depth, row.angle) }) {
      groups.append((row.depth, row.angle))
    }
    return groups.compactMap { group in
      fit(rows.filter { $0.depth == group.depth && $0.angle == group.angle }, group)
    }
  }

  private static func fit(_ rows: [GaussianLayerRow], _ group: (depth: Int, angle: Double))
    -> GaussianLayerFit?
  {
    let points = rows.filter { $0.deviation > 0 && $0.deviationError > 0 }.map { row in
      let weight = row.deviation * row.deviation / (row.deviationError * row.deviationError)
      return (x: log(Double(row.width)), y: log(row.deviation), weight: weight)
    }
    guard Set(points.map(\.x)).count > 1 else { return nil }
    let fit = LineFit(points)
    let reach = 1.96 / fit.sumOfSquares.squareRoot()
    return GaussianLayerFit(
      depth: group.depth, angle: group.angle, slope: fit.slope, low: fit.slope - reach,
      high: fit.slope + reach)
  }
}
