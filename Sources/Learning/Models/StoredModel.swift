import Files
import Numerical

/// A model with all that is needed to use it on other samples.
public struct StoredModel: Codable, Hashable, Sendable {
  /// The tool and its version, `swift-scattering 0.1.0`.
  public let toolVersion: String
  /// The learner with its preprocessing, `log + standardise + ridge`.
  public let learner: String
  public let pipeline: Pipeline
  /// One a class.
  public let classNames: [String]
  /// How the setting was chosen.
  public let choice: SettingChoice
  /// The samples that the model was fitted to.
  public let sampleCount: Int
  /// The axes of one sample.
  public let axes: [Int]
  /// SHA-256 of the configuration that made the features; nil where their file did not say.
  public let configurationHash: String?

  public init(
    toolVersion: String, learner: String, pipeline: Pipeline, classNames: [String], choice: SettingChoice,
    sampleCount: Int, axes: [Int], configurationHash: String?
  ) {
    (self.toolVersion, self.learner, self.pipeline) = (toolVersion, learner, pipeline)
    (self.classNames, self.choice, self.sampleCount) = (classNames, choice, sampleCount)
    (self.axes, self.configurationHash) = (axes, configurationHash)
  }

  /// What is at odds in the model, if anything.
  var contradiction: String? {
    if let words = pipeline.contradiction { return words }
    guard classNames.count == pipeline.classCount else {
      return "\(classNames.count) names of \(pipeline.classCount) classes"
    }
    guard axes.reduce(1, *) == pipeline.dimension else {
      return "samples \(axes) of \(pipeline.dimension) numbers"
    }
    guard choice.candidates.indices.contains(choice.candidate) else { return "a setting that was not tried" }
    return nil
  }

  /// Scores of features, `[samples, classes]`.
  ///
  /// - Throws: `FileError.Kind.badData` in the features' name where they are not what the model was fitted to, or not finite.
  public func scores(of features: FeatureTable, at path: String) throws(FileError) -> Matrix<Float> {
    if let expected = configurationHash, let found = features.configurationHash, found != expected {
      throw FileError(
        .badData, path, found: "features of the configuration \(found.prefix(12))...",
        expected: "the configuration \(expected.prefix(12))... that the model was fitted to")
    }
    do throws(LearningError) {
      return try pipeline.checkedScores(of: features.vectors)
    } catch {
      throw FileError(learning: error, at: path)
    }
  }
}

extension FileError {
  /// A failure of learning in the name of the file of the samples.
  public init(learning error: LearningError, at path: String) {
    let words = "\(error)"
    let cut = words.range(of: ", expected ") ?? words.endIndex..<words.endIndex
    let found = words[..<cut.lowerBound].replacing(": found ", with: " ")
    self.init(.badData, path, found: String(found), expected: String(words[cut.upperBound...]))
  }
}
