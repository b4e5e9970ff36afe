import Foundation
import Numerical

extension GaussianLayerFit {
  /// The slope of log deviation against log width for every depth and angle of which there are two widths at least, in the order they
  /// first appear: by least squares, each weighed by its standard error, which gives the interval (1.96 standard errors).
  public static func fits(_ rows: [GaussianLayerRow]) -> [GaussianLayerFit] {
    var places: [(depth: Int, angle: Double)] = []
    for row in rows where !places.contains(where: { $0 == (row.depth, row.angle) }) {
      places.append((row.depth, row.angle))
    }
    return places.compactMap { place in
      fit(rows.filter { $0.depth == place.depth && $0.angle == place.angle }, place)
    }
  }

  private static func fit(_ rows: [GaussianLayerRow], _ place: (depth: Int, angle: Double))
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
      depth: place.depth, angle: place.angle, slope: fit.slope, low: fit.slope - reach,
      high: fit.slope + reach)
  }
}
