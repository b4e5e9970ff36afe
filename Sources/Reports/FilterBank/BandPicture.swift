/// One wavelet of a bank: its place in the bank, its measures, and what it looks like.
public struct BandPicture: Codable, Equatable, Sendable {
  /// From 0, the finest.
  public var scale: Int
  /// From 0.
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
