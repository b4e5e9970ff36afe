import Arrays
import Files
import Learning
import Networks
import Representations

/// Margins, Jacobians and bounds of trained classifiers, compared with the gap that was measured (Sokolic et al. 2017).
///
/// What is proven and what is estimated is in each field of `GeneralisationRow` and `GeneralisationBound`. Classifiers come trained.
/// Figures are fixed by the settings, whatever the number of threads.
public struct GeneralisationStudy: Sendable {
  public let settings: GeneralisationSettings
  let parallel: Parallel

  /// - Parameter parallel: The threads that measure distances between images; representations have their own.
  /// - Throws: `TheoryError` naming the first setting that no study has.
  public init(
    settings: GeneralisationSettings = GeneralisationSettings(), parallel: Parallel = Parallel()
  ) throws(TheoryError) {
    try settings.check()
    (self.settings, self.parallel) = (settings, parallel)
  }

  /// Measures classifiers: one row each, in their order.
  /// - Parameters:
  ///   - manifold: Of the images, by `manifold(of:)`; without it no bounds are made of it.
  ///   - progress: Called on the caller's thread after every classifier.
  ///   - checkCancellation: Called before every batch; what it throws ends the study.
  /// - Throws: `TheoryError`, `RepresentationError` for scores of the wrong count or not finite, what a representation throws, and
  ///   what `checkCancellation` throws.
  public func run(
    _ subjects: [GeneralisationSubject], manifold: ManifoldFit? = nil,
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [GeneralisationRow] {
    for subject in subjects { try subject.check() }
    var rows: [GeneralisationRow] = []
    for (index, subject) in subjects.enumerated() {
      let measurement = SubjectMeasurement(settings: settings, subject: subject, manifold: manifold)
      rows.append(try measurement.row(checkCancellation))
      progress(StageProgress(stage: "generalisation", done: index + 1, total: subjects.count))
    }
    return rows
  }

  /// The manifold fitted to some of these images, drawn by the seed; nil where their covers show no law.
  public func manifold(of images: LabelledSignals) -> ManifoldFit? {
    let indices = SubjectMeasurement.draw(
      settings.coverCount, of: images.count, seed: settings.seed, stream: 2)
    let points = PointDistances(images.doubles(indices).samples, count: indices.count, parallel: parallel)
    return ManifoldFit(points)
  }
}

/// What a study of generalisation measures and how much of it: pure data.
public struct GeneralisationSettings: Codable, Hashable, Sendable {
  /// The number of training images, and of test images, at which the Jacobian is taken; as many points between training images, and as many searches
  /// for the nearest change.
  public var sampleCount: Int
  /// The number of training images whose covers the manifold's dimension is fitted to.
  public var coverCount: Int
  /// The probability delta with which a bound may fail.
  public var confidence: Double
  /// The share of positive margins that a bound gives up.
  public var discardedShare: Double
  /// The seed, which fixes every figure.
  public var seed: UInt64

  public init(
    sampleCount: Int = 256, coverCount: Int = 2000, confidence: Double = 0.05, discardedShare: Double = 0.05,
    seed: UInt64 = 0
  ) {
    (self.sampleCount, self.coverCount, self.confidence) = (sampleCount, coverCount, confidence)
    (self.discardedShare, self.seed) = (discardedShare, seed)
  }

  /// The settings for a quick look.
  public static func quick(seed: UInt64 = 0) -> GeneralisationSettings {
    GeneralisationSettings(sampleCount: 48, coverCount: 500, seed: seed)
  }

  /// The settings for figures to work with.
  public static func standard(seed: UInt64 = 0) -> GeneralisationSettings {
    GeneralisationSettings(seed: seed)
  }

  func check() throws(TheoryError) {
    try TheoryError.check("images whose Jacobian is taken", sampleCount, in: 2...(1 << 20))
    try TheoryError.check("images that are covered", coverCount, in: 2...(1 << 14))
    guard confidence > 0, confidence < 1 else {
      throw .outOfRange("the bounds' confidence", found: "\(confidence)", expected: "between 0 and 1")
    }
    guard discardedShare >= 0, discardedShare < 1 else {
      throw .outOfRange(
        "the share of margins given up", found: "\(discardedShare)", expected: "at least 0 and below 1")
    }
  }
}

/// A trained classifier whose generalisation is studied, and the images it was trained and tested on.
public struct GeneralisationSubject: Sendable {
  /// The network's name, such as `CNN`.
  public var network: String
  /// The number of images that the network was trained on; `train` may be some of them.
  public var labelCount: Int
  /// The weight of the Jacobian regulariser in the training; 0 for none.
  public var regularisation: Double
  /// The class scores before the softmax, one a class.
  public var scores: any DifferentiableRepresentation
  /// The proven constants of the map from the image to the scores; nil where none are known.
  public var constants: ProvenConstants?
  public var train: LabelledSignals
  public var test: LabelledSignals

  public init(
    network: String, labelCount: Int, regularisation: Double = 0, scores: any DifferentiableRepresentation,
    constants: ProvenConstants?, train: LabelledSignals, test: LabelledSignals
  ) {
    (self.network, self.labelCount, self.regularisation) = (network, labelCount, regularisation)
    (self.scores, self.constants, self.train, self.test) = (scores, constants, train, test)
  }

  func check() throws(TheoryError) {
    for images in [train, test] {
      guard images.signals.shape == scores.shape else {
        throw .mismatchedShape(network, found: scores.shape, expected: images.signals.shape)
      }
      guard images.classCount == scores.dimension else {
        throw .mismatchedClasses(network, found: scores.dimension, expected: images.classCount)
      }
    }
    guard scores.dimension >= 2 else {
      throw .tooFew("classes of \(network)", found: scores.dimension, expected: 2)
    }
    guard train.count >= 2 else {
      throw .tooFew("training images of \(network)", found: train.count, expected: 2)
    }
    guard test.count >= 1 else { throw .tooFew("test images of \(network)", found: 0, expected: 1) }
    guard labelCount >= train.count else {
      throw .tooFew("the labels \(network) was trained on", found: labelCount, expected: train.count)
    }
  }
}
