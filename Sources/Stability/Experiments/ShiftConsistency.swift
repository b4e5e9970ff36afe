import Arrays
import Deformations
import Numerical

/// How often a classifier puts two shifts of an image into the same class (Zhang 2019, arXiv 1904.11486).
public struct ShiftConsistency: Sendable {
  /// The largest shift along each axis, in whole pixels.
  public let largestShift: Int
  /// The number of pairs of shifts for each image.
  public let pairCount: Int
  public let bootstrap: Bootstrap

  /// - Parameter bootstrap: Its seed fixes the shifts too.
  public init(largestShift: Int = 4, pairCount: Int = 10, bootstrap: Bootstrap) {
    (self.largestShift, self.pairCount, self.bootstrap) = (largestShift, pairCount, bootstrap)
  }

  /// The share of pairs of independent uniform shifts on which the classes agree, mean over images, with a 95 % interval
  /// by bootstrap over images. Images are mirrored at their edges.
  /// - Parameter classify: The class of each signal of a batch.
  /// - Throws: `StabilityError` for too few images, shifts beyond half of the image, or another number of classes than
  ///   signals; and what `classify` throws.
  public func measure(_ images: Signal<Double>, classify: (Signal<Double>) throws -> [Int]) throws -> Interval
  {
    guard images.batchCount >= 2 else { throw StabilityError.tooFewImages(images.batchCount) }
    try StabilityError.check("the number of pairs of shifts", pairCount, in: 1...(1 << 20))
    try StabilityError.check(amplitude: Double(largestShift), images.shape)
    let shares = try (0..<images.batchCount).map { image in
      let classes = try classify(shifted(images.slice(image..<(image + 1)), image))
      guard classes.count == 2 * pairCount else {
        throw StabilityError.wrongCount("the classifier", found: classes.count, expected: 2 * pairCount)
      }
      let agreeing = (0..<pairCount).count { classes[2 * $0] == classes[2 * $0 + 1] }
      return Double(agreeing) / Double(pairCount)
    }
    return bootstrap.ratio(shares, shares.map { _ in 1 })!
  }

  private func shifted(_ image: Signal<Double>, _ index: Int) -> Signal<Double> {
    let shift = FourierShift(boundary: .reflect)
    var generator = SeededGenerator(
      seed: bootstrap.seed, kind: .translation, amplitude: Double(largestShift), image: index, field: 0)
    let copies = (0..<(2 * pairCount)).flatMap { _ in
      shift(
        image,
        by: image.shape.dimensions.map { _ in
          Double(generator.nextIndex(below: 2 * largestShift + 1) - largestShift)
        }
      ).samples
    }
    return Signal(copies, batch: [2 * pairCount], shape: image.shape)
  }
}
