import Arrays

/// The head of an NPY file, versions 1 to 3: a mark, a length, and a Python dictionary of `descr`,
/// `fortran_order` and `shape`.
enum NPYHeader {
  static let mark: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads the header of a file.
  ///
  /// - Throws: `.badData` if it is damaged or names a type that is not real numbers.
  static func read(_ file: borrowing MappedFile) throws(FileError) -> ArrayHeader {
    let (text, offset) = try dictionary(file)
    guard case .dictionary(let entries) = PythonLiteral(text) else {
      throw FileError(.badData, file.path, found: "a damaged NPY header", expected: "a Python dictionary")
    }
    guard case .boolean(let isColumnMajor) = entries["fortran_order"] else {
      throw missing("fortran_order", file.path)
    }
    let (type, isSwapped) = try sampleType(entries["descr"], file.path)
    return try ArrayHeader(
      dimensions: dimensions(entries["shape"], file.path), type: type, isByteSwapped: isSwapped,
      isColumnMajor: isColumnMajor, offset: offset)
  }

  /// The dictionary's text and the place where the samples begin.
  private static func dictionary(_ file: borrowing MappedFile) throws(FileError) -> (
    text: String, offset: Int
  ) {
    let bytes = file.bytes
    guard bytes.count >= 12, (1...3).contains(bytes[6]) else {
      throw FileError(
        .badData, file.path,
        found: bytes.count < 12 ? "an NPY header that breaks off" : "NPY version \(bytes[6])",
        expected: "NPY version 1, 2 or 3")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw FileError(
        .badData, file.path, found: "an NPY header that breaks off", expected: "a header of \(length) bytes")
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

  /// The type that `descr` names, as in `<f4`, and whether its bytes must be swapped.
  private static func sampleType(
    _ value: PythonLiteral?, _ path: String
  ) throws(FileError) -> (SampleType, isSwapped: Bool) {
    guard case .string(let descr)? = value else {
      if case .tuple? = value { throw unsupported("records", path) }
      throw missing("descr", path)
    }
    let order = descr.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = String(order == nil ? descr[...] : descr.dropFirst())
    guard let type = types[code] else { throw unsupported("type \(descr)", path) }
    return (type, order == ">" || order == "<" ? ArrayHeader.isSwapped(bigEndian: order == ">") : false)
  }

  private static func unsupported(_ found: String, _ path: String) -> FileError {
    FileError(
      .badData, path, found: "an NPY array of \(found)", expected: "booleans, integers or real numbers")
  }

  private static let types: [String: SampleType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
    "u4": .uint32,
    "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64, "f16": .extended,
  ]
}
