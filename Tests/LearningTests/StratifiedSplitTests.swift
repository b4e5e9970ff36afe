import Learning
import Scattering
import Testing

/// Choices among labels of random class sizes, the smallest of two samples.
@Suite struct StratifiedSplitTests {
  /// Labels in random order, of 2 to 9 classes of 2 to 40 samples, some numbers of classes left out.
  private static func labels(_ seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    let classes = Array((0..<12).shuffled(using: &generator).prefix(Int.random(in: 2...9, using: &generator)))
    let labels = classes.flatMap {
      [Int](repeating: $0, count: Int.random(in: 2...40, using: &generator))
    }
    return labels.shuffled(using: &generator)
  }

  private static func sizes(_ labels: [Int], _ places: some Sequence<Int>) -> [Int: Int] {
    places.reduce(into: [:]) { $0[labels[$1], default: 0] += 1 }
  }

  @Test(arguments: 0..<UInt64(40))
  func aSubsetIsAsEvenAsTheDataAllow(seed: UInt64) throws {
    let labels = Self.labels(seed)
    let available = Self.sizes(labels, labels.indices)
    for count in available.count...labels.count {
      let subset = try StratifiedSplit(labels: labels, seed: seed).subset(count: count)
      #expect(subset.count == count)
      #expect(zip(subset, subset.dropFirst()).allSatisfy { $0 < $1 })
      let sizes = Self.sizes(labels, subset)
      // A class that has samples left has at most one fewer than any other class.
      let largest = sizes.values.max()!
      for (label, size) in available where sizes[label, default: 0] < size {
        #expect(sizes[label, default: 0] >= largest - 1)
      }
    }
  }

  /// What a draw is where a subset would be an error: of fewer samples than classes, and of more than there are.
  @Test(arguments: 0..<UInt64(40))
  func aDrawTakesWhatThereIs(seed: UInt64) throws {
    let labels = Self.labels(seed)
    let split = StratifiedSplit(labels: labels, seed: seed)
    let classCount = Set(labels).count
    for count in 0..<classCount {
      let drawn = split.draw(count: count)
      #expect(drawn.count == count && Set(drawn.map { labels[$0] }).count == count)
    }
    #expect(try split.draw(count: classCount + 3) == split.subset(count: classCount + 3))
    #expect(split.draw(count: labels.count + 5) == Array(labels.indices))
    #expect(StratifiedSplit(labels: [], seed: seed).draw(count: 3) == [])
  }

  @Test func theRestOfASubsetGoesToEveryClassAlike() throws {
    // 2 of 5 classes get one more: over 400 seeds each class 160 times on average, with a standard deviation of
    // sqrt(400 x 0.4 x 0.6) = 9.8; six of these either way.
    let labels = (0..<500).map { $0 % 5 }
    var counts = [Int](repeating: 0, count: 5)
    for seed in 0..<UInt64(400) {
      let sizes = try Self.sizes(labels, StratifiedSplit(labels: labels, seed: seed).subset(count: 52))
      for (label, size) in sizes where size == 11 { counts[label] += 1 }
    }
    #expect(counts.reduce(0, +) == 800)
    #expect(counts.allSatisfy { abs($0 - 160) < 59 })
  }

  @Test func subsetsOfTwoSeedsAreIndependent() throws {
    // 100 of 1,000: two independent ones share 10 on average, with a standard deviation below 3; the mean over 100 pairs
    // deviates by less than 0.3, four of these either way.
    let labels = (0..<1000).map { $0 % 10 }
    let subsets = try (0..<UInt64(200)).map {
      try Set(StratifiedSplit(labels: labels, seed: $0).subset(count: 100))
    }
    let shared = (0..<100).map { subsets[2 * $0].intersection(subsets[2 * $0 + 1]).count }
    #expect(abs(Double(shared.reduce(0, +)) / 100 - 10) < 1.2)
  }

  @Test func aSeedFixesEveryChoice() throws {
    let labels = Self.labels(3)
    let (first, second) = (StratifiedSplit(labels: labels, seed: 9), StratifiedSplit(labels: labels, seed: 9))
    #expect(try first.subset(count: 20) == second.subset(count: 20))
    #expect(try first.partition(testShare: 0.3) == second.partition(testShare: 0.3))
    #expect(try first.folds(4) == StratifiedSplit.folds(labels: labels, count: 4, seed: 9))
    #expect(try first.folds(4) != StratifiedSplit.folds(labels: labels, count: 4, seed: 10))
  }

  @Test(arguments: 0..<UInt64(40), [0.01, 0.2, 0.5, 0.99])
  func aPartitionHoldsOutTheShareOfEveryClass(seed: UInt64, share: Double) throws {
    let labels = Self.labels(seed)
    let partition = try StratifiedSplit(labels: labels, seed: seed).partition(testShare: share)
    #expect((partition.train + partition.heldOut).sorted() == Array(labels.indices))
    let heldOut = Self.sizes(labels, partition.heldOut)
    for (label, size) in Self.sizes(labels, labels.indices) {
      let exact = Double(size) * share
      let found = heldOut[label, default: 0]
      #expect((1...(size - 1)).contains(found))
      #expect(abs(Double(found) - exact) < 1 || found == 1 || found == size - 1)
    }
  }

  @Test(arguments: 0..<UInt64(40), [2, 3, 5, 10])
  func foldsHoldOutEverySampleOnce(seed: UInt64, count: Int) throws {
    let labels = Self.labels(seed)
    let folds = try StratifiedSplit.folds(labels: labels, count: count, seed: seed)
    #expect(folds.count == count)
    #expect(folds.flatMap(\.heldOut).sorted() == Array(labels.indices))
    for fold in folds { #expect((fold.train + fold.heldOut).sorted() == Array(labels.indices)) }
    let sizes = folds.map(\.heldOut.count)
    #expect(sizes.max()! - sizes.min()! <= 1)
    for label in Set(labels) {
      let inFolds = folds.map { Self.sizes(labels, $0.heldOut)[label, default: 0] }
      #expect(inFolds.max()! - inFolds.min()! <= 1)
      #expect(folds.allSatisfy { Self.sizes(labels, $0.train)[label, default: 0] >= 1 })
    }
  }

  @Test func whatCannotBeDividedIsAnError() {
    let split = StratifiedSplit(labels: [0, 0, 0, 1, 1, 4], seed: 0)
    #expect(throws: SplitError.count(7, available: 6)) { try split.subset(count: 7) }
    #expect(throws: SplitError.count(0, available: 6)) { try split.subset(count: 0) }
    #expect(throws: SplitError.fewerThanClasses(2, classes: 3)) { try split.subset(count: 2) }
    #expect(throws: SplitError.smallClass(4, found: 1, expected: 2)) { try split.partition(testShare: 0.5) }
    #expect(throws: SplitError.smallClass(4, found: 1, expected: 2)) { try split.folds(3) }
    #expect(throws: SplitError.folds(1)) { try split.folds(1) }
    #expect(throws: SplitError.share(1)) { try split.partition(testShare: 1) }
    #expect(throws: SplitError.count(1, available: 0)) {
      try StratifiedSplit(labels: [], seed: 0).subset(count: 1)
    }
  }
}
