/// The wavelets of a transform, as plain data: they decide the rank of its signals.
///
/// A further family is one case here and one file that makes its bank.
public enum WaveletFamily: Hashable, Sendable {
  /// Oriented Morlet wavelets for images, L `orientations` over half a turn.
  case morlet2D(orientations: Int)
  /// Solid harmonic wavelets for volumes, of degrees 0 to L (`FilterBank.solidHarmonic`).
  case solidHarmonic(maximalDegree: Int, sigma: Double = 1, perM: Bool = false)
  /// Oriented Morlet wavelets for volumes, their `directions` spread over half the sphere (`FilterBank.morlet3D`).
  case morlet3D(directions: Int)

  /// The family's name, as feature files state it: `morlet2D`.
  public var name: String {
    switch self {
    case .morlet2D: "morlet2D"
    case .solidHarmonic: "solidHarmonic"
    case .morlet3D: "morlet3D"
    }
  }

  /// The family with its parameters, as the names of kept constants state it: `morlet2D-L8`.
  package var parameterText: String {
    switch self {
    case .morlet2D(let orientations): "\(name)-L\(orientations)"
    case .solidHarmonic(let degree, let sigma, let perM):
      "\(name)-L\(degree)-sigma\(sigma)\(perM ? "-perM" : "")"
    case .morlet3D(let directions): "\(name)-L\(directions)"
    }
  }

  /// The number of axes of the signals.
  public var rank: Int {
    switch self {
    case .morlet2D: 2
    case .solidHarmonic, .morlet3D: 3
    }
  }

  /// The bands of each scale.
  public var bandsPerScale: Int {
    switch self {
    case .morlet2D(let orientations): orientations
    case .morlet3D(let directions): directions
    case .solidHarmonic(let degree, _, let perM):
      SolidHarmonicGroup.all(maximalDegree: degree, perM: perM).count
    }
  }

  /// Whether signals are decimated, and so padded to whole periods.
  package var isDecimated: Bool {
    if case .solidHarmonic = self { false } else { true }
  }
}
