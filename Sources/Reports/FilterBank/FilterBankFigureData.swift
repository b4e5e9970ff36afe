import Plots

/// Everything the filter report draws, as plain arrays: pure data.
public struct FilterBankFigureData: Codable, Equatable, Sendable {
  /// The wavelets' name, such as "Morlet".
  public var family: String
  /// The rows and columns of the grid of frequencies.
  public var shape: [Int]
  /// The scales J: the bank averages over 2^J pixels.
  public var scales: Int
  /// The number L of wavelet orientations over half a turn.
  public var orientations: Int
  /// How the filters are scaled, by the name of the command's option.
  public var normalization: String
  public var bands: [BandPicture]
  public var lowPass: FilterPicture
  /// The Littlewood-Paley sum |phi|^2 + 1/2 sum (|psi(w)|^2 + |psi(-w)|^2) on the grid, row-major, index 0 = frequency zero.
  public var littlewoodPaley: [Double]
  /// The lower bound A: the least of the Littlewood-Paley sum.
  public var lowerBound: Double
  /// The upper bound B: the greatest of the Littlewood-Paley sum.
  public var upperBound: Double
  /// The bounds A and B of the filters followed by their decimation, where they were computed.
  public var lowerBoundWithDecimation: Double?
  public var upperBoundWithDecimation: Double?

  public init(
    family: String, shape: [Int], scales: Int, orientations: Int, normalization: String, bands: [BandPicture],
    lowPass: FilterPicture, littlewoodPaley: [Double], lowerBound: Double, upperBound: Double,
    lowerBoundWithDecimation: Double? = nil, upperBoundWithDecimation: Double? = nil
  ) {
    self.family = family
    self.shape = shape
    self.scales = scales
    self.orientations = orientations
    self.normalization = normalization
    self.bands = bands
    self.lowPass = lowPass
    self.littlewoodPaley = littlewoodPaley
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.lowerBoundWithDecimation = lowerBoundWithDecimation
    self.upperBoundWithDecimation = upperBoundWithDecimation
  }
}

extension FilterBankFigureData {
  /// Values on the grid as a matrix.
  func plane(_ values: [Double]) -> Plane {
    Plane(rows: shape[0], columns: shape[1], values: values)
  }

  /// The bands of one scale in the order of their orientations.
  func bands(ofScale scale: Int) -> [BandPicture] {
    bands.filter { $0.scale == scale }.sorted { $0.orientation < $1.orientation }
  }

  /// The range of the Littlewood-Paley sum, as the figures colour it.
  var littlewoodPaleyRange: ClosedRange<Double> {
    min(lowerBound, upperBound)...max(lowerBound, upperBound)
  }

  /// Stops at data that do not fit together, with a message.
  func validate() {
    precondition(shape.count == 2, "a shape of \(shape.count) axes; the report draws banks of rank 2")
    let count = shape[0] * shape[1]
    for filter in bands.map(\.filter) + [lowPass] {
      for array in [filter.response, filter.realPart, filter.imaginaryPart, littlewoodPaley] {
        precondition(array.count == count, "\(array.count) values; the grid has \(count)")
      }
    }
  }
}

/// One wavelet of a bank: its indices in the bank, its measures, and what it looks like.
public struct BandPicture: Codable, Equatable, Sendable {
  /// The scale j, from 0, the finest.
  public var scale: Int
  /// The index of the orientation, from 0.
  public var orientation: Int
  /// The direction of the wave in radians, from the axis of rows (down) towards the axis of columns (right).
  public var angle: Double
  /// The distance of the band's centre from frequency zero, in cycles per pixel.
  public var centerFrequency: Double
  /// The width of the band along its direction where it falls to half its peak, in cycles per pixel.
  public var bandwidth: Double
  public var filter: FilterPicture

  public init(
    scale: Int, orientation: Int, angle: Double, centerFrequency: Double, bandwidth: Double,
    filter: FilterPicture
  ) {
    self.scale = scale
    self.orientation = orientation
    self.angle = angle
    self.centerFrequency = centerFrequency
    self.bandwidth = bandwidth
    self.filter = filter
  }

  /// The angle in degrees, without the last bits that radians leave.
  var degrees: Double { (angle * 180 / .pi * 1e9).rounded() / 1e9 }
}

/// One filter as arrays over the whole grid, row-major, each with index 0 as its origin.
public struct FilterPicture: Codable, Equatable, Sendable {
  /// The real frequency response; index 0 is frequency zero.
  public var response: [Double]
  /// The real part of the impulse response; index 0 is the origin.
  public var realPart: [Double]
  /// The imaginary part of the impulse response.
  public var imaginaryPart: [Double]

  public init(response: [Double], realPart: [Double], imaginaryPart: [Double]) {
    self.response = response
    self.realPart = realPart
    self.imaginaryPart = imaginaryPart
  }
}
