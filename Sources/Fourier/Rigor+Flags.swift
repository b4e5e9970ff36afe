import CFFTW

extension Rigor {
  /// FFTW's planner flag.
  var flags: UInt32 {
    switch self {
    case .estimate: FFTW_ESTIMATE
    case .measure: FFTW_MEASURE
    case .patient: FFTW_PATIENT
    }
  }
}
