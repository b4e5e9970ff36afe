/// Margins, Jacobians and bounds beside the measured gap, for one training set (Sokolic et al. 2017).
///
/// Medians over the same training images, those classified right; they are ordered: adversarialMargin >= the true margin >=
/// spectralMargin >= frobeniusMargin, and jacobianMargin >= hullMargin >= spectralMargin.
public struct GeneralisationRow: Codable, Hashable, Sendable {
  public var network: String
  public var labelCount: Int
  /// The weight of the Jacobian regulariser; 0 for none.
  public var regularisation: Double
  public var trainError: Double
  public var testError: Double
  /// Of the training images: the score margin o = min over k of sqrt 2 (score_c - score_k)/2 in the logits, its median and 5 % quantile.
  public var medianMargin: Double
  public var lowMargin: Double
  /// The spectral norm of the Jacobian of the scores at training and at test images: medians.
  public var trainJacobian: Double
  public var testJacobian: Double
  /// Frobenius norms of the same: medians; nil where the scores are too many to have them exactly.
  public var trainFrobenius: Double?
  public var testFrobenius: Double?
  /// The largest spectral norm found at training images and between them: the supremum over their hull is at least this.
  public var hullJacobian: Double?
  /// Input margins. Score margin over the Jacobian norm at the image, and over the largest found: estimates.
  public var jacobianMargin: Double
  public var hullMargin: Double?
  /// Score margin over the product of spectral norms, and over the product of Frobenius norms: proven lower bounds of the true margin.
  /// Nil where the network's norms are not known.
  public var spectralMargin: Double?
  public var frobeniusMargin: Double?
  /// The smallest change found that makes the image another class: an upper bound of the true margin, by an example.
  public var adversarialMargin: Double?
  /// Whether the proven chain holds at every image: no Jacobian norm found is above the product of spectral norms, and no change found is below
  /// the margin it proves.
  public var isOrdered: Bool
  /// Of the gap of test and training error.
  public var bounds: [GeneralisationBound]

  public init(
    network: String, labelCount: Int, regularisation: Double, trainError: Double, testError: Double,
    medianMargin: Double, lowMargin: Double, trainJacobian: Double, testJacobian: Double,
    trainFrobenius: Double? = nil, testFrobenius: Double? = nil, hullJacobian: Double? = nil,
    jacobianMargin: Double, hullMargin: Double? = nil, spectralMargin: Double?, frobeniusMargin: Double?,
    adversarialMargin: Double? = nil, isOrdered: Bool = true, bounds: [GeneralisationBound] = []
  ) {
    (self.network, self.labelCount, self.regularisation, self.trainError) = (
      network, labelCount, regularisation, trainError
    )
    (self.testError, self.medianMargin, self.lowMargin, self.trainJacobian) = (
      testError, medianMargin, lowMargin, trainJacobian
    )
    (self.testJacobian, self.trainFrobenius, self.testFrobenius, self.hullJacobian) = (
      testJacobian, trainFrobenius, testFrobenius, hullJacobian
    )
    (self.jacobianMargin, self.hullMargin, self.spectralMargin, self.frobeniusMargin) = (
      jacobianMargin, hullMargin, spectralMargin, frobeniusMargin
    )
    (self.adversarialMargin, self.isOrdered, self.bounds) = (adversarialMargin, isOrdered, bounds)
  }
}
