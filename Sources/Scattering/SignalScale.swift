/// The power of two that brings a signal to ordinary size, lest the squares in its moduli vanish or overflow: in single precision
/// those of values below 1e-19 or above 1e19 do, which fluxes in physical units are.
///
/// The transform is positively homogeneous and a power of two multiplies normal numbers without rounding, so features of the
/// scaled signal give those of the signal (decision 15). Signals whose peak is of ordinary size keep it.
struct SignalScale<Sample: FourierScalar> {
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

  /// Takes the scale out of what was computed of the scaled signal.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func undo(_ features: UnsafeMutablePointer<Sample>, count: Int) {
    if factor == 1 { return }
    for index in 0..<count { features[index] *= inverse }
  }
}

extension BinaryFloatingPoint {
  /// Two to the power of an exponent.
  fileprivate static func power(of exponent: Exponent) -> Self {
    Self(sign: .plus, exponent: exponent, significand: 1)
  }
}
