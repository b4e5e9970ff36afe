/// Margins, Jacobians and bounds beside the measured gap, for one training set (Sokolic et al. 2017).
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
  /// Input margins: score margin over Jacobian norm, over the product of spectral norms, over the product of Frobenius norms: medians.
  public var jacobianMargin: Double
  public var spectralMargin: Double
  public var frobeniusMargin: Double

  public init(
    network: String, labelCount: Int, regularisation: Double, trainError: Double, testError: Double,
    medianMargin: Double, lowMargin: Double, trainJacobian: Double, testJacobian: Double,
    jacobianMargin: Double, spectralMargin: Double, frobeniusMargin: Double
  ) {
    (self.network, self.labelCount, self.regularisation, self.trainError) = (
      network, labelCount, regularisation, trainError
    )
    (self.testError, self.medianMargin, self.lowMargin, self.trainJacobian) = (
      testError, medianMargin, lowMargin, trainJacobian
    )
    (self.testJacobian, self.jacobianMargin, self.spectralMargin, self.frobeniusMargin) = (
      testJacobian, jacobianMargin, spectralMargin, frobeniusMargin
    )
  }
}
