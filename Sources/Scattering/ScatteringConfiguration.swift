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
  ///   - shape: `[height, width]`; each at least `2^scales`.
  ///   - scales: J, at least 1.
  ///   - orientations: L, at least 1.
  ///   - maximalOrder: At least 0; orders beyond `scales` hold no path.
  ///   - oversampling: At least 0; `scales` and more mean no decimation.
  /// - Throws: `ScatteringError` naming the first value that does not fit.
  public init(
    shape: Shape, scales: Int, orientations: Int = 8, maximalOrder: Int = 2, padding: Padding = .reflect,
    oversampling: Int = 0, normalization: Normalization = .kymatio
  ) throws(ScatteringError) {
    guard shape.rank == 2 else { throw .unsupportedRank(shape) }
    guard scales >= 1 else { throw .outOfRange("scales", found: scales, expected: "at least 1") }
    guard let smallest = shape.dimensions.min(), scales < Int.bitWidth - 2, 1 << scales <= smallest else {
      throw .tooManyScales(scales, shape)
    }
    guard orientations >= 1 else {
      throw .outOfRange("orientations", found: orientations, expected: "at least 1")
    }
    guard maximalOrder >= 0 else {
      throw .outOfRange("maximal order", found: maximalOrder, expected: "at least 0")
    }
    guard oversampling >= 0 else {
      throw .outOfRange("oversampling", found: oversampling, expected: "at least 0")
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
