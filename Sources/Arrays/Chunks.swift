extension Range<Int> {
  /// The range cut into consecutive chunks of `size` elements, the last of what is left; none where the range is empty.
  /// - Precondition: the size is positive.
  package func chunks(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }
}

extension Parallel {
  /// Calls `body` for chunks of at most `size` that together make `0..<count`, shared among the threads.
  package func forEachChunk(of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let chunks = (0..<count).chunks(of: size)
    forEach(chunks.count) { _, index in body(chunks[index]) }
  }
}

/// How many numbers a computation holds at a time: a fixed bound, so that batches never depend on the machine.
package struct MemoryBudget: Sendable {
  package let numbers: Int

  package init(numbers: Int) { self.numbers = numbers }

  /// How many things of some numbers each fit: one at the least, `limit` at the most.
  /// - Precondition: the numbers of one are positive.
  package func count(of each: Int, atMost limit: Int = .max) -> Int { max(1, min(limit, numbers / each)) }
}
