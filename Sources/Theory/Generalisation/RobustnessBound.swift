import Foundation

/// Bounds on the generalisation error from margins (Xu and Mannor 2012, theorems on robust and pseudo-robust algorithms; Sokolic et al. 2017,
/// theorem 2 and corollary 1).
///
/// Cut the space of images into `classes N` sets: N sets of diameter gamma, each split by class. A training image whose margin is
/// above gamma shares its set with none that is classified otherwise, so at 0-1 loss, with probability 1 - delta,
/// `gap <= share + sqrt((2 ln 2 classes N + 2 ln(1 / delta)) / n)`, `share` being that of training images with margins of at most gamma.
///
/// The theorem wants gamma before the images. Here it is chosen after them among `diameter 2^-i`, i = 1, 2..., each of which has
/// probability `delta / (i (i + 1))` to fail: these add up to delta.
struct RobustnessBound {
  let classCount: Int
  /// n.
  let trainCount: Int
  /// Samples of an image.
  let dimension: Int
  let confidence: Double

  /// The diameter of images with samples between 0 and 1.
  private var diameter: Double { Double(dimension).squareRoot() }

  /// The bound whose margin is the one that the share `discardedShare` of all images with positive margins lies below, rounded down; nil where no margin
  /// is positive.
  /// - Parameters:
  ///   - margins: Input margins of training images, not positive where they are misclassified.
  ///   - cover: log N of balls of a radius.
  func bound(
    _ constant: GeneralisationBound.Constant, _ cover: GeneralisationBound.Cover, margins: [Double],
    discardedShare: Double, isProven: Bool, logCover: (_ radius: Double) -> Double
  ) -> GeneralisationBound? {
    let positive = margins.filter { $0 > 0 }.sorted()
    guard !positive.isEmpty else { return nil }
    let discarded = Int(discardedShare * Double(positive.count))
    // Strictly below the first margin that is kept.
    let index = max(1, Int(floor(log2(diameter / positive[discarded])) + 1))
    let margin = diameter * pow(2, -Double(index))
    let share = Double(margins.count { $0 <= margin }) / Double(margins.count)
    let balls = logCover(margin / 2)
    let failure = log(Double(index)) + log(Double(index + 1)) - log(confidence)
    let sum = logSum(log(2 * log(2)) + log(Double(classCount)) + balls, log(2 * failure))
    let total = logSum((sum - log(Double(trainCount))) / 2, log(share))
    return GeneralisationBound(
      constant: constant, cover: cover, margin: margin, share: share, logCover: balls,
      logBound: total / log(10), isVacuous: total > 0, isProven: isProven)
  }

  /// log N of the cube of images: a grid of cubes of diameter twice the radius.
  func cubeCover(radius: Double) -> Double { Double(dimension) * log((diameter / (2 * radius)).rounded(.up)) }

  /// log(e^a + e^b).
  private func logSum(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    return high == -.infinity ? high : high + log(exp(a - high) + exp(b - high))
  }
}
