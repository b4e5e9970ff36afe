import Fourier

/// The power of two that brings a signal to ordinary size, lest the squares in its moduli vanish or overflow: in single precision
/// those of values below 1e-19 or above 1e19 do, which fluxes in physical units are.
///
/// Averages are positively homogeneous and a power of two multiplies normal numbers without rounding, so features of the
/// scaled signal give those of the signal (decision 15). Signals whose peak is of ordinary size keep it.
struct SignalScale<Sample: ScatteringScalar> {
  let factor, inverse: Sample

  /// - Parameter count: Samples of the signal.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  init(of signal: UnsafePointer<Sample>, count: Int) {
    let peak = Sample.peak(signal, count: count)
    let widest = Sample.leastNormalMagnitude.exponent
    guard peak.isFinite, peak > 0, abs(peak.exponent) > abs(widest) / 4 else {
      (factor, inverse) = (1, 1)
      return
    }
    // Both the power and its inverse are to be normal numbers.
    let exponent = min(max(peak.exponent, widest), -widest)
    (factor, inverse) = (Sample.power(of: -exponent), Sample.power(of: exponent))
  }

  /// Takes the scale out of features of the scaled signal that are homogeneous of degree 1.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func undo(_ features: UnsafeMutablePointer<Sample>, count: Int) {
    if factor == 1 { return }
    for index in 0..<count { features[index] *= inverse }
  }

  /// Takes the scale out of blocks of integrals, one number a power, each homogeneous of its power's degree; or of their derivatives,
  /// each of a degree less.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func undo(
    _ integrals: UnsafeMutablePointer<Sample>, count: Int, powers: UnsafeBufferPointer<Sample>,
    isDerivative: Bool
  ) {
    if factor == 1 { return }
    for index in powers.indices {
      let gain = Sample.pow(inverse, isDerivative ? powers[index] - 1 : powers[index])
      for feature in stride(from: index, to: count, by: powers.count) { integrals[feature] *= gain }
    }
  }

  /// What the derivative of an integral of a power of the scaled signal is multiplied by to be that of the signal.
  func slopeGain(_ power: Sample) -> Sample { factor == 1 || power == 1 ? 1 : .pow(inverse, power - 1) }
}

extension BinaryFloatingPoint {
  /// Two to the power of an exponent.
  fileprivate static func power(of exponent: Exponent) -> Self {
    Self(sign: .plus, exponent: exponent, significand: 1)
  }
}
