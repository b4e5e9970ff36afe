import Scattering
import Synchronization

extension Parallel {
  /// What `body` makes of each item, in the order of the items; of several errors that of the first item.
  func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (_ item: Int) throws(LearningError) -> Result
  ) throws(LearningError) -> [Result] {
    let results = Mutex([Swift.Result<Result, LearningError>?](repeating: nil, count: count))
    forEach(count) { _, item in
      let result = Swift.Result { () throws(LearningError) in try body(item) }
      results.withLock { $0[item] = result }
    }
    var values: [Result] = []
    for result in results.withLock({ $0 }) { values.append(try result!.get()) }
    return values
  }

  /// Calls `body` for ranges of at most `size` that together make `0..<count`.
  func forBlocks(of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    forEach((count + size - 1) / size) { _, block in
      body((block * size)..<min((block + 1) * size, count))
    }
  }
}
