import Files
import Foundation
import Learning
import Scattering
import TestSupport
import Testing

@Suite struct ModelFileTests {
  private let folder = TemporaryFolder()

  private static let samples: LabelledVectors = {
    let labels = (0..<60).map { $0 % 3 }
    let elements = labels.indices.flatMap { place in
      (0..<8).map { column in Float(((place * 37 + column * 11) % 29) + (column == labels[place] ? 40 : 0)) }
    }
    return LabelledVectors(Matrix(elements, rows: 60, columns: 8), labels: labels, classCount: 3)
  }()

  private func model(_ kind: ClassifierKind, hash: String? = nil) throws -> StoredModel {
    let learner = PipelineLearner(steps: [.logarithm, .standardise], pathWidth: 4, learner: kind.learner)
    let (pipeline, choice) = try CrossValidation(folds: 2).fit(learner, to: Self.samples)
    return StoredModel(
      toolVersion: "test", learner: learner.name, pipeline: pipeline, classNames: ["a", "b, c", "ü"],
      choice: choice,
      sampleCount: 60, axes: [2, 2, 2], configurationHash: hash)
  }

  @Test(arguments: ClassifierKind.allCases) func modelsComeBackToTheBit(kind: ClassifierKind) throws {
    let model = try model(kind, hash: "abc")
    try model.write(to: folder.path("m"))
    let read = try StoredModel(path: folder.path("m"))
    #expect(read == model)
    #expect(read.pipeline.scores(of: Self.samples.vectors) == model.pipeline.scores(of: Self.samples.vectors))
    #expect(folder.contents == ["m"])
  }

