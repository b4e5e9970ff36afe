/// The numbers that the report states and the curves it draws, without the filters themselves.
public struct FilterBankSummary: Codable, Equatable, Sendable {
  public let family: String
  /// The rows and columns of the grid of frequencies.
  public let shape: [Int]
  public let scales: Int
  public let orientations: Int
  public let normalization: String
  public let lowerBound: Double
  public let upperBound: Double
  public let lowerBoundWithDecimation: Double?
  public let upperBoundWithDecimation: Double?
  public let bands: [BandSummary]
  public let littlewoodPaleyCuts: [LittlewoodPaleyCut]

  /// - Precondition: the arrays of `data` fit its shape.
  public init(_ data: FilterBankFigureData) {
    let plane = data.plane(data.littlewoodPaley)
    family = data.family
    shape = data.shape
    scales = data.scales
    orientations = data.orientations
    normalization = data.normalization
    lowerBound = data.lowerBound
    upperBound = data.upperBound
    lowerBoundWithDecimation = data.lowerBoundWithDecimation
    upperBoundWithDecimation = data.upperBoundWithDecimation
    bands = data.bands.map(BandSummary.init)
    littlewoodPaleyCuts = [0, 45, 90].map { LittlewoodPaleyCut(of: plane, angleDegrees: $0) }
  }
}
