import Foundation
import Scattering

/// The description that every feature file holds of its features: configuration, axes, inputs and paths.
public struct FeatureMetadata: Hashable, Sendable {
  /// The tool and its version, `swift-scattering 0.1.0`.
  public let toolVersion: String
  public let configuration: ScatteringConfiguration
  /// The type of the features: `float32` or `float64`.
  public let precision: SampleType
  /// The leading axes of the array; empty for a single signal.
  public let batch: [Int]
  /// Where each path's features lie in the block of one element of the batch.
  public let layout: FeatureLayout
  /// The spacing of each path's features: the input samples from one of its features to the next along each axis; none where it is one number, or one a
  /// power.
  public let spacings: [[Int]]
  /// The name of each element of the flattened batch.
  public let inputs: [String]
  /// The name of each feature, in the order of the array.
  public let paths: [ScatteringPath]
  /// The inputs that could not be read and have no row; their rows do not overlap.
  public let skipped: [SkippedInput]
  /// What was done to the inputs; nil where nothing was asked for, and of files that do not say.
  public let reading: InputReading?
  /// What the paths' frequencies are in physical units; nil where it is not known.
  public let frequencyUnit: FrequencyUnit?

  /// - Parameter precision: The type of the features.
  /// - Precondition: there is at least one path, one name for each element of the batch, an entry and a spacing a path, and no row
  ///   is skipped twice.
  public init<Sample: Scalar>(
    toolVersion: String, configuration: ScatteringConfiguration, precision: Sample.Type, batch: [Int],
    layout: FeatureLayout, spacings: [[Int]], inputs: [String], paths: [ScatteringPath],
    skipped: [SkippedInput] = [], reading: InputReading? = nil, frequencyUnit: FrequencyUnit? = nil
  ) {
    self.toolVersion = toolVersion
    self.configuration = configuration
    self.precision = SampleType(rawValue: Sample.name)!
    self.batch = batch
    (self.layout, self.spacings) = (layout, spacings)
    self.inputs = inputs
    self.paths = paths
    (self.skipped, self.reading) = (skipped, reading?.isDefault == true ? nil : reading)
    self.frequencyUnit = frequencyUnit
    contradiction.map { preconditionFailure($0) }
  }

  /// The metadata of features of one shape, all of one spacing.
  /// - Precondition: there is at least one path, and one name for each element of the batch.
  public init<Sample: Scalar>(
    toolVersion: String, configuration: ScatteringConfiguration, precision: Sample.Type, batch: [Int],
    outputShape: Shape, sampleSpacing: Int, inputs: [String], paths: [ScatteringPath],
    skipped: [SkippedInput] = [], reading: InputReading? = nil
  ) {
    self.init(
      toolVersion: toolVersion, configuration: configuration, precision: precision, batch: batch,
      layout: FeatureLayout(shapes: paths.map { _ in outputShape }),
      spacings: paths.map { _ in outputShape.dimensions.map { _ in sampleSpacing } }, inputs: inputs,
      paths: paths, skipped: skipped, reading: reading)
  }

  /// The spatial axes of one path's features, nil where they differ from path to path.
  public var outputShape: Shape? { layout.commonShape }

  /// The array's axes: `[batch..., path, space...]`, or `[batch..., feature]` where the shapes of paths differ.
  public var arrayShape: [Int] {
    batch + (outputShape.map { [paths.count] + $0.dimensions } ?? [layout.count])
  }

  /// The number of elements of the flattened batch.
  public var batchCount: Int { batch.reduce(1, *) }

  /// The number of features of one element of the batch, of all paths.
  public var blockLength: Int { layout.count }

  /// What is at odds in the metadata, if anything.
  var contradiction: String? {
    guard !paths.isEmpty else { return "no path" }
    guard layout.entries.count == paths.count, spacings.count == paths.count else {
      return "\(layout.entries.count) shapes and \(spacings.count) spacings for \(paths.count) paths"
    }
    guard precision == .float32 || precision == .float64 else { return "the precision \(precision)" }
    // Also of a batch of none the bytes of an entry are counted.
    guard arrayShape.allSatisfy({ $0 >= 0 }),
      (batch.dropFirst() + [blockLength, precision.byteCount]).productIfRepresentable != nil,
      (arrayShape + [precision.byteCount]).productIfRepresentable != nil
    else { return "an array of \(arrayShape)" }
    guard inputs.count == batchCount else {
      return "\(inputs.count) input names for a batch of \(batch)"
    }
    return SkippedInput.contradiction(skipped, rowCount: entryCount)
  }
}