  /// What is said of a file whose bytes were changed.
  private func failure(_ change: (inout Data) -> Void) throws -> String {
    let path = folder.path("m")
    try model(.ridge).write(to: path)
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    change(&data)
    try data.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: FileError.self) { try StoredModel(path: path) }
    #expect(error?.kind == .badData && error?.path == path)
    return error?.found ?? "read"
  }

  @Test func damagedModelsAreTold() throws {
    #expect(try failure { $0.removeLast() }.hasPrefix("a model cut short or too long"))
    #expect(try failure { $0.append(0) }.hasPrefix("a model cut short or too long"))
    #expect(try failure { $0 = $0.prefix(50) } == "a model cut short")
    #expect(try failure { $0 = Data() } == "no model")
    #expect(try failure { $0[0] = 0 } == "no model")
    #expect(try failure { $0[16] = 2 } == "a model of format version 2")
    #expect(try failure { $0[$0.count / 2] ^= 1 } == "a damaged model")
    #expect(try failure { $0[40] ^= 1 } == "a damaged model")
  }

  /// Writes a model file around a content, with its length and digest; what is said of it.
  private func failure(content: [UInt8]) -> String {
    let head =
      Array("scattering model".utf8) + UInt32(1).littleEndianBytes + UInt64(content.count).littleEndianBytes
    let path = folder.write("m", head + Array(content.withUnsafeBytes(sha256).utf8) + content)
    let error = #expect(throws: FileError.self) { try StoredModel(path: path) }
    #expect(error?.kind == .badData && error?.path == path)
    return error?.found ?? "read"
  }

  /// What is said of a model in which one value stands in the place of another.
  private func failure(_ kind: ClassifierKind, _ keys: [Any], _ value: Any) throws -> String {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let list = try PropertyListSerialization.propertyList(from: encoder.encode(model(kind)), format: nil)
    let changed = Self.replacing(keys[...], in: list, by: value)
    let content = try PropertyListSerialization.data(fromPropertyList: changed, format: .binary, options: 0)
    return failure(content: [UInt8](content))
  }

  private static func replacing(_ keys: ArraySlice<Any>, in list: Any, by value: Any) -> Any {
    if var table = list as? [String: Any], let key = keys.first as? String, let part = table[key] {
      table[key] = replacing(keys.dropFirst(), in: part, by: value)
      return table
    }
    if var items = list as? [Any], let index = keys.first as? Int {
      items[index] = replacing(keys.dropFirst(), in: items[index], by: value)
      return items
    }
    precondition(keys.isEmpty, "no \(keys) in \(list)")
    return value
  }

  /// Sizes beyond an `Int`, and arrays that do not fit each other, under a digest that is right.
  @Test func hostileModelsAreTold() throws {
    let large = 1 << 62
    #expect(try failure(.ridge, ["axes"], [large, 4, 2]) == "samples [\(large), 4, 2] of 8 numbers")
    #expect(
      try failure(.radialSVM, ["pipeline", "classifier", "radialSVM", "_0", "classCount"], large)
        == "arrays that do not fit each other")
    #expect(
      try failure(
        .ridge, ["pipeline", "steps", 1, "factors"], ["rows": 1, "columns": 1, "elements": Data(count: 4)])
        == "preprocessing whose arrays do not fit each other")
    #expect(
      try failure(
        .affinePCA, ["pipeline", "classifier", "affinePCA", "_0", "spaces", 1, "mean"],
        ["rows": 8, "columns": 1, "elements": Data(count: 32)]) == "arrays that do not fit each other")
  }

  /// An object at which Foundation's reader of property lists stops the program or goes past the end, among others that no list
  /// holds.
  @Test(
    arguments: [
      // Arrays and dictionaries of 2^63 elements, text of three characters in three bytes, an integer without its byte.
      [0xAF, 0x13, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xDF, 0x13, 0x40, 0, 0, 0, 0, 0, 0, 0], [0x63, 0, 0, 0],
      [0x10],
      // Data of 15 or more bytes that do not say how many, text whose length is text, and a mark that is none.
      [0x4F], [0x5F, 0x51, 0x41], [0x70],
    ] as [[UInt8]]) func damagedPropertyListsAreTold(object: [UInt8])
  {
    let table: [UInt8] = [
      8, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    let content = Array("bplist00".utf8) + object + table + [UInt8(8 + object.count)]
    #expect(failure(content: content) == "content that is no property list")
  }

  /// Foundation would read XML too; no model is.
  @Test func onlyBinaryPropertyListsAreRead() {
    let list = "<plist version=\"1.0\"><dict></dict></plist>"
    #expect(failure(content: Array(list.utf8)) == "content that is no property list")
    #expect(failure(content: []) == "content that is no property list")
  }

  @Test func aMissingModelIsNoInput() {
    let error = #expect(throws: FileError.self) { try StoredModel(path: folder.path("none")) }
    #expect(error?.kind == .noInput)
  }

  /// The same features in all formats make the same table; an array alone, without description, the same numbers.
  @Test func formatsAgree() throws {
    let inputs = try InputSet(
      paths: ["\(repository)/Data/Samples"], options: InputOptions(resize: [16, 16]))
    let transform = try ScatteringTransform<Float>(shape: [16, 16], scales: 2, orientations: 2)
    let features = transform(try inputs.read(0..<inputs.count, as: Float.self))
    let metadata = FeatureMetadata(
      toolVersion: "test", configuration: transform.configuration, precision: Float.self,
      batch: [inputs.count],
      outputShape: transform.plan.outputShape, sampleSpacing: 4, inputs: inputs.names, paths: transform.paths)
    var tables: [FeatureTable] = []
    for format in FeatureFormat.allCases {
      let path = folder.path("f.\(format)")
      let writer = try format.makeWriter(path, metadata: metadata, of: Float.self)
      try features.samples.withUnsafeBufferPointer { try writer.append($0) }
      try writer.finish()
      tables.append(try FeatureTable(path: path))
    }
    for table in tables {
      #expect(table.vectors.elements == features.samples)
      #expect(table.vectors.rows == inputs.count && table.axes == [9, 4, 4] && table.pathWidth == 16)
      #expect(table.names == inputs.names && table.configurationHash == tables[0].configurationHash)
    }
    try FileManager.default.removeItem(atPath: folder.path("f.json"))
    let alone = try FeatureTable(path: folder.path("f.npy"))
    #expect(alone.vectors == tables[0].vectors && alone.pathWidth == 16 && alone.configurationHash == nil)
  }

  /// A picture in colour is one sample, named after its file, in every format.
  @Test func picturesInColorAreOneSample() throws {
    for (index, name) in ["a", "b"].enumerated() {
      let samples = (0..<(8 * 8 * 3)).map { "\(($0 * (index + 3)) % 256)" }.joined(separator: " ")
      folder.write("\(name).ppm", "P3\n8 8\n255\n\(samples)\n")
    }
    let paths = ["a", "b"].map { folder.path("\($0).ppm") }
    let inputs = try InputSet(paths: paths, options: InputOptions(color: .rgb))
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 2, orientations: 2)
    let features = transform(try inputs.read(0..<inputs.count, as: Float.self))
    let metadata = FeatureMetadata(
      toolVersion: "test", configuration: transform.configuration, precision: Float.self, batch: inputs.batch,
      outputShape: transform.plan.outputShape, sampleSpacing: 4, inputs: inputs.names, paths: transform.paths,
      skipped: [SkippedInput(name: "c.ppm", row: 2, count: 1)])
    for format in FeatureFormat.allCases {
      let path = folder.path("f.\(format)")
      let writer = try format.makeWriter(path, metadata: metadata, of: Float.self)
      try features.samples.withUnsafeBufferPointer { try writer.append($0) }
      try writer.finish()
      let table = try FeatureTable(path: path)
      #expect(table.vectors.elements == features.samples && table.vectors.rows == 2)
      #expect(table.axes == [3, 9, 2, 2] && table.names == paths && table.skipped == metadata.skipped)
    }
  }

  /// What differs is named with the option that decides it.
  @Test func otherTransformsAreNamed() throws {
    func table(_ configuration: ScatteringConfiguration, hash: String) -> FeatureTable {
      FeatureTable(
        vectors: Self.samples.vectors, axes: [2, 2, 2], pathWidth: 4, configurationHash: hash,
        configuration: configuration, names: [])
    }
    let configuration = try ScatteringConfiguration(shape: [16, 16], scales: 3, orientations: 4)
    let plain = try model(.ridge)
    let model = StoredModel(
      toolVersion: plain.toolVersion, learner: plain.learner, pipeline: plain.pipeline,
      classNames: plain.classNames,
      choice: plain.choice, sampleCount: plain.sampleCount, axes: plain.axes, configurationHash: "this",
      configuration: configuration)
    #expect(throws: Never.self) { try model.scores(of: table(configuration, hash: "this"), at: "f") }
    let other = try configuration.with(scales: 2, readout: .globalMean)
    let error = #expect(throws: FileError.self) {
      try model.scores(of: table(other, hash: "that"), at: "f")
    }
    #expect(
      error?.description
        == "f: found features of scales (-J) 2, pooling (--pool) mean, expected scales (-J) 3, pooling (--pool) none that the model was fitted to"
    )
  }

  @Test func otherFeaturesAreRefused() throws {
    let table = FeatureTable(
      vectors: Self.samples.vectors, axes: [2, 2, 2], pathWidth: 4, configurationHash: "other", names: [])
    #expect(throws: Never.self) { try model(.ridge).scores(of: table, at: "f") }
    let error = #expect(throws: FileError.self) { try model(.ridge, hash: "this").scores(of: table, at: "f") }
    #expect(error?.found == "features of another transform")
    let short = FeatureTable(
      vectors: Matrix<Float>([1, 2], rows: 1, columns: 2), axes: [2], pathWidth: 1, configurationHash: nil,
      names: []
    )
    let second = #expect(throws: FileError.self) { try model(.ridge).scores(of: short, at: "f") }
    #expect(second?.description == "f: found vectors 2 columns, expected the 8 that the model was fitted to")
  }
}
