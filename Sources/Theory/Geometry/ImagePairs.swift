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
    for place in order { classes[labels[place]].append(place) }
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

  private static func consecutive(_ places: [Int]) -> [Pair] {
    stride(from: 0, to: places.count - 1, by: 2).map { (places[$0], places[$0 + 1]) }
  }
}

extension LabelledSignals {
  /// The signals at these places, in this order, as representations take them.
  func doubles(_ places: some Collection<Int>) -> Signal<Double> {
    let count = signals.shape.count
    return Signal<Double>(batch: [places.count], shape: signals.shape) { out in
      signals.withUnsafeSamples { samples in
        for (index, place) in places.enumerated() {
          for sample in 0..<count { out[index * count + sample] = Double(samples[place * count + sample]) }
        }
      }
    }
  }
}
