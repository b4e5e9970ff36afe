import Arrays
import Fourier
import RealModule

extension FilterBank {
  /// Morlet wavelets for time series, spaced as ScatNet and Kymatio space them (Anden and Mallat 2014; Andreux et al. 2020).
  ///
  /// - Parameters:
  ///   - grid: `[time]` of the spectra, a multiple of the decimation of every band and of the low-pass.
  ///   - scales: J, at least 1: the longest wavelets extend over about 2^J samples.
  ///   - quality: Q, wavelets to the octave, as `WaveletFamily.morlet1D` has them; each at least 1.
  ///   - averaging: T, the samples that the low-pass averages over, at least 1.
  ///   - folding: What a decimated level keeps of its filters.
  ///   - planner: Makes the transforms that sampling some filters takes.
  public static func morlet1D(
    grid: Shape, scales: Int, quality: [Int], averaging: Int, folding: Folding = .summed,
    oversamplingRule: OversamplingRule = .averages, planner: Planner = .shared
  ) -> FilterBank {
    precondition(grid.rank == 1 && scales >= 1 && averaging >= 1)
    return FilterBank(
      grid: grid, scales: scales, layers: WaveletFamily.morlet1D(quality: quality).layers(scales: scales),
      lowPass: .time(averaging: averaging), folding: folding, oversamplingRule: oversamplingRule,
      planner: planner)
  }
}

extension LowPassFilter {
  /// The low-pass of time series: a Gaussian whose deviation over frequency is 0.1 / T cycles a sample.
  public static func time(averaging: Int) -> LowPassFilter {
    LowPassFilter(
      sigma: [Double(averaging) / (2 * .pi * MorletLadder.narrowestWidth)],
      decimation: [averaging.binaryLogarithm])
  }
}

extension Band {
  /// The wavelets of each order from 1, from the highest frequency.
  static func morlet1D(scales: Int, quality: [Int]) -> [[Band]] {
    quality.map { quality in
      MorletLadder(scales: scales, quality: quality).wavelets.enumerated().map { index, wavelet in
        let scale = MorletLadder.scale(of: wavelet)
        return Band(
          scale: scale, label: .wavelet(index), frequency: wavelet.frequency,
          bandwidth: wavelet.bandwidth, decimation: [scale], components: [wavelet])
      }
    }
  }
}
