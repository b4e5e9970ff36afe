/// How many numbers a computation holds at a time: a fixed bound, so that batches never depend on the machine.
package struct MemoryBudget: Sendable {
  package let numbers: Int

  package init(numbers: Int) { self.numbers = numbers }

  /// How many things of some numbers each fit: one at the least, `limit` at the most.
  /// - Precondition: the numbers of one are positive.
  package func count(of each: Int, atMost limit: Int = .max) -> Int { max(1, min(limit, numbers / each)) }
}
