/// The table of inputs that could not be read: comma-separated values (RFC 4180), a record an input.
///
/// Columns: `input`; `row`, the index along the first batch axis that its first row would have had, failed ones counted; `rows`, how many
/// it would have had, empty where that is unknown and then counted as none; `found` and `expected`.
public enum FailureTable {
  /// The table's path beside a feature file: `NAME.failures.csv`.
  public static func path(of output: String) -> String {
    FeatureFormat.sidecarPath(of: output).dropLast(".json".count) + ".failures.csv"
  }

  /// - Throws: `.cannotWrite`.
  public static func append(_ failures: [InputFailure], to file: AtomicFile) throws(FileError) {
    try CSVRecord(["input", "row", "rows", "found", "expected"]).bytes.withBytes(file.append)
    for failure in failures {
      let error = failure.error
      let record = CSVRecord([
        failure.name, "\(failure.row)", failure.count.map(String.init) ?? "", error.found, error.expected,
      ])
      try record.bytes.withBytes(file.append)
    }
  }
}
