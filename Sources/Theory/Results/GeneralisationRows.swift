/// Margins, Jacobians and bounds, and the measured gap, for one training set (Sokolic et al. 2017).
///
/// Medians over the same training images, those classified right; they are ordered: adversarialMargin >= the true margin >=
/// spectralMargin >= frobeniusMargin, and jacobianMargin >= convexHullMargin >= spectralMargin.
public struct GeneralisationRow: Codable, Hashable, Sendable {
  public var network: String
  public var labelCount: Int
  /// The weight of the Jacobian regulariser; 0 for none.
  public var regularisation: Double
  public var trainError: Double
  public var testError: Double
  /// The score margins of the training images: the score margin o = min over k of sqrt 2 (score_c - score_k)/2 in the logits, its median and 5 % quantile.
  public var medianMargin: Double
  public var lowMargin: Double
  /// The spectral norm of the Jacobian of the scores at training and at test images: medians.
  public var trainJacobian: Double
  public var testJacobian: Double
  /// The Frobenius norms of the Jacobian at training and at test images: medians; nil where the scores are too many to have them exactly.
  public var trainFrobenius: Double?
  public var testFrobenius: Double?
  /// The convex-hull maximum: the largest spectral norm found at training images and between them, at most the supremum over their convex hull.
  public var convexHullJacobian: Double?
  /// The input margins by the score margin over the Jacobian norm at the image, and over the largest found: estimates.
  public var jacobianMargin: Double
  public var convexHullMargin: Double?
  /// The input margins by the score margin over the product of spectral norms, and over the product of Frobenius norms: proven lower bounds of the true margin.
  /// Nil where the network's norms are not known.
  public var spectralMargin: Double?
  public var frobeniusMargin: Double?
  /// The smallest change found that makes the image another class: an upper bound of the true margin, by an example.
  public var adversarialMargin: Double?
  /// Whether the proven chain holds at every image: no Jacobian norm found is above the product of spectral norms, and no change found is below
  /// the margin it proves.
  public var isOrdered: Bool
  /// Bounds on the gap of test and training error.
  public var bounds: [GeneralisationBound]

  public init(
    network: String, labelCount: Int, regularisation: Double, trainError: Double, testError: Double,
    medianMargin: Double, lowMargin: Double, trainJacobian: Double, testJacobian: Double,
    trainFrobenius: Double? = nil, testFrobenius: Double? = nil, convexHullJacobian: Double? = nil,
    jacobianMargin: Double, convexHullMargin: Double? = nil, spectralMargin: Double?,
    frobeniusMargin: Double?,
    adversarialMargin: Double? = nil, isOrdered: Bool = true, bounds: [GeneralisationBound] = []
  ) {
    (self.network, self.labelCount, self.regularisation, self.trainError) = (
      network, labelCount, regularisation, trainError
    )
    (self.testError, self.medianMargin, self.lowMargin, self.trainJacobian) = (
      testError, medianMargin, lowMargin, trainJacobian
    )
    (self.testJacobian, self.trainFrobenius, self.testFrobenius, self.convexHullJacobian) = (
      testJacobian, trainFrobenius, testFrobenius, convexHullJacobian
    )
    (self.jacobianMargin, self.convexHullMargin, self.spectralMargin, self.frobeniusMargin) = (
      jacobianMargin, convexHullMargin, spectralMargin, frobeniusMargin
    )
    (self.adversarialMargin, self.isOrdered, self.bounds) = (adversarialMargin, isOrdered, bounds)
  }

  /// The document's keys: those of the convex hull are written as `hullJacobian` and `hullMargin`.
  private enum CodingKeys: String, CodingKey {
    case network, labelCount, regularisation, trainError, testError, medianMargin, lowMargin
    case trainJacobian, testJacobian, trainFrobenius, testFrobenius
    case convexHullJacobian = "hullJacobian"
    case jacobianMargin
    case convexHullMargin = "hullMargin"
    case spectralMargin, frobeniusMargin, adversarialMargin, isOrdered, bounds
  }
}

/// One bound on the generalisation error, by robustness (Xu and Mannor 2012; Sokolic et al. 2017).
///
/// With probability 1 - delta the gap of test and training error is at most
/// `share + sqrt((2 ln 2 classes N + 2 ln(1 / delta')) / n)`: n the training images, N the balls of half the margin that cover all
/// images, `share` the training images whose margin is not above it.
public struct GeneralisationBound: Codable, Hashable, Sendable {
  /// What divides the score margin.
  public enum Constant: String, CaseIterable, Codable, Sendable {
    /// The largest Jacobian norm that was found at images and between them: an estimate of the supremum, from below.
    case jacobian
    /// The product of the layers' spectral norms: proven.
    case spectral
    /// The product of the layers' Frobenius norms: proven.
    case frobenius
  }

  /// What counts the balls.
  public enum Cover: String, CaseIterable, Codable, Sendable {
    /// All images with samples between 0 and 1: proven.
    case cube
    /// A C_M-regular manifold, `N <= (C_M / radius)^k`, with k and C_M fitted to images: an estimate.
    case manifold
  }

  public var constant: Constant
  public var cover: Cover
  /// The margin of the input, in units of its Euclidean norm.
  public var margin: Double
  /// The share of training images given up: those of no larger margin, wrong ones among them.
  public var share: Double
  /// The natural logarithm of N.
  public var logCover: Double
  /// The logarithm to base 10 of the bound.
  public var logBound: Double
  /// Whether the bound is vacuous: above 1.
  public var isVacuous: Bool
  /// Whether constant, cover and margins are all proven.
  public var isProven: Bool

  public init(
    constant: Constant, cover: Cover, margin: Double, share: Double, logCover: Double, logBound: Double,
    isVacuous: Bool, isProven: Bool
  ) {
    (self.constant, self.cover, self.margin, self.share) = (constant, cover, margin, share)
    (self.logCover, self.logBound, self.isVacuous, self.isProven) = (logCover, logBound, isVacuous, isProven)
  }
}

/// How many balls cover images, and how many cover all their shifts (Sokolic, Giryes, Sapiro and Rodrigues 2017, on invariance).
///
/// Every count is of balls around points of the set that is covered: the greedy cover is above the smallest one, the packing
/// below it.
public struct CoverRow: Codable, Hashable, Sendable {
  public var representation: String
  public var imageCount: Int
  /// The number T of shifts of each image.
  public var shiftCount: Int
  /// The radius relative to the median distance of two images in this representation.
  public var radius: Double
  /// The number of balls that cover the images as they stand.
  public var imageCover: Int
  public var imagePacking: Int
  /// The number of balls that cover all shifts of all images.
  public var orbitCover: Int
  public var orbitPacking: Int
  /// The number of balls that cover the images up to shifts, by the distance to the nearest shift; nil where shifts do not keep distances.
  public var quotientCover: Int?
  public var quotientPacking: Int?

  public init(
    representation: String, imageCount: Int, shiftCount: Int, radius: Double, imageCover: Int,
    imagePacking: Int, orbitCover: Int, orbitPacking: Int, quotientCover: Int?, quotientPacking: Int?
  ) {
    (self.representation, self.imageCount, self.shiftCount) = (representation, imageCount, shiftCount)
    (self.radius, self.imageCover, self.imagePacking) = (radius, imageCover, imagePacking)
    (self.orbitCover, self.orbitPacking) = (orbitCover, orbitPacking)
    (self.quotientCover, self.quotientPacking) = (quotientCover, quotientPacking)
  }
}
