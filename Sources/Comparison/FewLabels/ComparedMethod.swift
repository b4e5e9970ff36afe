/// A way to make a classifier of labelled images, to be compared with others on the same images.
public protocol ComparedMethod: Sendable {
  /// The name in reports, such as `scattering m = 2, PCA`; no two in one comparison are alike.
  var name: String { get }
  var family: MethodFamily { get }
  /// What the method is made of, in one sentence.
  var detail: String { get }
  /// The number of values that represent one image to the classifier; nil for networks.
  var dimension: Int? { get }
  /// The number of learned parameters; nil where there is no such number.
  var parameterCount: Int? { get }
  /// The number of choices of hyperparameters tried at each number of labels.
  var candidateCount: Int { get }
  /// Text of everything that decides the outcome on the same images: what was computed under another fingerprint is not taken up.
  var fingerprint: String { get }

  /// Chooses hyperparameters by the trial's training images alone, trains on all of them, and only then looks at the test images, once.
  ///
  /// The outcome depends on the trial and not on the number of threads, its seconds and what a network learns excepted.
  func evaluate(_ trial: FewLabelTrial) throws -> Outcome
}

extension ComparedMethod {
  public var summary: MethodSummary {
    MethodSummary(
      name: name, family: family, detail: detail, dimension: dimension, parameterCount: parameterCount,
      candidateCount: candidateCount)
  }
}
