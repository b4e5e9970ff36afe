import Arrays

/// What `body` makes of each of `0..<count`, several at a time, in order.
///
/// - Throws: The first of its errors, in the same order.
func concurrently<Value: Sendable>(
  _ count: Int, _ body: @Sendable (Int) throws(FileError) -> Value
) throws(FileError) -> [Value] {
  typealias Outcome = Result<Value, FileError>
  let outcomes = [Outcome?](unsafeUninitializedCapacity: count) { buffer, initialized in
    buffer.initialize(repeating: nil)
    nonisolated(unsafe) let outcomes = buffer
    Parallel().forEach(count) { _, index in
      outcomes[index] = Result { () throws(FileError) in try body(index) }
    }
    initialized = count
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for case let outcome? in outcomes { values.append(try outcome.get()) }
  return values
}
