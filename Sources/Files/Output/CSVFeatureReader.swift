import Foundation

/// Reads what a `.csv` feature file and the JSON beside it say.
enum CSVFeatureReader {
  static func read(_ path: String) throws(FileError) -> FeatureMetadata {
    let metadata = try FeatureFile.readSidecar(of: path)
    let table = CSVTable(try FeatureFile.contents(of: path))
    let (records, columns) = (metadata.batchCount + 1, metadata.blockLength + 1)
    guard table.recordCount == records, table.columnCount == columns, table.isTerminated else {
      let words = "\(table.recordCount) lines of \(table.columnCount) columns"
      throw FileError(
        .badData, path, found: table.isTerminated ? words : words + ", the last one cut short",
        expected: "\(records) lines of \(columns), as the metadata say")
    }
    return metadata
  }
}
