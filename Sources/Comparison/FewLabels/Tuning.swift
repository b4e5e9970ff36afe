/// The effort that every method has to choose its setting: equal for all.
public struct Tuning: Codable, Hashable, Sendable {
  /// Settings tried.
  public let candidateCount: Int
  /// Classifiers of vectors choose by the mistakes over so many stratified folds; networks by those on one of them.
  public let folds: Int
  /// The most training images that the choice looks at; the chosen setting is trained on all.
  public let sampleLimit: Int

  public init(candidateCount: Int = 6, folds: Int = 3, sampleLimit: Int = 5000) {
    (self.candidateCount, self.folds, self.sampleLimit) = (candidateCount, folds, sampleLimit)
  }

  /// The effort in a few sentences, as the report states it.
  public var text: String {
    """
    Every method tries \(candidateCount) settings at each number of labels and in each repetition, on the same \
    training images: classifiers of vectors by \(folds)-fold cross-validation, networks on one of the folds held out; \
    of more than \(sampleLimit) training images the choice looks at \(sampleLimit), a share of every class. The setting \
    chosen is trained on all training images, and the test images are looked at once, after that.
    """
  }
}
