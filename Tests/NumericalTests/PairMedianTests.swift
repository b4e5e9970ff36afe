import Arrays
import Foundation
import Numerical
import Testing

/// Medians over pairs of resampled items, beside a count of every pair that is drawn.
@Suite struct PairMedianTests {
  /// Distances of points on a line, so that no two pairs tie.
  static let points = (0..<7).map { Double($0 * $0) + 0.1 * Double($0) }

  static func pairs(_ indices: [Int]) -> [(first: Int, second: Int, value: Double)] {
    indices.flatMap { first in
      indices.filter { $0 > first }.map { (first, $0, abs(points[first] - points[$0])) }
    }
  }

  /// The resamples, drawn as the definition says: one index after the other.
  static func resamples(_ count: Int, _ bootstrap: Bootstrap) -> [[Int]] {
    var generator = SeededGenerator(seed: bootstrap.seed)
    return (0..<bootstrap.resamplings).map { _ in
      (0..<count).map { _ in Int(generator.next().multipliedFullWidth(by: UInt64(count)).high) }
    }
  }

  /// All pairs of positions of a resample that hold different items; NaN where there is none.
  static func median(_ resample: [Int], among sampled: Set<Int>) -> Double {
    let values = resample.indices.flatMap { first in
      resample[(first + 1)...].filter { $0 != resample[first] }.filter(sampled.contains).compactMap {
        sampled.contains(resample[first]) ? abs(points[resample[first]] - points[$0]) : nil
      }
    }
    return values.isEmpty ? .nan : values.median()
  }

  @Test(arguments: [[0, 1, 2, 3, 4, 5, 6], [0, 2, 4, 6]]) func equalACountOfEveryPair(sampled: [Int]) {
    let bootstrap = Bootstrap(resamplings: 300, seed: 4)
    let found = bootstrap.medianOverPairs(Self.pairs(sampled), of: 7)
    #expect(found.estimate == Self.pairs(sampled).map(\.value).median())
    let expected = Self.resamples(7, bootstrap).map { Self.median($0, among: Set(sampled)) }
    #expect(found.resamples.count == 300)
    for (value, other) in zip(found.resamples, expected) {
      #expect(value == other || (value.isNaN && other.isNaN))
    }
  }

  @Test func ratiosToMediansAreThoseOfTheSameResamples() throws {
    let bootstrap = Bootstrap(resamplings: 300, seed: 9)
    let values = [3.0, 1, 4, 1, 5, 9, 2]
    let found = try #require(
      bootstrap.ratio(ofMean: values, to: bootstrap.medianOverPairs(Self.pairs(Array(0..<7)), of: 7)))
    let ratios = Self.resamples(7, bootstrap).map { resample in
      resample.reduce(0) { $0 + values[$1] } / 7 / Self.median(resample, among: Set(0..<7))
    }.filter { !$0.isNaN }.sorted()
    #expect(found.median == values.reduce(0, +) / 7 / Self.pairs(Array(0..<7)).map(\.value).median())
    #expect(found.low == ratios.quantile(0.025) && found.high == ratios.quantile(0.975))
  }

  /// What two items leave of resamples with a pair is the sample itself; and a median of 0 divides nothing.
  @Test func twoItemsHaveNoInterval() throws {
    let bootstrap = Bootstrap(resamplings: 50, seed: 1)
    let pair = try #require(
      bootstrap.ratio(ofMean: [1, 2], to: bootstrap.medianOverPairs([(0, 1, 3)], of: 2)))
    #expect(pair.median == 0.5 && !pair.hasEnds)
    #expect(bootstrap.ratio(ofMean: [1, 2], to: bootstrap.medianOverPairs([(0, 1, 0)], of: 2)) == nil)
  }

  /// One item has a median and a ratio, and no interval; its document has no ends, and is read as it was.
  @Test func oneItemHasNoInterval() throws {
    let bootstrap = Bootstrap(seed: 1)
    for interval in [bootstrap.median([3]), try #require(bootstrap.ratio([6], [2]))] {
      #expect(interval.median == 3 && !interval.hasEnds)
      let text = try JSONEncoder().encode(interval)
      #expect(String(decoding: text, as: UTF8.self) == #"{"median":3}"#)
      let read = try JSONDecoder().decode(Interval.self, from: text)
      #expect(read.low.isNaN && read.high.isNaN)
      #expect(read == interval && Set([read, interval]).count == 1)
      #expect(read != Interval(median: 3, low: 2, high: 4) && read != Interval(withoutEnds: 4))
    }
    #expect(bootstrap.ratio([1], [0]) == nil)
    let full = Interval(median: 2, low: 1, high: 3)
    #expect(try JSONDecoder().decode(Interval.self, from: JSONEncoder().encode(full)) == full)
  }

  /// xoshiro256** of seed 0, its state from SplitMix64, begins so in every implementation; indices are the high words of draws times
  /// the count.
  @Test func drawsAreDefined() {
    var generator = SeededGenerator(seed: 0)
    #expect(generator.next() == 0x99EC_5F36_CB75_F2B4)
    #expect(generator.next() == 0xBF6E_1F78_4956_452A)
    #expect(SeededGenerator.hash(seed: 7, words: [1, 2]) == 0x740D_68B2_818D_176F)
    var (words, indices) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    for count in [1, 2, 7, 1000, 1 << 40] {
      let share = Double(words.next() >> 11) * 0x1p-53
      // The share lacks the last 11 bits of the draw: up to 2^-53 of the count.
      let index = indices.nextIndex(below: count)
      #expect(index >= 0 && index < count)
      #expect(abs(Double(index) - (share * Double(count)).rounded(.down)) <= 1)
    }
  }
}
