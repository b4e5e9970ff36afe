import Glibc

/// The variance of the mean over repetitions and images, and how uncertain it is: it decides quantiles and probabilities.
///
/// With the mean squares M_R, M_I and M_RI of R repetitions and n images (`CrossedMeanSquares`) the variance of the mean is estimated by
/// M_I / (R n), what the test images alone give, plus (M_R - M_RI) / (R n) where that is positive, what training sets add.
/// The first is known well, the second with R - 1 degrees of freedom only.
package struct CrossedVariance: Sendable {
  /// What the images alone give: their own effect and the rest.
  let ofImages: Double
  /// M_R / (R n) and M_RI / (R n).
  private let ofRepetitions, ofRest: Double
  private let degrees: Int

  /// - Parameters:
  ///   - single: The variance of one value, by the mean: p(1 - p) of errors.
  ///   - counted: The number of images that inform of how much repetitions agree: those misclassified, or named differently by two methods.
  ///
  /// The share of the variance that images keep when repetitions are averaged, M_I / (R single), is drawn towards 1 by 0.15 images on
  /// which all repetitions agree: of three wrong images it would often come out too small. The weight is the one with which intervals of
  /// 225 images cover best (`CoverageTests`). The share is at most 1.
  package init(_ squares: CrossedMeanSquares, single: Double, counted: Double) {
    let (r, n) = (Double(squares.repetitionCount), Double(squares.imageCount))
    let agreeing = 0.15
    let share = single > 0 ? min(1, squares.images / (r * single)) : 1
    ofImages = single / n * (share * counted + agreeing) / (counted + agreeing)
    (ofRepetitions, ofRest) = (squares.repetitions / (r * n), squares.rest / (r * n))
    degrees = squares.repetitionCount - 1
  }

  /// Whether repetitions differ by more than images explain.
  private var hasRepetitions: Bool { degrees > 0 && ofRepetitions > ofRest }

  /// The variance of the mean.
  package var value: Double { ofImages + (hasRepetitions ? ofRepetitions - ofRest : 0) }

  /// The quantile that a deviation of the mean over its standard error is held against: Student's of R - 1 degrees and the normal one, in
  /// mean, weighed by what repetitions and images have of the variance (Cochran and Cox 1950); of two repetitions, what
  /// `probability` gives this share.
  ///
  /// Repetitions weigh by all of M_R. By Satterthwaite's degrees of freedom, intervals of three repetitions cover as little as 92 %, and
  /// with these quantiles those of two 86 %.
  package func quantile(_ share: Double) -> Double {
    let normal = NormalDistribution.quantile(share)
    if degrees == 1, ofRepetitions > 0 {
      let (level, error) = (2 * (1 - share), value.squareRoot())
      return bisection(from: normal, to: 1e6) { probability(beyond: $0 * error) > level }
    }
    guard hasRepetitions else { return normal }
    let weight = min(1, ofRepetitions / value)
    return weight * StudentDistribution(degrees: degrees).quantile(share) + (1 - weight) * normal
  }

  /// The probability of a mean at least this far from 0 on either side, were its expectation 0: the generalised p-value of Tsui and
  /// Weerahandi (1989), the mean of normal tails over what M_R says of its expectation.
  ///
  /// Unlike quantiles by matched degrees of freedom it holds at levels of one in a thousand, which many comparisons need: with three
  /// repetitions those reject up to twelve times as often as they should.
  /// - Parameter inflation: What all variances are multiplied by.
  package func probability(beyond deviation: Double, inflation: Double = 1) -> Double {
    func tail(_ variance: Double) -> Double {
      2 * NormalDistribution.upperTail(abs(deviation) / (variance * inflation).squareRoot())
    }
    guard degrees > 0, ofRepetitions > 0 else { return deviation == 0 ? 1 : tail(ofImages) }
    return ChiSquareMean(degrees: degrees).expectation { share in
      tail(ofImages + max(0, ofRepetitions / share - ofRest))
    }
  }
}

/// A chi-square variable over its degrees of freedom.
struct ChiSquareMean {
  let degrees: Int

  /// The mean of a function of it, by the trapezoidal rule over logarithms, which falls off at both ends: to about 1e-6.
  func expectation(_ function: (Double) -> Double) -> Double {
    let half = Double(degrees) / 2
    let step = 0.05
    var (sum, weights) = (0.0, 0.0)
    // Less than 1e-8 of the probability lies outside.
    for index in Int(-20 / half / step)...Int(4 / step) {
      let logarithm = Double(index) * step
      let weight = exp(half * (logarithm - exp(logarithm)))
      sum += weight * function(exp(logarithm))
      weights += weight
    }
    return sum / weights
  }
}
