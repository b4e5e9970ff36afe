import Arrays
import Numerical

/// The Jacobian norms of one classifier's scores: at training images, at test images, and between training images.
struct Jacobians {
  let train, test: [JacobianNorm]
  /// The largest spectral norm of all training images looked at and of points between two of them each: the supremum over their convex hull
  /// is at least this.
  let largest: Double

  init(_ measurement: SubjectMeasurement, _ indices: [Int], _ checkCancellation: () throws -> Void) throws {
    let (subject, settings) = (measurement.subject, measurement.settings)
    let norms = JacobianNorms(seed: settings.seed)
    func at(_ signals: Signal<Double>) throws -> [JacobianNorm] {
      try norms.norms(of: subject.scores, at: signals, checkCancellation: checkCancellation)
    }
    let images = subject.train.doubles(indices)
    train = try at(images)
    let tested = SubjectMeasurement.draw(
      settings.sampleCount, of: subject.test.count, seed: settings.seed, stream: 1)
    test = try at(subject.test.doubles(tested))
    let between = try at(Self.between(images, seed: settings.seed))
    largest = (train + between).map(\.spectral).max()!
  }

  /// Convex combinations of each image and the next.
  private static func between(_ images: Signal<Double>, seed: UInt64) -> Signal<Double> {
    var generator = SeededGenerator(seed: seed, words: [3])
    let (count, batch) = (images.shape.count, images.batchCount)
    let weights = (0..<batch).map { _ in Double.random(in: 0...1, using: &generator) }
    return Signal(batch: [batch], shape: images.shape) { out in
      images.withUnsafeSamples { samples in
        for index in 0..<(batch * count) {
          let (weight, other) = (weights[index / count], (index + count) % (batch * count))
          out[index] = weight * samples[index] + (1 - weight) * samples[other]
        }
      }
    }
  }
}