extension FeatureMetadata: Codable {
  /// The format that the JSON text names as its own.
  public static let schema = "swift-scattering/features"
  /// The version of the format that is written; version 1 is read as well.
  public static let schemaVersion = 2

  private enum CodingKeys: CodingKey {
    case schema, schemaVersion, toolVersion, configuration, precision, batch, inputs, paths
    /// Only where there is something to say.
    case skipped, reading, frequencyUnit
    /// For readers, of version 2: the array's axes, the wavelets' family, and what was read off every modulus.
    case arrayShape, wavelets, readout
    /// The shape and spacing of all paths, of version 1.
    case outputShape, sampleSpacing
  }

  /// The metadata as JSON text, its keys sorted: the same metadata give the same text.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Metadata from their JSON text.
  /// - Parameter path: The file that holds the text, for the error.
  /// - Throws: `FileError.Kind.badData` for other text.
  init(json: Data, path: String) throws(FileError) {
    do {
      self = try JSONDecoder().decode(FeatureMetadata.self, from: json)
    } catch {
      throw FileError(
        .badData, path, found: Self.text(for: error), expected: "the metadata of features as JSON")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(Self.schemaVersion, forKey: .schemaVersion)
    try container.encode(toolVersion, forKey: .toolVersion)
    try container.encode(configuration, forKey: .configuration)
    try container.encode(precision.rawValue, forKey: .precision)
    try container.encode(batch, forKey: .batch)
    try container.encode(arrayShape, forKey: .arrayShape)
    try container.encode(configuration.wavelets.name, forKey: .wavelets)
    try container.encode(configuration.readout, forKey: .readout)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(paths.indices.map { PathRecord(self, index: $0) }, forKey: .paths)
    if !skipped.isEmpty { try container.encode(skipped, forKey: .skipped) }
    try container.encodeIfPresent(reading, forKey: .reading)
    try container.encodeIfPresent(frequencyUnit, forKey: .frequencyUnit)
  }

  /// - Throws: `DecodingError` for another schema, missing values and values at odds.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try Self.version(container)
    toolVersion = try container.decode(String.self, forKey: .toolVersion)
    configuration = try container.decode(ScatteringConfiguration.self, forKey: .configuration)
    precision = try Self.decodePrecision(container)
    batch = try container.decode([Int].self, forKey: .batch)
    inputs = try container.decode([String].self, forKey: .inputs)
    skipped = try container.decodeIfPresent([SkippedInput].self, forKey: .skipped) ?? []
    reading = try container.decodeIfPresent(InputReading.self, forKey: .reading)
    frequencyUnit = try container.decodeIfPresent(FrequencyUnit.self, forKey: .frequencyUnit)
    let records = try container.decode([PathRecord].self, forKey: .paths)
    paths = records.map(\.path)
    if version == 1 {
      let shape = try container.decode(Shape.self, forKey: .outputShape)
      let spacing = try container.decode(Int.self, forKey: .sampleSpacing)
      layout = try Self.layout(paths.map { _ in shape }, container)
      spacings = paths.map { _ in shape.dimensions.map { _ in spacing } }
    } else {
      layout = try Self.layout(records.map { try $0.shape(container) }, container)
      spacings = records.map { $0.spacing ?? [] }
      guard records.map(\.offset) == layout.entries.map(\.offset) else {
        throw Self.corrupted(container, "offsets that do not follow from the paths' shapes")
      }
    }
    if let contradiction { throw Self.corrupted(container, contradiction) }
  }

  /// The layout of shapes, one at least, whose samples an `Int` counts.
  private static func layout(
    _ shapes: [Shape], _ container: KeyedDecodingContainer<CodingKeys>
  ) throws -> FeatureLayout {
    guard let largest = shapes.map(\.count).max() else { throw corrupted(container, "no path") }
    guard [largest, shapes.count].productIfRepresentable != nil else {
      throw corrupted(container, "\(shapes.count) paths of up to \(largest) features")
    }
    return FeatureLayout(shapes: shapes)
  }

