import Learning
import Scattering

/// A trained classifier whose generalisation is studied, and the images it was trained and tested on.
public struct GeneralisationSubject: Sendable {
  /// Such as `CNN`.
  public var network: String
  /// The images it was trained on: `train` may be some of them.
  public var labelCount: Int
  /// The weight of the Jacobian regulariser in its training; 0 for none.
  public var regularisation: Double
  /// Its class scores before the softmax, one a class.
  public var scores: any DifferentiableRepresentation
  /// From the image to the scores; nil where none are known.
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

  func check() throws(ComparisonError) {
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
