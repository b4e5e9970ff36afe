import Comparison
import Foundation
import Numerical
import Plots

/// Random Gaussian layers against the closed form of Giryes, Sapiro and Bronstein (2016).
struct GaussianFindings: Sendable {
  let rows: [GaussianLayerRow]

  /// The power p of deviation = c m^p by least squares over logarithms, one c an angle; nil unless some angle has two widths.
  var power: Double? {
    // Lines of one slope and an intercept each: the mean of their slopes, weighed by how far their widths lie apart.
    let fits = Dictionary(grouping: usable, by: \.angle).values.compactMap { group in
      LineFit(group.map { (x: log(Double($0.width)), y: log($0.deviation)) })
    }.filter { $0.sumOfSquares > 1e-9 }
    let weight = fits.reduce(0) { $0 + $1.sumOfSquares }
    return weight > 0 ? fits.reduce(0) { $0 + $1.slope * $1.sumOfSquares } / weight : nil
  }

  /// c of deviation ≈ c m^(−1/2), the geometric mean over all rows.
  var constant: Double? {
    guard !usable.isEmpty else { return nil }
    let logs = usable.map { log($0.deviation) + log(Double($0.width)) / 2 }
    return exp(logs.reduce(0, +) / Double(logs.count))
  }

  private var usable: [GaussianLayerRow] {
    rows.filter { $0.depth == 1 && $0.deviation > 0 && $0.deviation.isFinite && $0.width > 0 }
  }

  /// How far the measured mean lies from the closed form, in standard errors of the mean.
  static func standardErrors(_ row: GaussianLayerRow) -> Double? {
    guard row.deviation > 0, row.draws > 0 else { return nil }
    return (row.measured - row.predicted) / (row.deviation / Double(row.draws).squareRoot())
  }

  /// In two sentences: how many means agree, and the power.
  var sentence: String {
    let errors = rows.compactMap(Self.standardErrors)
    let near = errors.filter { abs($0) <= 2 }.count
    let agreement =
      errors.isEmpty
      ? nil : "\(near) of \(errors.count) measured means lie within two standard errors of the closed form."
    let fall = power.map {
      "Behind one layer the deviation falls as m to the power \($0.text(decimals: 3)); the theory says −1/2."
    }
    return [agreement, fall].compactMap(\.self).joined(separator: " ")
  }
}
