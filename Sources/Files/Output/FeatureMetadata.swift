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
  /// The spatial axes of one path's features.
  public let outputShape: Shape
  /// Input samples from one feature sample to the next, along each axis.
  public let sampleSpacing: Int
  /// The name of each element of the flattened batch.
  public let inputs: [String]
  /// The name of each feature, in the order of the array.
  public let paths: [ScatteringPath]

  /// - Parameter precision: The type of the features.
  /// - Precondition: there is at least one path, and one name for each element of the batch.
  public init<Sample: Scalar>(
    toolVersion: String, configuration: ScatteringConfiguration, precision: Sample.Type, batch: [Int],
    outputShape: Shape, sampleSpacing: Int, inputs: [String], paths: [ScatteringPath]
  ) {
    self.toolVersion = toolVersion
    self.configuration = configuration
    self.precision = SampleType(rawValue: Sample.name)!
    self.batch = batch
    self.outputShape = outputShape
    self.sampleSpacing = sampleSpacing
    self.inputs = inputs
    self.paths = paths
    contradiction.map { preconditionFailure($0) }
  }

  /// The array's axes: `[batch..., path, space...]`.
  public var arrayShape: [Int] { batch + [paths.count] + outputShape.dimensions }

  /// The number of elements of the flattened batch.
  public var batchCount: Int { batch.reduce(1, *) }

  /// The number of features of one element of the batch, `[path, space...]`.
  public var blockLength: Int { paths.count * outputShape.count }

  /// What is at odds in the metadata, if anything.
  var contradiction: String? {
    guard !paths.isEmpty else { return "no path" }
    guard precision == .float32 || precision == .float64 else { return "the precision \(precision)" }
    guard arrayShape.allSatisfy({ $0 >= 0 }),
      (arrayShape + [precision.byteCount]).productIfRepresentable != nil
    else { return "an array of \(arrayShape)" }
    guard inputs.count == batchCount else {
      return "\(inputs.count) input names for a batch of \(batch)"
    }
    return nil
  }
}

extension FeatureMetadata: Codable {
  /// The format that the JSON text names as its own.
  public static let schema = "swift-scattering/features"
  /// The only version of the format so far.
  public static let schemaVersion = 1

  private enum CodingKeys: CodingKey {
    case schema, schemaVersion, toolVersion, configuration, precision, batch, outputShape, sampleSpacing,
      inputs
    case paths
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
    try container.encode(outputShape, forKey: .outputShape)
    try container.encode(sampleSpacing, forKey: .sampleSpacing)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(paths.enumerated().map(PathRecord.init), forKey: .paths)
  }

  /// - Throws: `DecodingError` for another schema, missing values and values at odds.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try Self.checkSchema(container)
    toolVersion = try container.decode(String.self, forKey: .toolVersion)
    configuration = try container.decode(ScatteringConfiguration.self, forKey: .configuration)
    precision = try Self.decodePrecision(container)
    batch = try container.decode([Int].self, forKey: .batch)
    outputShape = try container.decode(Shape.self, forKey: .outputShape)
    sampleSpacing = try container.decode(Int.self, forKey: .sampleSpacing)
    inputs = try container.decode([String].self, forKey: .inputs)
    paths = try container.decode([PathRecord].self, forKey: .paths).map(\.path)
    if let contradiction { throw Self.corrupted(container, contradiction) }
  }

  private static func checkSchema(_ container: KeyedDecodingContainer<CodingKeys>) throws {
    let name = try container.decode(String.self, forKey: .schema)
    let version = try container.decode(Int.self, forKey: .schemaVersion)
    guard name == schema, version == schemaVersion else {
      throw corrupted(
        container, "the schema \(name) version \(version), not \(schema) version \(schemaVersion)")
    }
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
struct PathRecord: Codable {
  let index: Int
  let name: String
  let order: Int
  let steps: [ScatteringPath.Step]

  init(index: Int, path: ScatteringPath) {
    (self.index, name, order, steps) = (index, path.description, path.order, path.steps)
  }

  var path: ScatteringPath { ScatteringPath(steps: steps) }
}

/// The attributes of paths as columns of numbers: a row a path, a column a step.
struct PathTable {
  let paths: [ScatteringPath]

  /// The columns: as many as the longest path has steps, and at least one.
  var width: Int { max(1, paths.map(\.order).max() ?? 0) }

  /// One attribute of every step, `[path, step]`.
  /// - Parameter missing: Stands where a path has fewer steps.
  func column<Value>(_ attribute: (ScatteringPath.Step) -> Value, missing: Value) -> [Value] {
    let width = width
    return paths.flatMap { path in
      path.steps.map(attribute) + Array(repeating: missing, count: width - path.order)
    }
  }
}
