extension Parallel {
  /// What `body` makes of each of `0..<count`, in order.
  ///
  /// - Throws: The first of its errors, in the same order; the other items are done all the same.
  package func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (_ item: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    typealias Outcome = Result<Value, Failure>
    let outcomes = [Outcome](unsafeUninitializedCapacity: count) { outcomes, initialized in
      nonisolated(unsafe) let outcomes = outcomes
      forEach(count) { _, item in
        let outcome = Outcome { () throws(Failure) in try body(item) }
        (outcomes.baseAddress! + item).initialize(to: outcome)
      }
      initialized = count
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for outcome in outcomes { values.append(try outcome.get()) }
    return values
  }
}
