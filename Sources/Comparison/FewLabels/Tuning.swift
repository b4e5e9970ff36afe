/// The effort that every method has to choose its hyperparameters: equal for all.
public struct Tuning: Codable, Hashable, Sendable {
  /// The number of choices of hyperparameters tried.
  public let candidateCount: Int
  /// The number of stratified folds: classifiers of vectors choose by the misclassified samples of all, networks by those of one.
  public let folds: Int
  /// The most training images that the choice looks at; what is chosen is trained on all.
  public let sampleLimit: Int

  public init(candidateCount: Int = 6, folds: Int = 3, sampleLimit: Int = 5000) {
    (self.candidateCount, self.folds, self.sampleLimit) = (candidateCount, folds, sampleLimit)
  }

  /// The effort in a few sentences, as the report states it.
  public var text: String {
    """
    Every method tries \(candidateCount) choices of hyperparameters at each number of labels and in each repetition, on the same \
    training images: classifiers of vectors by \(folds)-fold cross-validation, networks on one of the folds held out; \
    of more than \(sampleLimit) training images the choice looks at \(sampleLimit), a share of every class. The choice \
    made is trained on all training images, and the test images are looked at once, after that.
    """
  }
}
