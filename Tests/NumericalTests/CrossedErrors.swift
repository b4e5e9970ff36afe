import Numerical
import Scattering

/// Errors of two methods on the same training sets and test images, with known means: a probit model of crossed effects.
///
/// A method errs where threshold + image + own image + training set + own training set + noise is positive, all normal. The intervals
/// assume none of this. Effects of images take `levels` values of equal probability, so that the means are finite sums.
struct CrossedErrors {
  /// Standard deviations: of the image's effect on both methods and on one; of the training set's in all, half of its variance shared. Noise has 1.
  var image = 1.5
  var ownImage = 0.7
  var trainingSet = 0.05
  /// Mean errors aimed at.
  var errors: (Double, Double)

  private static let levels = 16
  private static let values = (0..<levels).map { normalQuantile((Double($0) + 0.5) / Double(levels)) }

  private static func normalQuantile(_ share: Double) -> Double {
    share < 0.5 ? -NormalDistribution.quantile(1 - share) : NormalDistribution.quantile(share)
  }

  private func threshold(_ error: Double) -> Double {
    let variance = 1 + image * image + ownImage * ownImage + trainingSet * trainingSet
    return Self.normalQuantile(error) * variance.squareRoot()
  }

  /// The mean errors over all training sets and images.
  var means: (Double, Double) {
    let deviation = (1 + trainingSet * trainingSet).squareRoot()
    func mean(_ error: Double) -> Double {
      let threshold = threshold(error)
      let shares = Self.values.flatMap { both in
        Self.values.map { own in
          NormalDistribution.upperTail(-(threshold + image * both + ownImage * own) / deviation)
        }
      }
      return shares.reduce(0, +) / Double(shares.count)
    }
    return (mean(errors.0), mean(errors.1))
  }

  /// Mean squares of the first method's errors and of the differences.
  func draw(repetitions: Int, images: Int, _ generator: inout SeededGenerator)
    -> (errors: CrossedMeanSquares, differences: CrossedMeanSquares)
  {
    let tables = limits(repetitions, &generator)
    var (first, second) = (Sums(repetitions, images), Sums(repetitions, images))
    for index in 0..<images {
      let levels = generator.next()
      let (both, one, two) = (levels & 15, levels >> 4 & 15, levels >> 8 & 15)
      let places = (Int(both << 4 | one), Int(both << 4 | two))
      for repetition in 0..<repetitions {
        let noise = generator.next()
        let a = UInt32(truncatingIfNeeded: noise) < tables[repetition].0[places.0]
        let b = UInt32(truncatingIfNeeded: noise >> 32) < tables[repetition].1[places.1]
        first.add(a ? 1 : 0, repetition, index)
        second.add((a ? 1 : 0) - (b ? 1 : 0), repetition, index)
      }
    }
    return (first.squares, second.squares)
  }

  /// Of each repetition, the probabilities of an error of either method by the image's levels, as shares of 2^32.
  private func limits(_ repetitions: Int, _ generator: inout SeededGenerator) -> [([UInt32], [UInt32])] {
    let thresholds = (threshold(errors.0), threshold(errors.1))
    return (0..<repetitions).map { _ in
      let effects = (0..<3).map { _ in generator.nextNormal() * trainingSet / 2.0.squareRoot() }
      func table(_ threshold: Double, _ effect: Double) -> [UInt32] {
        Self.values.flatMap { both in
          Self.values.map { own in
            let latent = threshold + image * both + ownImage * own + effect
            return UInt32(NormalDistribution.upperTail(-latent) * 0x1p32 * (1 - 0x1p-33))
          }
        }
      }
      return (table(thresholds.0, effects[0] + effects[1]), table(thresholds.1, effects[0] + effects[2]))
    }
  }

  private struct Sums {
    var repetitions, images: [Int]
    var all = 0

    init(_ repetitions: Int, _ images: Int) {
      (self.repetitions, self.images) = (
        .init(repeating: 0, count: repetitions), .init(repeating: 0, count: images)
      )
    }

    mutating func add(_ value: Int, _ repetition: Int, _ image: Int) {
      repetitions[repetition] += value
      images[image] += value
      all += value * value
    }

    var squares: CrossedMeanSquares {
      CrossedMeanSquares(repetitionSums: repetitions, imageSums: images, sumOfSquares: all)
    }
  }
}
