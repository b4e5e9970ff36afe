import Foundation

/// What a study of geometry draws and how much of it: pure data.
public struct GeometrySettings: Codable, Hashable, Sendable {
  /// The widths of random layers, in rows.
  public var widths: [Int]
  /// The numbers of random layers behind one another.
  public var depths: [Int]
  /// The angles of two unit vectors, radians, above 0 and at most pi.
  public var angles: [Double]
  /// The number of draws of the matrices, for each width, depth and angle.
  public var draws: Int
  /// The most pairs of images of one class, and of two.
  public var pairCount: Int
  /// The number of resamplings over pairs behind every interval.
  public var bootstrapCount: Int
  /// The seed, which fixes every figure.
  public var seed: UInt64

  public init(
    widths: [Int] = [16, 64, 256, 1024, 4096, 16384, 65536, 100_000], depths: [Int] = [1, 2, 4],
    angles: [Double] = [0.5, 1, .pi / 2, 2.5], draws: Int = 200, pairCount: Int = 1000,
    bootstrapCount: Int = 1000, seed: UInt64 = 0
  ) {
    (self.widths, self.depths, self.angles, self.draws) = (widths, depths, angles, draws)
    (self.pairCount, self.bootstrapCount, self.seed) = (pairCount, bootstrapCount, seed)
  }

  /// The settings for a quick look, in about two seconds besides the representations' own time.
  public static func quick(seed: UInt64 = 0) -> GeometrySettings {
    GeometrySettings(
      widths: [16, 64, 256, 1024, 4096], depths: [1, 3], angles: [0.5, 1, 2], draws: 400, pairCount: 200,
      bootstrapCount: 200, seed: seed)
  }

  /// The settings for figures to work with.
  public static func standard(seed: UInt64 = 0) -> GeometrySettings { GeometrySettings(seed: seed) }

  func check() throws(TheoryError) {
    for (name, isEmpty) in [
      ("widths", widths.isEmpty), ("depths", depths.isEmpty), ("angles", angles.isEmpty),
    ] where isEmpty { throw .tooFew("\(name) of random layers", found: 0, expected: 1) }
    try TheoryError.check("pairs of images", pairCount, in: 2...(1 << 24))
    try TheoryError.check("the number of resamplings", bootstrapCount, in: 1...(1 << 20))
    for width in widths {
      for depth in depths {
        for angle in angles { try GaussianLayers.check(width: width, depth: depth, angle: angle) }
      }
    }
  }
}
