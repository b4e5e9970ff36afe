/// The effort that every method has to choose its hyperparameters.
public struct Tuning: Codable, Hashable, Sendable {
  /// The number of stratified folds: classifiers of vectors choose by the misclassified samples of all, networks by those of as many folds as `heldOutCount` asks for.
  public let folds: Int
  /// The most training images that the choice looks at; what is chosen is trained on all.
  public let sampleLimit: Int
  /// The images by which networks choose, where folds have so many: folds are held out one after another until they do.
  public let heldOutCount: Int
  /// The steps of a training of a network that only serves the choice, as a share of those of the training on all images.
  public let stepShare: Double

  public init(
    folds: Int = 3, sampleLimit: Int = 5000, heldOutCount: Int = 300,
    stepShare: Double = 1
  ) {
    (self.folds, self.sampleLimit) = (folds, sampleLimit)
    (self.heldOutCount, self.stepShare) = (heldOutCount, stepShare)
  }

  /// The effort in a few sentences, as the report states it.
  public var text: String {
    """
    Every method tries its choices of hyperparameters, as many as the table of methods says, at each number of labels and in each repetition, on the same \
    training samples, by \(folds)-fold cross-validation: classifiers of vectors by all folds, networks by as many as hold \
    \(heldOutCount) samples, by all where there are fewer\(stepText); \
    of more than \(sampleLimit) training samples the choice looks at \(sampleLimit), a share of every class. The choice \
    made is trained on all training samples, and the test samples are looked at once, after that.
    """
  }

  private var stepText: String {
    stepShare == 1
      ? ""
      : ", in \(Int((100 * stepShare).rounded())) % of the steps that the network compared is trained for"
  }
}
