import Arrays
import Wavelets

/// Everything that decides what a scattering transform computes, validated.
public struct ScatteringConfiguration: Hashable, Sendable {
  /// The spatial axes of one signal, in samples.
  public let shape: Shape
  public let wavelets: WaveletFamily
  /// The scales J: features average over about 2^J samples along each axis.
  public let scales: Int
  /// The largest number of wavelets in a path.
  public let maximalOrder: Int
  /// How signals go on beyond their edges.
  public let padding: Padding
  /// The octaves of oversampling: features stand 2^(scales - oversampling) samples apart, and decimation inside is as much weaker.
  public let oversampling: Int
  public let normalization: Normalization
  /// What is read off every modulus.
  public let readout: Readout

  /// - Parameters:
  ///   - shape: Of the wavelets' rank, such as `[height, width]`; each axis at least `2^scales`, and at most `maximalGridCount`
  ///     samples in all when padded.
  ///   - wavelets: Their orientations 1 to `maximalOrientations`.
  ///   - scales: J, 1 to `maximalScales`.
  ///   - maximalOrder: 0 to `maximalScales`; orders beyond `scales` hold no path.
  ///   - oversampling: 0 to `maximalScales`; `scales` and more mean no decimation.
  ///   - readout: With powers of integrals, if any, positive and finite.
  /// - Throws: `ScatteringError` naming the first value that does not fit, or that all together make more than
  ///   `maximalPathCount` paths.
  public init(
    shape: Shape, wavelets: WaveletFamily, scales: Int, maximalOrder: Int = 2, padding: Padding = .reflect,
    oversampling: Int = 0, normalization: Normalization = .kymatio, readout: Readout = .average
  ) throws(ScatteringError) {
    guard shape.rank == wavelets.rank else { throw .unsupportedRank(shape) }
    guard scales >= 1 else { throw .outOfRange("scales", found: "\(scales)", expected: "at least 1") }
    guard let smallest = shape.dimensions.min(), scales < Int.bitWidth - 2, 1 << scales <= smallest else {
      throw .tooManyScales(scales, shape)
    }
    try ScatteringError.check("orientations", wavelets.bandsPerScale, in: 1...Self.maximalOrientations)
    try ScatteringError.check("maximal order", maximalOrder, in: 0...Self.maximalScales)
    try ScatteringError.check("oversampling", oversampling, in: 0...Self.maximalScales)
    try Self.check(readout)
    guard wavelets.isDecimated || padding == .periodic else {
      throw .outOfRange("padding", found: padding.rawValue, expected: "periodic for \(wavelets.name)")
    }
    guard normalization != .nonexpansivePadded || readout == .average else {
      throw .outOfRange(
        "normalization", found: normalization.rawValue,
        expected: "kymatio or nonexpansive, as what is read is no average")
    }
    guard Self.isWithinBounds(shape, scales: scales, padding) else { throw .tooLarge(shape) }
    let orientations = wavelets.bandsPerScale
    guard Self.pathCount(scales: scales, orientations: orientations, maximalOrder: maximalOrder) != nil else {
      throw .tooManyPaths(scales: scales, orientations: orientations, maximalOrder: maximalOrder)
    }
    (self.shape, self.wavelets, self.scales, self.maximalOrder) = (shape, wavelets, scales, maximalOrder)
    (self.padding, self.oversampling) = (padding, oversampling)
    (self.normalization, self.readout) = (normalization, readout)
  }

  /// A transform of images by oriented Morlet wavelets, as `init(shape:wavelets:...)` takes it.
  /// - Parameter orientations: L, 1 to `maximalOrientations`.
  /// - Throws: `ScatteringError`.
  public init(
    shape: Shape, scales: Int, orientations: Int = 8, maximalOrder: Int = 2, padding: Padding = .reflect,
    oversampling: Int = 0, normalization: Normalization = .kymatio, readout: Readout = .average
  ) throws(ScatteringError) {
    try self.init(
      shape: shape, wavelets: .morlet2D(orientations: orientations), scales: scales,
      maximalOrder: maximalOrder, padding: padding, oversampling: oversampling, normalization: normalization,
      readout: readout)
  }

  /// The configuration with some values changed.
  /// - Throws: `ScatteringError` where they do not fit together.
  public func with(
    shape: Shape? = nil, scales: Int? = nil, maximalOrder: Int? = nil, padding: Padding? = nil,
    oversampling: Int? = nil, normalization: Normalization? = nil, readout: Readout? = nil
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: shape ?? self.shape, wavelets: wavelets, scales: scales ?? self.scales,
      maximalOrder: maximalOrder ?? self.maximalOrder, padding: padding ?? self.padding,
      oversampling: oversampling ?? self.oversampling, normalization: normalization ?? self.normalization,
      readout: readout ?? self.readout)
  }

  /// The number L of wavelet orientations, spread over half a turn.
  public var orientations: Int { wavelets.bandsPerScale }
}

/// An object of the initialiser's parameters, `orientations` for those of `wavelets`; `readout` only where it is not the average.
extension ScatteringConfiguration: Codable {
  private enum CodingKeys: CodingKey {
    case shape, scales, orientations, maximalOrder, padding, oversampling, normalization, readout
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
      normalization: values.decode(Normalization.self, forKey: .normalization),
      readout: values.decodeIfPresent(Readout.self, forKey: .readout) ?? .average)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(shape, forKey: .shape)
    try values.encode(scales, forKey: .scales)
    try values.encode(orientations, forKey: .orientations)
    try values.encode(maximalOrder, forKey: .maximalOrder)
    try values.encode(padding, forKey: .padding)
    try values.encode(oversampling, forKey: .oversampling)
    try values.encode(normalization, forKey: .normalization)
    if readout != .average { try values.encode(readout, forKey: .readout) }
  }
}
