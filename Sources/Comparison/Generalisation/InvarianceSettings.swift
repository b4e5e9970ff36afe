/// What a study of invariance covers: pure data.
public struct InvarianceSettings: Codable, Hashable, Sendable {
  public var imageCount: Int
  /// Samples between shifts along every axis: whole axes are gone through, so it divides them.
  public var shiftStep: Int
  /// Radii as shares of the median distance of two images.
  public var radii: [Double]
  /// Draws the images.
  public var seed: UInt64

  public init(
    imageCount: Int = 200, shiftStep: Int = 8, radii: [Double] = [0.125, 0.25, 0.5, 0.75, 1], seed: UInt64 = 0
  ) {
    (self.imageCount, self.shiftStep, self.radii, self.seed) = (imageCount, shiftStep, radii, seed)
  }

  /// A look.
  public static func quick(seed: UInt64 = 0) -> InvarianceSettings {
    InvarianceSettings(imageCount: 60, radii: [0.25, 0.5, 0.75], seed: seed)
  }

  /// Figures to work with.
  public static func standard(seed: UInt64 = 0) -> InvarianceSettings { InvarianceSettings(seed: seed) }
}
