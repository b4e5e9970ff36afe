/// The wavelets of a transform, as plain data: they decide the rank of its signals.
///
/// A further family is one case here and one file that makes its bands.
public enum WaveletFamily: Hashable, Sendable {
  /// Oriented Morlet wavelets for images, L `orientations` over half a turn.
  case morlet2D(orientations: Int)
  /// Morlet wavelets for time series, `quality` Q to the octave: an entry an order, further orders as the last; one entry Q is short for
  /// Q and 1.
  case morlet1D(quality: [Int])
  /// Joint time-frequency scattering of orders 0 to 2: wavelets of time as those of `morlet1D`, and others along log-frequency.
  case joint(quality: [Int], logFrequency: LogFrequencyWavelets)
  /// Solid harmonic wavelets for volumes, of degrees 0 to L, of deviation `sigma` at scale 0; `perM` gives each order a modulus of its own.
  case solidHarmonic(maximalDegree: Int, sigma: Double = 1, perM: Bool = false)
  /// Oriented Morlet wavelets for volumes, their `directions` spread over half the sphere (`FilterBank.morlet3D`).
  case morlet3D(directions: Int)

  /// The family's name, as feature files state it: `morlet2D`.
  public var name: String {
    switch self {
    case .morlet2D: "morlet2D"
    case .morlet1D: "morlet1D"
    case .joint: "joint"
    case .solidHarmonic: "solidHarmonic"
    case .morlet3D: "morlet3D"
    }
  }

  /// The family with its parameters, as the names of kept constants state it: `morlet2D-L8`.
  package var parameterText: String {
    switch self {
    case .morlet2D(let count), .morlet3D(let count): "\(name)-L\(count)"
    case .morlet1D(let quality): "\(name)-Q\(quality.map(String.init).joined(separator: "_"))"
    case .solidHarmonic(let degree, let sigma, let perM):
      "\(name)-L\(degree)-sigma\(sigma)\(perM ? "-perM" : "")"
    case .joint(let quality, let along):
      "\(WaveletFamily.morlet1D(quality: quality).parameterText)-\(name)-J\(along.scales)-Q\(along.quality)"
        + "-F\(along.averaging)"
    }
  }

  /// The number of axes of the signals.
  public var rank: Int {
    switch self {
    case .morlet2D: 2
    case .morlet1D, .joint: 1
    case .solidHarmonic, .morlet3D: 3
    }
  }

  /// The axes of the signals in words: `height x width`.
  public var axesText: String {
    switch self {
    case .morlet2D: "height x width"
    case .morlet1D, .joint: "time"
    case .solidHarmonic, .morlet3D: "depth x height x width"
    }
  }

  /// The bands of each order from 1, in the order of paths; orders beyond have those of the last.
  /// - Parameter scales: J.
  public func layers(scales: Int) -> [[Band]] {
    switch normalized {
    case .morlet2D(let orientations): [Band.morlet2D(scales: scales, orientations: orientations)]
    case .morlet1D(let quality), .joint(let quality, _): Band.morlet1D(scales: scales, quality: quality)
    case .solidHarmonic(let degree, let sigma, let perM):
      [Band.solidHarmonic(scales: scales, maximalDegree: degree, sigma: sigma, perM: perM)]
    case .morlet3D(let directions): [Band.morlet3D(scales: scales, directions: directions)]
    }
  }

  /// Whether signals are decimated, and so padded to whole periods.
  package var isDecimated: Bool {
    if case .solidHarmonic = self { false } else { true }
  }

  /// The family with what is short for something written out.
  public var normalized: WaveletFamily {
    switch self {
    case .morlet1D(let quality) where quality.count == 1: .morlet1D(quality: quality + [1])
    case .joint(let quality, let along) where quality.count == 1:
      .joint(quality: quality + [1], logFrequency: along)
    default: self
    }
  }
}

extension WaveletFamily: CustomStringConvertible {
  /// The parameters in words: `orientations 8`, `quality 8, 1`.
  public var description: String {
    switch self {
    case .morlet2D(let orientations): "orientations \(orientations)"
    case .morlet3D(let directions): "directions \(directions)"
    case .morlet1D(let quality): "quality \(quality.map(String.init).joined(separator: ", "))"
    case .solidHarmonic(let degree, let sigma, let perM):
      "degrees 0 to \(degree), sigma \(sigma)" + (perM ? ", each order by itself" : "")
    case .joint(let quality, let along):
      "quality \(quality.map(String.init).joined(separator: ", ")), along log-frequency scales \(along.scales), "
        + "quality \(along.quality), averaging \(along.averaging), layout \(along.layout.rawValue)"
    }
  }
}
