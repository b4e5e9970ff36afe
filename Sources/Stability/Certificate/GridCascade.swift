import ComplexModule
import Scattering

/// The transform's network with every signal at every sample of the padded grid.
///
/// Decimating by d and then filtering by h is filtering by h with d - 1 zeros between its samples, whose frequency response
/// repeats d times, and then decimating; and the modulus acts on each sample alone. So the decimated network's signals are
/// exactly samples of this one's (the *algorithme a trous*), and what commutes with shifts here is visible.
/// Double precision; memory is that of all filters on the whole grid.
struct GridCascade: Sendable {
  let plan: ScatteringPlan
  let bank: FilterBank
  let fourier: GridFourier
  /// By level and band: responses over n, so that filtering needs no normalisation; repeated 2^level times.
  private let responses: [[[Double]]]
  /// By level.
  private let averages: [GridAverage]

  init(_ plan: ScatteringPlan, bank: FilterBank) {
    (self.plan, self.bank, fourier) = (plan, bank, GridFourier(plan.grid))
    let levels = 0...plan.level(ofScale: plan.configuration.scales - 1)
    responses = levels.map { level in
      bank.bands.map { band in
        let isNeeded = level == 0 || band.scale > level
        return isNeeded ? repeated(bank.response(of: band, level: level), level, plan.grid) : []
      }
    }
    averages = levels.map { GridAverage(plan, bank: bank, level: $0) }
  }

  /// Complex, at every sample.
  func filtered(_ spectrum: [Complex<Double>], band: Int, level: Int) -> [Complex<Double>] {
    fourier.filtered(spectrum, by: responses[level][band])
  }

  /// The features, weighted, of a signal that counts as decimated by 2^level.
  func average(_ signal: [Double], level: Int) -> [Double] { averages[level].apply(signal) }

  /// The transpose of `average`.
  func spread(_ features: [Double], level: Int) -> [Double] { averages[level].applyTransposed(features) }

  func response(band: Int, level: Int) -> [Double] { responses[level][band] }

  /// The bands that may follow one of a scale, -1 for all.
  func followers(of scale: Int) -> [Int] { bank.bands.indices.filter { bank.bands[$0].scale > scale } }

  /// The energy of a signal's samples that decimation by 2^level keeps, 2^level times along each axis.
  func latticeEnergy(_ signal: [Double], level: Int) -> Double {
    let (step, width) = (1 << level, plan.grid[1])
    var sum = 0.0
    for row in stride(from: 0, to: plan.grid[0], by: step) {
      for column in stride(from: 0, to: width, by: step) {
        let value = signal[row * width + column]
        sum += value * value
      }
    }
    return Double(step * step) * sum
  }
}

/// A response on the decimated grid, periodically on the whole grid, over the whole grid's count.
private func repeated(_ response: [Double], _ level: Int, _ grid: Shape) -> [Double] {
  let (rows, columns) = (grid[0] >> level, grid[1] >> level)
  return (0..<grid[0]).flatMap { row in
    (0..<grid[1]).map { response[row % rows * columns + $0 % columns] / Double(grid.count) }
  }
}