  private static func version(_ container: KeyedDecodingContainer<CodingKeys>) throws -> Int {
    let name = try container.decode(String.self, forKey: .schema)
    let version = try container.decode(Int.self, forKey: .schemaVersion)
    guard name == schema, 1...schemaVersion ~= version else {
      throw corrupted(
        container, "the schema \(name) version \(version), not \(schema) version 1 to \(schemaVersion)")
    }
    return version
  }

  private static func decodePrecision(_ container: KeyedDecodingContainer<CodingKeys>) throws -> SampleType {
    let name = try container.decode(String.self, forKey: .precision)
    guard let type = SampleType(rawValue: name) else { throw corrupted(container, "the precision \(name)") }
    return type
  }

  private static func corrupted(_ container: KeyedDecodingContainer<CodingKeys>, _ description: String)
    -> DecodingError
  {
    DecodingError.dataCorrupted(.init(codingPath: container.codingPath, debugDescription: description))
  }

  /// What a decoder found, with where it found it.
  private static func text(for error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "no value of \"\(key.stringValue)\""
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      (context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": ")
    default: "\(error)"
    }
  }
}

extension FeatureMetadata {
  /// SHA-256 of the configuration's JSON text, its keys sorted: equal for features of the same meaning.
  public var configurationHash: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // A configuration holds numbers and names alone.
    return try! encoder.encode(configuration).withUnsafeBytes(sha256)
  }
}

/// A path as the JSON metadata list it: the name and the order are there for readers of the file.
private struct PathRecord: Codable {
  let index: Int
  let name: String
  let order: Int
  let steps: [ScatteringPath.Step]
  var acrossPaths, position: ScatteringPath.Step?
  /// Present from version 2 on, as are the next two.
  var offset: Int?
  var shape: [Int]?
  var spacing: [Int]?

  init(_ metadata: FeatureMetadata, index: Int) {
    let (path, entry) = (metadata.paths[index], metadata.layout.entries[index])
    (self.index, name, order) = (index, path.description, path.order)
    (steps, acrossPaths, position) = (path.steps, path.acrossPaths, path.position)
    (offset, shape, spacing) = (entry.offset, entry.shape.dimensions, metadata.spacings[index])
  }

  var path: ScatteringPath { ScatteringPath(steps: steps, acrossPaths: acrossPaths, position: position) }

  func shape(_ container: KeyedDecodingContainer<some CodingKey>) throws -> Shape {
    guard let shape, let shape = try? Shape(shape) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "the path \(name) without a shape"))
    }
    return shape
  }
}

/// The attributes of paths as columns of numbers: a row a path, a column a step.
struct PathTable {
  let paths: [ScatteringPath]
  let unit: FrequencyUnit?

  /// The columns: as many as the longest path has steps, and at least one.
  var width: Int { max(1, paths.map(\.steps.count).max() ?? 0) }

  /// The numbers that tell wavelets of one scale apart, those that any step has: `orientation` of images, `index` of time series,
  /// `degree` and `harmonicOrder` of solid harmonics, `direction` of other volumes.
  var labels: [(name: String, index: (ScatteringPath.Step) -> Int?)] {
    let all: [(String, (ScatteringPath.Step) -> Int?)] = [
      ("orientation", \.orientation), ("index", \.index), ("degree", \.label.degree),
      ("harmonicOrder", \.label.order), ("direction", \.label.directionIndex),
    ]
    let steps = paths.flatMap(\.steps)
    let present = all.filter { label in steps.contains { label.1($0) != nil } }
    return present.isEmpty ? [all[0]] : present
  }

  /// Whether wavelets act along log-frequency, as those of joint scattering do.
  var isJoint: Bool { paths.contains { $0.acrossPaths != nil } }

  /// Whether wavelets have directions; so also where there is none at all.
  var hasAngles: Bool { labels[0].name == "orientation" }

  /// One attribute of every step, `[path, step]`.
  /// - Parameter missing: Stands where a path has fewer steps.
  func column<Value>(_ attribute: (ScatteringPath.Step) -> Value, missing: Value) -> [Value] {
    let width = width
    return paths.flatMap { path in
      path.steps.map(attribute) + Array(repeating: missing, count: width - path.steps.count)
    }
  }
}
