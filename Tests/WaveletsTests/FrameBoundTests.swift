import Foundation
import Scattering
import TestSupport
import Testing

/// The Littlewood-Paley sum and the frame bounds, beside NUMERICS' figures and a dense computation.
@Suite struct FrameBoundTests {
  func bank(_ size: Int, _ scales: Int) -> FilterBank {
    .morlet2D(grid: try! Shape([size, size]), scales: scales, orientations: 8)
  }

  @Test func figuresOfTheLiterature() {
    let bounds = bank(32, 3).frameBounds()
    #expect(abs(bounds.lower - 0.123) < 5e-4 && abs(bounds.upper - 1.0109) < 5e-5)
    #expect(abs(bank(64, 4).frameBounds().upper - 1.0353) < 5e-5)
    let decimated = [(2, 0, 1.047), (3, 0, 1.125), (2, 1, 1.000), (3, 1, 1.011)]
    for (scales, oversampling, upper) in decimated {
      let bounds = bank(32, scales).frameBoundsWithDecimation(oversampling: oversampling)
      #expect(abs(bounds.upper - upper) < 5e-4)
      #expect(abs(bounds.lower - 0.123) < 5e-4)
    }
  }

  /// Inside |w| <= pi the lower bound is larger: the corners of the square are what no wavelet covers.
  @Test func cornersHoldTheMinimum() {
    let sum = bank(32, 3).littlewoodPaleySum()
    let inside = sum.indices.filter { index in
      let (y, x) = (min(index / 32, 32 - index / 32), min(index % 32, 32 - index % 32))
      return y * y + x * x <= 16 * 16
    }
    #expect(abs(inside.map { sum[$0] }.min()! - 0.348) < 5e-4)
    #expect(sum.min() == sum[16 * 32 + 16])
  }

  @Test(arguments: [0, 1, 3]) func nonexpansiveBanksHaveUpperBoundOne(oversampling: Int) {
    let bank = bank(24, 3).nonexpansive(oversampling: oversampling)
    #expect(bank.gain < 1)
    #expect(abs(bank.frameBoundsWithDecimation(oversampling: oversampling).upper - 1) < 1e-9)
  }

  /// No signal gains or loses more energy in one decimated layer than the bounds say, computed from samples.
  @Test func energiesOfSignalsLieBetweenTheBounds() throws {
    let bank = FilterBank.morlet2D(grid: [16, 24], scales: 2, orientations: 3)
    let bounds = bank.frameBoundsWithDecimation()
    for seed in 0..<20 {
      let signal = Signal<Double>.noise(shape: bank.grid, seed: UInt64(seed))
      let spectrum = naiveTransform(signal.samples.map { Complex($0) }, shape: bank.grid, sign: -1)
      let filters = [(bank.lowPassResponse(), 2)] + bank.bands.map { (bank.response(of: $0), $0.scale) }
      let energy = filters.reduce(0.0) { sum, filter in
        let product = zip(spectrum, filter.0).map { Complex($0.real * $1, $0.imaginary * $1) }
        let filtered = naiveTransform(product, shape: bank.grid, sign: 1)
        let step = 1 << filter.1
        let kept = filtered.indices.filter { $0 / 24 % step == 0 && $0 % 24 % step == 0 }
        return sum + Double(step * step)
          * kept.reduce(0) { $0 + pow(filtered[$1].length / Double(16 * 24), 2) }
      }
      let ratio = energy / signal.samples.reduce(0) { $0 + $1 * $1 }
      #expect(ratio >= bounds.lower && ratio <= bounds.upper)
    }
  }
}
