import Arrays
import Wavelets

/// Everything that decides what a scattering transform computes, validated.
public struct ScatteringConfiguration: Hashable, Sendable {
  /// The axes of one signal, in samples.
  public let shape: Shape
  public let wavelets: WaveletFamily
  /// The scales J: the longest wavelets extend over about 2^J samples along each axis.
  public let scales: Int
  /// The samples T that averages are taken over, of time series; 2^J of all others.
  public let averaging: Int
  /// The largest number of wavelets in a path.
  public let maximalOrder: Int
  /// How signals go on beyond their edges.
  public let padding: Padding
  /// The octaves of oversampling: averages stand as much closer, 2^(scales - oversampling) samples apart where T is 2^J.
  public let oversampling: Int
  public let normalization: Normalization
  /// Whose numbers the features are, where programs differ.
  public let convention: Convention
  /// What is read off every modulus.
  public let readout: Readout

  /// - Parameters:
  ///   - shape: Of the wavelets' rank, such as `[height, width]`; each axis at least `2^scales`, and at most `maximalGridCount`
  ///     samples in all when padded.
  ///   - wavelets: Their orientations 1 to `maximalOrientations`; their quality 1 to `maximalQuality`, no more than an entry an order.
  ///   - scales: J, 1 to `maximalScales`.
  ///   - averaging: T, 1 to the samples of a time series, 2^J by default and wherever no average is read.
  ///   - maximalOrder: 0 to `maximalScales`; orders beyond `scales` hold no path.
  ///   - oversampling: 0 to `maximalScales`; `scales` and more mean no decimation.
  ///   - convention: Of time series alone.
  ///   - readout: With powers of integrals, if any, positive and finite.
  /// - Throws: `ScatteringError` naming the first value that does not fit, or that all together make more than
  ///   `maximalPathCount` paths.
  public init(
    shape: Shape, wavelets: WaveletFamily, scales: Int, averaging: Int? = nil, maximalOrder: Int = 2,
    padding: Padding = .reflect, oversampling: Int = 0, normalization: Normalization = .kymatio,
    convention: Convention = .kymatio, readout: Readout = .average
  ) throws(ScatteringError) {
    guard shape.rank == wavelets.rank else { throw .unsupportedRank(shape, wavelets) }
    guard scales >= 1 else { throw .outOfRange("scales", found: "\(scales)", expected: "at least 1") }
    guard let smallest = shape.dimensions.min(), scales < Int.bitWidth - 2, 1 << scales <= smallest else {
      throw .tooManyScales(scales, shape)
    }
    try ScatteringError.check("maximal order", maximalOrder, in: 0...Self.maximalScales)
    try Self.check(wavelets, scales: scales, maximalOrder: maximalOrder)
    try ScatteringError.check("oversampling", oversampling, in: 0...Self.maximalScales)
    try Self.check(readout)
    (self.shape, self.wavelets, self.scales) = (shape, wavelets.normalized, scales)
    (self.averaging, self.maximalOrder, self.padding) = (averaging ?? 1 << scales, maximalOrder, padding)
    (self.oversampling, self.normalization) = (oversampling, normalization)
    (self.convention, self.readout) = (convention, readout)
    try checkCombination()
    guard isWithinBounds else { throw .tooLarge(shape) }
    guard Self.pathCount(wavelets, scales: scales, maximalOrder: maximalOrder) != nil else {
      throw .tooManyPaths(wavelets, scales: scales, maximalOrder: maximalOrder)
    }
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
      averaging: averaging == 1 << self.scales ? nil : averaging,
      maximalOrder: maximalOrder ?? self.maximalOrder, padding: padding ?? self.padding,
      oversampling: oversampling ?? self.oversampling, normalization: normalization ?? self.normalization,
      convention: convention, readout: readout ?? self.readout)
  }

  /// The number L of orientations of wavelets for images, spread over half a turn; 1 of other wavelets.
  public var orientations: Int {
    if case .morlet2D(let orientations) = wavelets { orientations } else { 1 }
  }

  /// What values must be to each other.
  private func checkCombination() throws(ScatteringError) {
    guard wavelets.isDecimated || padding == .periodic else {
      throw .outOfRange("padding", found: padding.rawValue, expected: "periodic for \(wavelets.name)")
    }
    if normalization == .nonexpansivePadded, case .joint = wavelets {
      throw .outOfRange(
        "normalization", found: normalization.rawValue, expected: "any but that for joint scattering")
    }
    guard normalization != .nonexpansivePadded || readout == .average else {
      throw .outOfRange(
        "normalization", found: normalization.rawValue,
        expected: "kymatio or nonexpansive, as what is read is no average")
    }
    if case .joint = wavelets, case .integrals = readout {
      throw .outOfRange("readout", found: "integrals", expected: "any but that for joint scattering")
    }
    guard convention == .kymatio || wavelets.rank == 1 else {
      throw .outOfRange("convention", found: convention.rawValue, expected: "kymatio but for time series")
    }
    guard averaging != 1 << scales else { return }
    guard wavelets.rank == 1, readout == .average else {
      throw .outOfRange(
        "averaging", found: "\(averaging)",
        expected: "\(1 << scales), as \(wavelets.rank == 1 ? "what is read is no average" : "images have it")"
      )
    }
    try ScatteringError.check("averaging", averaging, in: 1...shape.count)
  }
}

