import Files
import Foundation
import Numerical
import Scattering

/// A model with all that is needed to use it on other samples.
public struct StoredModel: Codable, Hashable, Sendable {
  /// The tool and its version, `swift-scattering 0.1.0`.
  public let toolVersion: String
  /// The learner with its preprocessing, `log + standardise + ridge`.
  public let learner: String
  public let pipeline: Pipeline
  /// The name of each class.
  public let classNames: [String]
  /// The hyperparameters, and how they were chosen.
  public let choice: HyperparameterChoice
  /// The number of samples that the model was fitted to.
  public let sampleCount: Int
  /// The axes of one sample.
  public let axes: [Int]
  /// SHA-256 of the configuration that made the features; nil where their file did not say.
  public let configurationHash: String?
  /// The transform that made the features; nil where their file did not say, and in models of earlier versions.
  public let configuration: ScatteringConfiguration?
  /// How the inputs of the features were read, where that was not the default.
  public let reading: InputReading?

  public init(
    toolVersion: String, learner: String, pipeline: Pipeline, classNames: [String],
    choice: HyperparameterChoice,
    sampleCount: Int, axes: [Int], configurationHash: String?,
    configuration: ScatteringConfiguration? = nil, reading: InputReading? = nil
  ) {
    (self.toolVersion, self.learner, self.pipeline) = (toolVersion, learner, pipeline)
    (self.classNames, self.choice, self.sampleCount) = (classNames, choice, sampleCount)
    (self.axes, self.configurationHash, self.configuration) = (axes, configurationHash, configuration)
    self.reading = reading
  }

  /// What is at odds in the model, if anything.
  var contradiction: String? {
    if let contradiction = pipeline.contradiction { return contradiction }
    guard classNames.count == pipeline.classCount else {
      return "\(classNames.count) names of \(pipeline.classCount) classes"
    }
    guard axes.productIfRepresentable == pipeline.dimension else {
      return "samples \(axes) of \(pipeline.dimension) numbers"
    }
    guard choice.candidates.indices.contains(choice.candidate) else {
      return "hyperparameters that were not tried"
    }
    return nil
  }

  /// What makes samples of features others than those that the model was fitted to, though they have the same configuration; nil if
  /// nothing is known to.
  public func warning(of features: FeatureTable) -> String? {
    let (own, other) = (reading?.rescaling ?? .auto, features.reading?.rescaling ?? .auto)
    guard own != other, features.configurationHash != nil else { return nil }
    return
      "integer samples were divided by --rescale \(other), those that the model was fitted to by --rescale \(own)"
  }

  /// The scores of features, `[samples, classes]`.
  ///
  /// - Throws: `FileError.Kind.badData` in the features' name where they are not what the model was fitted to, or not finite.
  public func scores(of features: FeatureTable, at path: String) throws(FileError) -> Matrix<Float> {
    if let expected = configurationHash, let found = features.configurationHash, found != expected {
      let difference = difference(from: features) ?? (found: "another transform", expected: "the transform")
      throw FileError(
        .badData, path, found: "features of \(difference.found)",
        expected: "\(difference.expected) that the model was fitted to")
    }
    do throws(LearningError) {
      return try pipeline.checkedScores(of: features.vectors)
    } catch {
      throw FileError(learning: error, at: path)
    }
  }
}

extension StoredModel {
  /// In what the features' transform differs from the model's, each with the option of `scatter features` that decides it.
  private func difference(from features: FeatureTable) -> (found: String, expected: String)? {
    guard let own = configuration, let other = features.configuration else { return nil }
    let options: [(String, (ScatteringConfiguration) -> String)] = [
      ("size (--resize)", { "\($0.shape)" }), ("scales (-J)", { "\($0.scales)" }),
      ("wavelets (--wavelets)", { $0.wavelets.name }), ("wavelets' parameters", { $0.wavelets.description }),
      ("averaging (-T)", { $0.averaging == 1 << $0.scales ? "2^J" : "\($0.averaging)" }),
      ("convention (--convention)", { $0.convention.rawValue }),
      ("largest order (--max-order)", { "\($0.maximalOrder)" }),
      ("padding (--padding)", { $0.padding.rawValue }),
      ("oversampling (--oversampling)", { "\($0.oversampling)" }),
      ("normalization (--normalization)", { $0.normalization.rawValue }),
      (
        "pooling (--pool)",
        { $0.readout == .average ? "none" : $0.readout == .globalMean ? "mean" : "\($0.readout)" }
      ),
    ]
    let differing = options.filter { $0.1(own) != $0.1(other) }
    if differing.isEmpty { return nil }
    func text(_ configuration: ScatteringConfiguration) -> String {
      differing.map { "\($0.0) \($0.1(configuration))" }.joined(separator: ", ")
    }
    return (text(other), text(own))
  }

