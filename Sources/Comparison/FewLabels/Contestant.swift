/// A way to make a classifier of labelled images, to be compared with others on the same images.
public protocol Contestant: Sendable {
  /// Such as `scattering m = 2, PCA`; no two in one comparison alike.
  var name: String { get }
  var family: ContestantFamily { get }
  /// What it is made of, in one sentence.
  var detail: String { get }
  /// Numbers that stand for one image before the classifier; nil for networks.
  var dimension: Int? { get }
  /// Numbers learned; nil where that says nothing.
  var parameterCount: Int? { get }
  /// Settings tried at each number of labels.
  var candidateCount: Int { get }
  /// Everything that decides its outcome on the same images, in words: what was computed under another identity is not taken up.
  var identity: String { get }

  /// Chooses a setting by the round's training images alone, trains on all of them, and only then looks at the test images, once.
  ///
  /// The outcome depends on the round and not on the number of threads, its seconds and what a network learns excepted.
  func compete(_ round: FewLabelRound) throws -> Outcome
}

extension Contestant {
  public var summary: ContestantSummary {
    ContestantSummary(
      name: name, family: family, detail: detail, dimension: dimension, parameterCount: parameterCount,
      candidateCount: candidateCount)
  }
}
