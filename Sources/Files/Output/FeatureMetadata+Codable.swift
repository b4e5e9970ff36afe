import Foundation
import Scattering

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
        .badData, path, found: Self.words(for: error), expected: "the metadata of features as JSON")
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

  private static func corrupted(_ container: KeyedDecodingContainer<CodingKeys>, _ words: String)
    -> DecodingError
  {
    DecodingError.dataCorrupted(.init(codingPath: container.codingPath, debugDescription: words))
  }

  /// What a decoder found, with where it found it.
  private static func words(for error: any Error) -> String {
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
