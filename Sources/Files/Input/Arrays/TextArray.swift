import Arrays

/// The strings of a whole array in NumPy's format, without the NULs behind them.
package struct TextArray: Equatable {
  /// The length of each axis.
  package let dimensions: [Int]
  /// The strings in the order of the file.
  package let elements: [String]

  /// Reads an array of Unicode text (`<U5`, `>U5`) or of bytes (`S5`), which are taken as UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - check: Is called with the axes before any string is read, and throws for those that are not wanted.
  /// - Returns: nil for an array of anything else that has a type.
  /// - Throws: `.badData` if the array is damaged, holds what is no text, or Python's objects.
  package init?(
    _ bytes: UnsafeRawBufferPointer, _ path: String, check: ([Int]) throws(FileError) -> Void
  ) throws(FileError) {
    let header = try NPYHeader(bytes, path)
    guard header.descriptor != "|O" else { throw Self.objects(path) }
    guard let type = TextType(header.descriptor ?? "") else { return nil }
    try check(header.dimensions)
    let size = (header.dimensions + [type.byteCount]).productIfRepresentable
    guard let size, type.length > 0, bytes.count - header.offset == size else {
      throw FileError(
        .badData, path, found: "\(bytes.count - header.offset) bytes of text",
        expected: "those of an array \(header.dimensions) of \(header.descriptor ?? "")")
    }
    let starts = stride(from: header.offset, to: bytes.count, by: type.byteCount)
    elements = try starts.enumerated().map { (index, start) throws(FileError) in
      let stored = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + type.byteCount)])
      guard let text = type.text(stored) else {
        throw FileError(
          .badData, path, found: "bytes that are no text as element \(index)",
          expected: type.isUnicode ? "Unicode scalars" : "UTF-8")
      }
      return text
    }
    dimensions = header.dimensions
  }

  /// The bytes of a file that holds such an array; nil where it is not one of text, or larger than memory can address.
  package static func fileSize(_ header: NPYHeader) -> Int? {
    guard let type = TextType(header.descriptor ?? ""),
      let size = (header.dimensions + [type.byteCount]).productIfRepresentable
    else { return nil }
    let (total, overflows) = size.addingReportingOverflow(header.offset)
    return overflows ? nil : total
  }

  private static func objects(_ path: String) -> FileError {
    FileError(
      .badData, path, found: "an NPY array of Python objects",
      expected: "one of numbers or text, as numpy.save(file, arr.astype(str)) writes")
  }
}

/// NumPy's types of text of a fixed length.
private struct TextType {
  /// Whether elements are Unicode scalars of four bytes each, and not bytes.
  let isUnicode: Bool
  /// Scalars or bytes of an element.
  let length: Int
  private let isBigEndian: Bool

  /// - Returns: nil for another type, and for lengths whose bytes an `Int` does not count.
  init?(_ descriptor: String) {
    let order = descriptor.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = order == nil ? descriptor[...] : descriptor.dropFirst()
    guard let kind = code.first, kind == "U" || kind == "S", let length = Int(code.dropFirst()),
      (0...(Int.max / 4)).contains(length)
    else { return nil }
    (isUnicode, self.length, isBigEndian) = (kind == "U", length, order == ">")
  }

  var byteCount: Int { isUnicode ? 4 * length : length }

  /// The text of an element; nil if it is none.
  func text(_ stored: UnsafeRawBufferPointer) -> String? {
    guard isUnicode else {
      let end = stored.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
      return String(validating: stored[..<end], as: UTF8.self)
    }
    let words = stride(from: 0, to: stored.count, by: 4).map { offset in
      let word = stored.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }
    var text = String.UnicodeScalarView()
    for word in words[..<(words.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)] {
      guard let scalar = Unicode.Scalar(word) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
