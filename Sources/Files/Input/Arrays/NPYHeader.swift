/// The head of an NPY file, versions 1 to 3: a mark, a length, and a Python dictionary of `descr`,
/// `fortran_order` and `shape`.
package struct NPYHeader: Equatable {
  static let mark: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// NumPy's name of the element type, as in `<f4`; a list for records.
  let descriptor: PythonLiteral
  /// Whether the first axis is contiguous, and not the last.
  let isColumnMajor: Bool
  let dimensions: [Int]
  /// Where in the file the samples begin.
  let offset: Int

  /// Reads the header at the start of a file.
  ///
  /// - Throws: `.badData` in the name of the file at `path` if it is damaged.
  init(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) {
    let (text, offset) = try Self.dictionary(bytes, path)
    guard case .dictionary(let entries) = PythonLiteral(text) else {
      throw FileError(.badData, path, found: "a damaged NPY header", expected: "a Python dictionary")
    }
    guard case .boolean(let isColumnMajor) = entries["fortran_order"] else {
      throw Self.missing("fortran_order", path)
    }
    guard let descriptor = entries["descr"], descriptor.isText || descriptor.isTuple else {
      throw Self.missing("descr", path)
    }
    dimensions = try Self.dimensions(entries["shape"], path)
    (self.descriptor, self.isColumnMajor, self.offset) = (descriptor, isColumnMajor, offset)
  }

  /// The dictionary's text and the place where the samples begin.
  private static func dictionary(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(FileError) -> (text: String, offset: Int) {
    guard bytes.starts(with: mark) else {
      throw FileError(.badData, path, found: "no NPY header", expected: "a NumPy array")
    }
    guard bytes.count >= 12, (1...3).contains(bytes[6]) else {
      throw FileError(
        .badData, path,
        found: bytes.count < 12 ? "an NPY header that breaks off" : "NPY version \(bytes[6])",
        expected: "NPY version 1, 2 or 3")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw FileError(
        .badData, path, found: "an NPY header that breaks off", expected: "a header of \(length) bytes")
    }
    return (String(decoding: bytes[start..<(start + length)], as: UTF8.self), start + length)
  }

  private static func dimensions(_ value: PythonLiteral?, _ path: String) throws(FileError) -> [Int] {
    guard case .tuple(let items) = value else { throw missing("shape", path) }
    return try items.map { (item) throws(FileError) -> Int in
      guard case .integer(let length) = item, length >= 0 else { throw missing("shape", path) }
      return length
    }
  }

  private static func missing(_ key: String, _ path: String) -> FileError {
    FileError(
      .badData, path, found: "an NPY header without a valid \(key)", expected: "one that numpy.save wrote")
  }
}
