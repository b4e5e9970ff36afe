import CFFTW

extension Recipe {
  /// The sign of the exponent, as FFTW takes it; of complex kinds.
  var sign: CInt { kind == .forward ? FFTW_FORWARD : FFTW_BACKWARD }

  /// FFTW's planner flags.
  var flags: UInt32 {
    let preserve = isInPlace ? 0 : kind == .realBackward ? FFTW_DESTROY_INPUT : FFTW_PRESERVE_INPUT
    return preserve | search
  }

  /// Small sizes are searched patiently at every rigor that searches: it takes no longer than a second or two, and their
  /// merely measured plans are up to half as slow again.
  private var search: UInt32 {
    switch rigor {
    case .estimate: FFTW_ESTIMATE
    case .measure: shape.count * batch <= 1 << 12 ? FFTW_PATIENT : FFTW_MEASURE
    case .patient: FFTW_PATIENT
    }
  }
}
