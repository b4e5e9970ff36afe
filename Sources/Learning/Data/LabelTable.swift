import Files
import Foundation

/// A table that gives labels to samples by the names of their files.
///
/// A file of the table stands for the samples whose path is it or ends with it at a slash. Where several do, the longest counts,
/// and one sample of an array or a stack, `x.npy[3]`, before all of them, `x.npy`.
struct LabelTable {
  private let path: String
  /// The lines of each file, in its plainest spelling.
  private var entries: [String: [Entry]] = [:]

  private struct Entry {
    /// The file as the table has it.
    let file: String
    let label: String
    let line: Int
  }

  /// How messages call such a table.
  static let form = "two columns, file and label, with a comma or a tab between them"

  /// Reads a table of two columns.
  ///
  /// - Returns: nil for a text whose first line that is not empty has one column.
  /// - Throws: `.badData` for a line of more or fewer than two.
  init?(_ text: String, _ path: String) throws(FileError) {
    guard let table = Self.columns(Data(text.utf8)) else { return nil }
    self.path = path
    var hasScores = false
    for record in table.records {
      var fields = table.fields(of: record).map(\.text)
      if fields == [""] { continue }
      if entries.isEmpty, Self.isHeading(ofScores: fields) { hasScores = true }
      if hasScores, fields.count > 2 { fields.removeLast(fields.count - 2) }
      guard fields.count == 2 else {
        let columns = fields.count == 1 ? "one column" : "\(fields.count) columns"
        throw FileError(.badData, path, found: "\(columns) in line \(record.line)", expected: Self.form)
      }
      let entry = Entry(file: fields[0], label: fields[1], line: record.line)
      entries[Self.path(entry.file, hasIndex: false).file, default: []].append(entry)
    }
  }

  /// Whether a first line is that of predictions with the scores of classes, which follow file and class (`Predictions`).
  private static func isHeading(ofScores fields: [String]) -> Bool {
    fields.count > 2 && Array(fields.prefix(2)) == Predictions.heading
      && fields.dropFirst(2).allSatisfy { $0.hasPrefix(Predictions.scorePrefix) }
  }

  /// A path as it is compared: tables without quotes do not tell space around a name.
  private static func path(_ name: String, hasIndex: Bool) -> InputPath {
    InputPath(name.trimmingCharacters(in: .whitespaces), hasIndex: hasIndex)
  }

  /// The text as records of several fields, by whichever separator the first record has.
  private static func columns(_ text: Data) -> CSVTable? {
    let (tab, comma) = (UInt8(ascii: "\t"), UInt8(ascii: ","))
    return [tab, comma].lazy.map { CSVTable(text: text, separator: $0) }.first { table in
      let fields = table.records.lazy.map { table.fields(of: $0).map(\.text) }.first { $0 != [""] } ?? []
      // A tab at the end of a line of one label is space.
      return fields.count > 1 && (table.separator == comma || !fields[1].isEmpty)
    }
  }
}

extension LabelTable {
  /// The label of each sample.
  ///
  /// - Parameter names: The samples' names.
  /// - Throws: `.badData` for samples without a label, a file with two labels, and one that stands for two files.
  func labels(of names: [String]) throws(FileError) -> [String] {
    var (labels, missing) = ([String](), [String]())
    // The file that each one of the table stands for.
    var files: [String: String] = [:]
    for name in names {
      let sample = Self.path(name, hasIndex: true)
      guard let (key, lines) = lines(for: sample) else {
        missing.append(name)
        continue
      }
      labels.append(try label(lines))
      let file = files[key] ?? sample.file
      guard file == sample.file else { throw ambiguous(lines[0], file, sample.file) }
      files[key] = file
    }
    guard missing.isEmpty else { throw unlabelled(missing, of: names.count) }
    return labels
  }

  private func lines(for sample: InputPath) -> (key: String, lines: [Entry])? {
    let keys = sample.index.isEmpty ? sample.ends : sample.ends.map { $0 + sample.index } + sample.ends
    return keys.lazy.compactMap { key in entries[key].map { (key, $0) } }.first
  }

  /// The label of a file's lines.
  private func label(_ lines: [Entry]) throws(FileError) -> String {
    let first = lines[0]
    if let other = lines.first(where: { $0.label != first.label }) {
      throw FileError(
        .badData, path,
        found: """
          \(first.file) as "\(first.label)" in line \(first.line) and as "\(other.label)" in line \(other.line)
          """, expected: "one label a file")
    }
    guard !first.label.isEmpty else {
      throw FileError(
        .badData, path, found: "an empty label of \(first.file) in line \(first.line)", expected: "text")
    }
    return first.label
  }

  private func ambiguous(_ entry: Entry, _ first: String, _ second: String) -> FileError {
    FileError(
      .badData, path, found: "\(entry.file) in line \(entry.line) for both \(first) and \(second)",
      expected: "as much of their paths as tells them apart")
  }

  private func unlabelled(_ names: [String], of count: Int) -> FileError {
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    return FileError(
      .badData, path,
      found:
        "no label for \(names.count) of \(count) samples: \(names.prefix(5).joined(separator: ", "))\(more)",
      expected: "a line of file and label for each")
  }
}
