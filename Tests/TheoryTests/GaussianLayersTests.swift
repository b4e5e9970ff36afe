import Foundation
import Scattering
import TestSupport
import Testing
import Theory

/// Random layers that are drawn beside the closed form, and beside whole matrices.
@Suite struct GaussianLayersTests {
  /// A mean over draws misses its expectation by more than 4 standard errors once in 16,000; a deviation likewise.
  @Test(arguments: [0.5, 1, .pi / 2, .pi]) func drawsMeetTheClosedForm(angle: Double) throws {
    let layers = try GaussianLayers(draws: 2000, seed: 3)
    for width in [4, 64, 1000] {
      let row = try layers.measure(width: width, angle: angle)
      let error = row.deviation / Double(row.draws).squareRoot()
      #expect(abs(row.measured - row.predicted) < 4 * error)
      let deviation = try #require(row.predictedDeviation)
      #expect(abs(row.deviation - deviation) < 4 * row.deviationError)
      // The inner product and both squared norms are means of width x draws numbers of variance below 5/4; the ratio's error is
      // below that of three such.
      let cosineError = 3 * (1.25 / Double(width * row.draws)).squareRoot() * 2
      #expect(abs(row.measuredCosine - row.predictedCosine) < 4 * cosineError)
    }
  }

  /// Memory does not grow with the width; one draw is right to 4 deviations of the closed form.
  @Test func aHundredThousandRows() throws {
    let row = try GaussianLayers(draws: 8, seed: 1).measure(width: 100_000, angle: 1)
    let deviation = GaussianRectifier.deviation(angle: 1, width: 100_000)
    #expect(abs(row.measured - 0.36380) < 5e-5 + 4 * deviation / 8.0.squareRoot())
    #expect(abs(row.measured / (2 - 2 * cos(1)) - 0.39570) < 5e-5 + 5 * deviation / 8.0.squareRoot())
  }

  /// The interval holds -1/2, and is narrow enough to exclude -0.4 and -0.6.
  @Test func deviationsFallAsTheRootOfTheWidth() throws {
    let layers = try GaussianLayers(draws: 500, seed: 5)
    let rows = try [0.5, 1, 2].flatMap { angle in
      try [16, 64, 256, 1024, 4096].map { try layers.measure(width: $0, angle: angle) }
    }
    let fits = GaussianLayerFit.fits(rows)
    #expect(fits.map(\.angle) == [0.5, 1, 2])
    for fit in fits {
      #expect(fit.low < -0.5 && fit.high > -0.5)
      #expect(fit.low > -0.6 && fit.high < -0.4)
    }
  }

  /// Deviations that fall exactly as a power give that power.
  @Test func theFitFindsAPower() throws {
    let rows = [10, 100, 1000].map { width in
      GaussianLayerRow(
        width: width, angle: 1, predicted: 0, measured: 0, predictedCosine: 0, measuredCosine: 0,
        deviation: 3 * pow(Double(width), -0.75), deviationError: 1e-3 * Double(width).squareRoot(), draws: 2)
    }
    let fit = try #require(GaussianLayerFit.fits(rows).first)
    #expect(abs(fit.slope + 0.75) < 1e-12)
    #expect(GaussianLayerFit.fits(Array(rows.prefix(1))).isEmpty)
  }

  /// Whole matrices, N(0, 1/m), on vectors of more entries than two, layer behind layer: the mean of the squared distance agrees with that of the
  /// draws in the plane within 4 standard errors of both, and so do the deviations.
  @Test func planesStandForMatrices() throws {
    let (width, depth, angle, draws) = (12, 3, 1.2, 3000)
    var generator = SeededGenerator(seed: 11)
    let found = (0..<draws).map { _ -> Double in
      var x = [Double](repeating: 0, count: 7)
      var y = x
      (x[2], y[2], y[5]) = (1, cos(angle), sin(angle))
      for _ in 0..<depth {
        let rows = (0..<width).map { _ in x.map { _ in gaussian(&generator) / Double(width).squareRoot() } }
        func layer(_ vector: [Double]) -> [Double] {
          rows.map { row in max(zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 }, 0) }
        }
        (x, y) = (layer(x), layer(y))
      }
      return zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let mean = found.reduce(0, +) / Double(draws)
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws - 1)
    let row = try GaussianLayers(draws: draws, seed: 2).measure(width: width, depth: depth, angle: angle)
    let error = ((variance + row.deviation * row.deviation) / Double(draws)).squareRoot()
    #expect(abs(row.measured - mean) < 4 * error)
    #expect(abs(row.deviation - variance.squareRoot()) < 4 * 2.0.squareRoot() * row.deviationError)
  }

  /// Behind several wide layers the iterated closed form holds up to O(depth / width), here below 4 / 4096 of a mean that is known to its standard
  /// error.
  @Test func deepNetworksIterateTheClosedForm() throws {
    let row = try GaussianLayers(draws: 100, seed: 4).measure(width: 4096, depth: 4, angle: 1)
    let error = row.deviation / Double(row.draws).squareRoot()
    #expect(abs(row.measured - row.predicted) < 4 * error + 4.0 / 4096)
    #expect(abs(row.measuredCosine - row.predictedCosine) < 0.01)
    #expect(row.predictedDeviation == nil)
  }

  @Test func threadsChangeNoBit() throws {
    func rows(_ threads: Int) throws -> [GaussianLayerRow] {
      let layers = try GaussianLayers(draws: 50, seed: 9, parallel: Parallel(threads: threads))
      return try [1, 2].map { try layers.measure(width: 100, depth: $0, angle: 1) }
    }
    #expect(try rows(1) == rows(3))
  }

  @Test func settingsAreChecked() {
    #expect(
      throws: TheoryError.outOfRange("draws of a random layer", found: "1", expected: "2 to 1073741824")
    ) {
      try GaussianLayers(draws: 1, seed: 0)
    }
    #expect(throws: TheoryError.self) {
      try GaussianLayers(draws: 2, seed: 0).measure(width: 0, angle: 1)
    }
    #expect(throws: TheoryError.self) {
      try GaussianLayers(draws: 2, seed: 0).measure(width: 1, angle: 4)
    }
    #expect(throws: TheoryError.self) { try GeometryStudy(settings: GeometrySettings(angles: [])) }
    #expect(throws: TheoryError.self) { try GeometryStudy(settings: GeometrySettings(angles: [0])) }
  }
}
