import Scattering

extension Parallel {
  /// The results of `body` for every item, in order.
  package func map<Result: Sendable>(_ count: Int, _ body: @Sendable (_ item: Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { results, initialized in
      nonisolated(unsafe) let results = results
      forEach(count) { _, item in (results.baseAddress! + item).initialize(to: body(item)) }
      initialized = count
    }
  }
}
