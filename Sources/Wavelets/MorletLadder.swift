import RealModule

/// Centre frequencies and widths of a bank of wavelets of time, Q to the octave: geometric down to an elbow, then evenly spaced with one
/// width (Lostanlen 2017, section 2.2; Anden and Mallat 2014).
///
/// Neighbours in the geometric part meet at half their power. Numbers are those of ScatNet and Kymatio.
struct MorletLadder {
  /// The height at which neighbours meet, over their peak.
  private static let crossing = 0.5.squareRoot()
  /// The deviation in cycles a sample, times the samples of the longest wavelet, and of a low-pass.
  static let narrowestWidth = 0.1
  /// The deviations about a centre outside which a wavelet is taken to vanish, in the choice of its decimation.
  private static let reach = 5.0

  /// The wavelets from the highest frequency.
  let wavelets: [Morlet1D]

  /// - Parameters:
  ///   - scales: J: the longest wavelets have the width 0.1 / 2^J.
  ///   - quality: Q, the wavelets of an octave.
  init(scales: Int, quality: Int) {
    let ratio = Double.pow(2, 1 / Double(quality))
    let narrowest = Self.narrowestWidth / Double(1 << scales)
    var frequency = max(1 / (1 + .pow(2, 3 / Double(quality))), 0.35)
    var deviation = Self.deviation(of: frequency, quality: quality)
    var wavelets: [Morlet1D] = []
    if deviation <= narrowest {
      frequency = deviation
    } else {
      wavelets.append(Morlet1D(frequency: frequency, deviation: deviation))
      while deviation > narrowest * ratio {
        frequency /= ratio
        deviation /= ratio
        wavelets.append(Morlet1D(frequency: frequency, deviation: deviation))
      }
    }
    let elbow = frequency
    for _ in 1..<quality {
      frequency -= 1 / Double(quality) * elbow
      wavelets.append(Morlet1D(frequency: frequency, deviation: narrowest))
    }
    self.wavelets = wavelets
  }

  /// The width with which neighbours at a ratio of 2^(1/Q) meet at the crossing.
  private static func deviation(of frequency: Double, quality: Int) -> Double {
    let factor = 1 / Double.pow(2, 1 / Double(quality))
    return frequency * ((1 - factor) / (1 + factor)) * (1 / (2 * .log(1 / crossing)).squareRoot())
  }

  /// The scale j of a wavelet: 2^j is the largest decimation that leaves five deviations about its centre.
  static func scale(of wavelet: Morlet1D) -> Int {
    let edge = min(abs(wavelet.frequency) + reach * wavelet.deviation, 0.5)
    return Int((-Double.log2(edge)).rounded(.down)) - 1
  }
}
