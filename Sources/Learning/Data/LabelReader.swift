import Files
import Foundation

/// Reads files that say which class each sample of a set has.
///
/// NPY arrays, also in an archive, of whole numbers or text, IDX arrays, also compressed by gzip, and text: one label a line, or a table of two columns,
/// file and label. The contents tell the format; what is none of the arrays is text.
public enum LabelReader {
  /// The labels in a file, in its order; the classes are those that occur in it.
  ///
  /// - Throws: `.noInput` if the file cannot be read; `.badData` if it is damaged, holds no label, a number that is not whole,
  ///   more than one axis, more than one label in a line, or a table, which needs the names of samples: see `LabelSource`.
  public static func labels(at path: String) throws(FileError) -> Labels {
    switch try read(path) {
    case .inOrder(let names): return Labels(names: names)
    case .table: throw notLabels(path, found: "a table of files and labels")
    }
  }

  /// What a file of labels holds.
  enum Contents {
    /// The label of each sample, in the samples' order.
    case inOrder([String])
    case table(LabelTable)
  }

  /// Reads a file of any of the formats.
  static func read(_ path: String) throws(FileError) -> Contents {
    let file = try MappedFile(ArchiveMember.file(of: path))
    return try contents(of: file, named: path)
  }

  /// - Parameter path: The file, or an array of the archive that it is.
  private static func contents(
    of file: borrowing MappedFile, named path: String
  ) throws(FileError) -> Contents {
    let format = try? FileFormat(of: file)
    switch format {
    case .npy:
      if let names = try text(file.bytes, path) { return .inOrder(names) }
      return .inOrder(try numbers(path, .npy))
    case .npz: return .inOrder(try archived(NumPyArchive(file.path), ArchiveMember(path)?.name))
    case .idx, .gzippedIDX: return .inOrder(try numbers(path, format!))
    case nil: return try lines(file.bytes, path)
    // A first label of P1 looks like the start of a picture.
    case .pnm where (try? FileFormat.open(path, InputOptions())) == nil: return try lines(file.bytes, path)
    case .sound: throw notLabels(path, found: "a sound")
    case .nifti, .gzippedNIfTI: throw notLabels(path, found: "a volume")
    default: throw notLabels(path, found: "an image")
    }
  }

  static func notLabels(_ path: String, found: String) -> FileError {
    FileError(
      .badData, path, found: found,
      expected: "one label a sample: an NPY or IDX array of one axis, or text of one label a line or of "
        + LabelTable.form)
  }
}

/// Arrays.
extension LabelReader {
  /// The labels of an NPY array of text; nil if it is none of text.
  private static func text(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(FileError) -> [String]? {
    let array = try TextArray(bytes, path) { (dimensions) throws(FileError) in
      try checkAxes(dimensions, path)
    }
    guard let names = array?.elements else { return nil }
    if names.isEmpty { throw notLabels(path, found: "no label") }
    if let empty = names.firstIndex(of: "") {
      throw FileError(.badData, path, found: "an empty label \(empty)", expected: "text")
    }
    return names
  }

  /// The labels of an array of an archive: that of a name, or the only one of one axis.
  private static func archived(_ archive: NumPyArchive, _ name: String?) throws(FileError) -> [String] {
    let entry = try archive.entry(named: name, wanted: "labels") { $0.dimensions.count == 1 }
    let path = "\(archive.path):\(entry.name)"
    guard let size = TextArray.fileSize(entry.header) else { return try numbers(path, .npz) }
    guard size == entry.byteCount else {
      throw FileError(
        .badData, path, found: "an array of \(entry.byteCount) bytes", expected: "\(size), as its header says"
      )
    }
    let names = try archive.contents(of: entry).withBytes { (bytes) throws(FileError) in try text(bytes, path)
    }
    return names ?? []
  }

  private static func numbers(_ path: String, _ format: FileFormat) throws(FileError) -> [String] {
    let array = try StoredArray<Double>(path: path, format) { (dimensions) throws(FileError) in
      try checkAxes(dimensions, path)
    }
    return try array.elements.enumerated().map { (index, value) throws(FileError) in
      try whole(value, index, path)
    }
  }

  private static func checkAxes(_ dimensions: [Int], _ path: String) throws(FileError) {
    guard dimensions.dropFirst().allSatisfy({ $0 == 1 }) else {
      throw notLabels(path, found: "an array \(dimensions)")
    }
  }

  /// A number as its digits; from 2^53 on doubles do not tell whole numbers apart.
  private static func whole(_ value: Double, _ index: Int, _ path: String) throws(FileError) -> String {
    guard let number = Int(exactly: value), abs(value) < 0x1p53 else {
      throw FileError(
        .badData, path, found: "\(value) as label \(index)", expected: "whole numbers below 2^53")
    }
    return String(number)
  }
}

/// Text.
extension LabelReader {
  /// A table, or one label a line. A first line that is no number above lines that all are is a heading.
  private static func lines(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) -> Contents {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notLabels(path, found: "bytes that are no UTF-8 text")
    }
    if let table = try LabelTable(text, path) { return .table(table) }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    var names: [String] = []
    for (index, line) in lines.enumerated() { names.append(try label(line, line: index + 1, path)) }
    if names.count > 1, Int(names[0]) == nil, names.dropFirst().allSatisfy({ Int($0) != nil }) {
      names.removeFirst()
    }
    guard !names.isEmpty else { throw notLabels(path, found: "no label") }
    return .inOrder(names)
  }

  private static func label(_ line: String, line number: Int, _ path: String) throws(FileError) -> String {
    let isQuoted = line.count >= 2 && line.hasPrefix("\"") && line.hasSuffix("\"")
    let name = isQuoted ? line.dropFirst().dropLast().replacingOccurrences(of: "\"\"", with: "\"") : line
    guard !name.isEmpty, isQuoted || !line.contains(where: { $0 == "," || $0 == ";" || $0 == "\t" }) else {
      throw FileError(
        .badData, path, found: name.isEmpty ? "an empty line \(number)" : "several columns in line \(number)",
        expected: "one label a line, or \(LabelTable.form) from the first line on")
    }
    return name
  }
}
