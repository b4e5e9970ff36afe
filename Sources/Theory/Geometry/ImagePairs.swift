import Arrays
import Learning

/// Pairs of images of one class and of two. No image is in two pairs of a kind, so that pairs are independent, as the bootstrap over them
/// supposes.
struct ImagePairs: Sendable {
  typealias Pair = (Int, Int)
  let within, between: [Pair]

  /// - Parameters:
  ///   - count: At most this many of each kind; fewer where the images do not hold them.
  /// - Throws: `TheoryError.tooFew` unless there are two pairs of each kind.
  init(labels: [Int], classCount: Int, count: Int, seed: UInt64) throws(TheoryError) {
    var generator = SeededGenerator(seed: seed)
    let order = labels.indices.shuffled(using: &generator)
    var classes = [[Int]](repeating: [], count: classCount)
    for index in order { classes[labels[index]].append(index) }
    let same = classes.flatMap(Self.consecutive).shuffled(using: &generator)
    let mixed = Self.consecutive(order.shuffled(using: &generator))
    within = Array(same.prefix(count))
    between = Array(mixed.filter { labels[$0.0] != labels[$0.1] }.prefix(count))
    guard within.count >= 2 else {
      throw .tooFew("pairs of images of one class", found: within.count, expected: 2)
    }
    guard between.count >= 2 else {
      throw .tooFew("pairs of images of two classes", found: between.count, expected: 2)
    }
  }

  private static func consecutive(_ indices: [Int]) -> [Pair] {
    stride(from: 0, to: indices.count - 1, by: 2).map { (indices[$0], indices[$0 + 1]) }
  }
}

extension LabelledSignals {
  /// The signals of these indices, in this order, as representations take them.
  package func doubles(_ indices: some Collection<Int>) -> Signal<Double> {
    let count = signals.shape.count
    return Signal<Double>(batch: [indices.count], shape: signals.shape) { out in
      signals.withUnsafeSamples { samples in
        for (position, index) in indices.enumerated() {
          for sample in 0..<count { out[position * count + sample] = Double(samples[index * count + sample]) }
        }
      }
    }
  }
}