/// Whose numbers features are, where programs differ.
public enum Convention: String, CaseIterable, Codable, Sendable {
  /// Those of Kymatio's development branch, which mends the loss of energy of 0.3: filters of decimated time series are sums.
  case kymatio
  /// Those of Kymatio 0.3 on time series: filters at a level are means, so that order 2 loses a factor of two an octave.
  case kymatio03 = "kymatio-0.3"
}

/// An object of the initialiser's parameters: for images `orientations` in place of `wavelets`; `averaging`, `convention` and `readout`
/// only where they are not the defaults.
extension ScatteringConfiguration: Codable {
  private enum CodingKeys: CodingKey {
    case shape, scales, orientations, wavelets, averaging, maximalOrder, padding, oversampling, normalization
    case convention, readout
  }

  /// - Throws: `ScatteringError` for values that no transform has, besides the decoder's own errors.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let wavelets = try values.decodeIfPresent(WaveletFamily.self, forKey: .wavelets)
    try self.init(
      shape: values.decode(Shape.self, forKey: .shape),
      wavelets: wavelets ?? .morlet2D(orientations: values.decode(Int.self, forKey: .orientations)),
      scales: values.decode(Int.self, forKey: .scales),
      averaging: values.decodeIfPresent(Int.self, forKey: .averaging),
      maximalOrder: values.decode(Int.self, forKey: .maximalOrder),
      padding: values.decode(Padding.self, forKey: .padding),
      oversampling: values.decode(Int.self, forKey: .oversampling),
      normalization: values.decode(Normalization.self, forKey: .normalization),
      convention: values.decodeIfPresent(Convention.self, forKey: .convention) ?? .kymatio,
      readout: values.decodeIfPresent(Readout.self, forKey: .readout) ?? .average)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(shape, forKey: .shape)
    try values.encode(scales, forKey: .scales)
    if case .morlet2D(let orientations) = wavelets {
      try values.encode(orientations, forKey: .orientations)
    } else {
      try values.encode(wavelets, forKey: .wavelets)
    }
    if averaging != 1 << scales { try values.encode(averaging, forKey: .averaging) }
    try values.encode(maximalOrder, forKey: .maximalOrder)
    try values.encode(padding, forKey: .padding)
    try values.encode(oversampling, forKey: .oversampling)
    try values.encode(normalization, forKey: .normalization)
    if convention != .kymatio { try values.encode(convention, forKey: .convention) }
    if readout != .average { try values.encode(readout, forKey: .readout) }
  }
}
