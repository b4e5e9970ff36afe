import Files
import Foundation

/// Reads which class each sample of a set has.
///
/// NPY arrays of whole numbers, IDX arrays, also compressed by gzip, and text, as in CSV: one label a line. The contents tell
/// the format; what is none of the arrays is text.
public enum LabelReader {
  /// The labels in a file, in its order; the classes are those that occur in it.
  ///
  /// - Throws: `.noInput` if the file cannot be read; `.badData` if it is damaged, holds no label, a number that is not whole,
  ///   more than one axis of numbers, or more than one label in a line.
  public static func labels(at path: String) throws(FileError) -> Labels {
    Labels(names: try names(at: path))
  }

  /// The label of each sample as text.
  static func names(at path: String) throws(FileError) -> [String] {
    let file = try MappedFile(path)
    let format = try? FileFormat(of: file)
    switch format {
    case .npy, .idx, .gzippedIDX: return try numbers(path, format!)
    case nil: return try lines(file.bytes, path)
    default: throw notLabels(path, found: "an image")
    }
  }

  private static func numbers(_ path: String, _ format: FileFormat) throws(FileError) -> [String] {
    let array = try StoredArray<Double>(path: path, format) { (dimensions) throws(FileError) in
      guard dimensions.dropFirst().allSatisfy({ $0 == 1 }) else {
        throw notLabels(path, found: "an array \(dimensions)")
      }
    }
    return try array.elements.enumerated().map { (index, value) throws(FileError) in
      try whole(value, index, path)
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

  /// One label a line. A first line that is no number above lines that all are is a heading.
  private static func lines(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notLabels(path, found: "bytes that are no UTF-8 text")
    }
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
    return names
  }

  private static func label(_ line: String, line number: Int, _ path: String) throws(FileError) -> String {
    let isQuoted = line.count >= 2 && line.hasPrefix("\"") && line.hasSuffix("\"")
    let name = isQuoted ? line.dropFirst().dropLast().replacingOccurrences(of: "\"\"", with: "\"") : line
    guard !name.isEmpty, isQuoted || !line.contains(where: { $0 == "," || $0 == ";" || $0 == "\t" }) else {
      throw FileError(
        .badData, path, found: name.isEmpty ? "an empty line \(number)" : "several columns in line \(number)",
        expected: "one label a line")
    }
    return name
  }

  private static func notLabels(_ path: String, found: String) -> FileError {
    FileError(
      .badData, path, found: found,
      expected: "one label a sample: an NPY or IDX array of one axis, or text of one label a line")
  }
}
