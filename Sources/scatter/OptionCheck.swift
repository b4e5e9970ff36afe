import ArgumentParser

/// Checks that the value of an option lies in its range.
func check(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws {
  guard range.contains(value) else {
    throw ValidationError(
      "\(option) is \(value), but it must be \(range.lowerBound) to \(range.upperBound).")
  }
}

/// Makes something of options alone: what does not fit is an error of usage.
func ofOptions<Result, Failure: Error>(_ make: () throws(Failure) -> Result) throws -> Result {
  do { return try make() } catch { throw ValidationError("\(error).") }
}