  /// The numbers in this model of the classes that labels name, one a label.
  ///
  /// - Throws: `FileError.Kind.badData` in the labels' name for a class that the model does not know.
  public func classes(of labels: Labels, at path: String) throws(FileError) -> [Int] {
    let numbers = try labels.classNames.map { (name) throws(FileError) -> Int in
      guard let number = classNames.firstIndex(of: name) else {
        let more = classNames.count > 12 ? " and \(classNames.count - 12) more" : ""
        throw FileError(
          .badData, path, found: "the class \"\(name)\"",
          expected: "classes of the model: \(classNames.prefix(12).joined(separator: ", "))\(more)")
      }
      return number
    }
    return labels.values.map { numbers[$0] }
  }
}

extension FileError {
  /// The error of samples in a file that cannot be learnt from.
  public init(learning error: LearningError, at path: String) {
    let text = "\(error)"
    let cut = text.range(of: ", expected ") ?? text.endIndex..<text.endIndex
    let found = text[..<cut.lowerBound].replacing(": found ", with: " ")
    self.init(.badData, path, found: String(found), expected: String(text[cut.upperBound...]))
  }
}

/// A model file: a magic number, the version of the format, the length of the content and its SHA-256 in hexadecimal digits,
/// then the content, a binary property list in which arrays are bytes.
extension StoredModel {
  /// The first bytes of every model file.
  static let magicNumber = Array("scattering model".utf8)
  /// The only version of the format so far.
  static let version: UInt32 = 1
  private static let headSize = magicNumber.count + 4 + 8 + 64

  /// Writes the model; the file is whole or absent.
  ///
  /// - Throws: `FileError.Kind.cannotWrite`.
  public func write(to path: String) throws(FileError) {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    // A model holds finite numbers, text and bytes.
    let content = [UInt8](try! encoder.encode(self))
    let file = try AtomicFile(path)
    try (Self.magicNumber + Self.version.littleEndianBytes + UInt64(content.count).littleEndianBytes)
      .withBytes(file.append)
    try file.append(content.withUnsafeBytes(sha256))
    try content.withBytes(file.append)
    try file.finish()
  }

  /// Reads a model.
  ///
  /// - Throws: `FileError.Kind.noInput` for a missing file; `badData` for one that is no model, of another version of the
  ///   format, cut short or damaged.
  public init(path: String) throws(FileError) {
    let file = try MappedFile(path)
    let content = try Self.content(of: file.bytes, path)
    guard BinaryPropertyList(content)?.isSound == true else {
      throw FileError(.badData, path, found: "content that is no property list", expected: "a model")
    }
    do {
      self = try PropertyListDecoder().decode(StoredModel.self, from: Data(content))
    } catch {
      throw FileError(.badData, path, found: "content that is no model (\(error))", expected: "a model")
    }
    if let contradiction { throw FileError(.badData, path, found: contradiction, expected: "a model") }
  }

  /// The checked content.
  private static func content(
    of bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(FileError) -> UnsafeRawBufferPointer {
    guard bytes.count >= magicNumber.count, bytes.starts(with: magicNumber) else {
      throw FileError(.badData, path, found: "no model", expected: "a file that 'scatter train' wrote")
    }
    guard bytes.count >= headSize else {
      throw FileError(.badData, path, found: "a model cut short", expected: "\(headSize) bytes at least")
    }
    let found = bytes.littleEndian(at: magicNumber.count, as: UInt32.self)
    guard found == version else {
      throw FileError(
        .badData, path, found: "a model of format version \(found)", expected: "version \(version)")
    }
    let size = bytes.littleEndian(at: magicNumber.count + 4, as: UInt64.self)
    guard size == UInt64(bytes.count - headSize) else {
      throw FileError(
        .badData, path, found: "a model cut short or too long, of \(bytes.count - headSize) bytes",
        expected: "\(size)")
    }
    let content = UnsafeRawBufferPointer(rebasing: bytes[headSize...])
    guard bytes[(magicNumber.count + 12)..<headSize].elementsEqual(sha256(content).utf8) else {
      throw FileError(
        .badData, path, found: "a damaged model", expected: "content of the SHA-256 that it states")
    }
    return content
  }
}
