/// Everything the filter report draws, as plain arrays: pure data.
public struct FilterBankFigureData: Codable, Equatable, Sendable {
  /// The wavelets' name, such as "Morlet".
  public var family: String
  /// The rows and columns of the grid of frequencies.
  public var shape: [Int]
  /// J: the bank averages over 2^J pixels.
  public var scales: Int
  /// L.
  public var orientations: Int
  /// How the filters are scaled, by the name of the command's option.
  public var normalization: String
  public var bands: [BandPicture]
  public var lowPass: FilterPicture
  /// |phi|^2 + 1/2 sum (|psi(w)|^2 + |psi(-w)|^2) on the grid, row-major, index 0 = frequency zero.
  public var littlewoodPaley: [Double]
  /// A: the least of the Littlewood-Paley sum.
  public var lowerBound: Double
  /// B: the greatest of the Littlewood-Paley sum.
  public var upperBound: Double
  /// The same bounds for the filters followed by their decimation, where they were computed.
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
