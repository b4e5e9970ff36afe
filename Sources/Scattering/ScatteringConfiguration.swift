/// Everything that decides what a scattering transform computes, validated.
public struct ScatteringConfiguration: Hashable, Codable, Sendable {
  /// The spatial axes of one signal, in samples.
  public let shape: Shape
  /// J: features average over about 2^J samples along each axis.
  public let scales: Int
  /// L: wavelet orientations, spread over half a turn.
  public let orientations: Int
  /// The largest number of wavelets in a path.
  public let maximalOrder: Int
  /// How signals go on beyond their edges.
  public let padding: Padding
  /// Features stand 2^(scales - oversampling) samples apart, and decimation inside is as much weaker.
  public let oversampling: Int
  public let normalization: Normalization

  /// - Parameters:
  ///   - shape: `[height, width]`; each at least `2^scales`, and at most `maximalGridCount` samples when padded.
  ///   - scales: J, 1 to `maximalScales`.
  ///   - orientations: L, 1 to `maximalOrientations`.
  ///   - maximalOrder: 0 to `maximalScales`; orders beyond `scales` hold no path.
  ///   - oversampling: 0 to `maximalScales`; `scales` and more mean no decimation.
  /// - Throws: `ScatteringError` naming the first value that does not fit, or that all together make more than
  ///   `maximalPathCount` paths.
  public init(
    shape: Shape, scales: Int, orientations: Int = 8, maximalOrder: Int = 2, padding: Padding = .reflect,
    oversampling: Int = 0, normalization: Normalization = .kymatio
  ) throws(ScatteringError) {
    guard shape.rank == 2 else { throw .unsupportedRank(shape) }
    guard scales >= 1 else { throw .outOfRange("scales", found: scales, expected: "at least 1") }
    guard let smallest = shape.dimensions.min(), scales < Int.bitWidth - 2, 1 << scales <= smallest else {
      throw .tooManyScales(scales, shape)
    }
    try Self.check("orientations", orientations, in: 1...Self.maximalOrientations)
    try Self.check("maximal order", maximalOrder, in: 0...Self.maximalScales)
    try Self.check("oversampling", oversampling, in: 0...Self.maximalScales)
    guard PaddedSizes.isWithinBounds(shape, scales: scales, padding) else { throw .tooLarge(shape) }
    guard Self.pathCount(scales: scales, orientations: orientations, maximalOrder: maximalOrder) != nil else {
      throw .tooManyPaths(scales: scales, orientations: orientations, maximalOrder: maximalOrder)
    }
    self.shape = shape
    self.scales = scales
    self.orientations = orientations
    self.maximalOrder = maximalOrder
    self.padding = padding
    self.oversampling = oversampling
    self.normalization = normalization
  }
}

extension ScatteringConfiguration {
  private enum CodingKeys: CodingKey {
    case shape, scales, orientations, maximalOrder, padding, oversampling, normalization
  }

  /// - Throws: `ScatteringError` for values that no transform has, besides the decoder's own errors.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      shape: values.decode(Shape.self, forKey: .shape), scales: values.decode(Int.self, forKey: .scales),
      orientations: values.decode(Int.self, forKey: .orientations),
      maximalOrder: values.decode(Int.self, forKey: .maximalOrder),
      padding: values.decode(Padding.self, forKey: .padding),
      oversampling: values.decode(Int.self, forKey: .oversampling),
      normalization: values.decode(Normalization.self, forKey: .normalization))
  }
}
