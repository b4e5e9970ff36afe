/// One row of the report's table of bands.
public struct BandSummary: Codable, Equatable, Sendable {
  public let scale: Int
  public let orientation: Int
  public let angleDegrees: Double
  /// In cycles per pixel.
  public let centerFrequency: Double
  /// In cycles per pixel.
  public let bandwidth: Double

  init(_ band: BandPicture) {
    scale = band.scale
    orientation = band.orientation
    angleDegrees = band.degrees
    centerFrequency = band.centerFrequency
    bandwidth = band.bandwidth
  }
}
