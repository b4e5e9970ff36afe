import Arrays
import Fourier
import RealModule

extension FilterBank {
  /// Wavelets along log-frequency: the low-pass of width 2^J_fr, then the band-passes of positive frequency from the highest, then those
  /// of negative frequency (Anden, Lostanlen and Mallat 2019; spacing and numbers as Kymatio has them).
  ///
  /// - Parameter count: The samples of the padded axis, a multiple of every decimation.
  package static func logFrequency(
    _ wavelets: LogFrequencyWavelets, count: Int, planner: Planner = .shared
  ) -> FilterBank {
    FilterBank(
      grid: Shape(unchecked: [count]), scales: wavelets.scales,
      layers: [Band.logFrequency(scales: wavelets.scales, quality: wavelets.quality)],
      lowPass: .time(averaging: wavelets.averagingCount), folding: .summed, oversamplingRule: .averages,
      planner: planner)
  }
}

extension Band {
  /// The number of the bands along log-frequency.
  package static func logFrequencyCount(scales: Int, quality: Int) -> Int {
    2 * MorletLadder(scales: scales, quality: quality).wavelets.count + 1
  }

  static func logFrequency(scales: Int, quality: Int) -> [Band] {
    let wavelets = MorletLadder(scales: scales, quality: quality).wavelets
    let mirrored = wavelets.map { Morlet1D(frequency: -$0.frequency, deviation: $0.deviation) }
    let bands = (wavelets + mirrored).enumerated().map { index, wavelet in
      let scale = MorletLadder.scale(of: wavelet)
      return Band(
        scale: scale, label: .quefrency(index + 1, spin: index < wavelets.count ? 1 : -1),
        frequency: wavelet.frequency, bandwidth: wavelet.bandwidth, decimation: [scale],
        components: [wavelet])
    }
    let lowPass = Gaussian1D(deviation: MorletLadder.narrowestWidth / Double(1 << scales))
    return [
      Band(
        scale: scales, label: .quefrency(0, spin: 0), frequency: 0, bandwidth: lowPass.bandwidth,
        decimation: [scales], components: [lowPass])
    ] + bands
  }
}

/// A Gaussian of time in the Fourier domain about zero, of unit mean.
struct Gaussian1D: FrequencyFunction {
  /// The standard deviation over frequency, in cycles a sample.
  let deviation: Double

  /// The full width at half the peak, in cycles a sample.
  var bandwidth: Double { Morlet1D(frequency: 0, deviation: deviation).bandwidth }

  func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    let variance = 4 * Double.pi * .pi * deviation * deviation
    let gaussian = FrequencyGaussian(
      center: [0], precision: [[1 / variance]], largestVariance: variance, amplitude: 1)
    return GaussianRows(grid: grid, gaussian: gaussian, range: -.log(negligible))
  }
}

private struct GaussianRows: FrequencyRows {
  let grid: Shape
  let gaussian: FrequencyGaussian
  let range: Double

  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
    gaussian.add(to: row, at: leading, of: grid, times: 1, range: range)
  }
}
