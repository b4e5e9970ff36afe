import Arrays

/// The header of a file of NumPy's array format, versions 1 to 3, read or to be written: a magic number, a length, and a Python
/// dictionary of `descr`, `fortran_order` and `shape`.
package struct NPYHeader: Equatable {
  static let magicNumber: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// NumPy's name of the element type, as in `<f4`; nil for records.
  let descriptor: String?
  /// Whether the first axis is contiguous, and not the last.
  let isColumnMajor: Bool
  /// The length of each axis.
  package let dimensions: [Int]
  /// Where in the file the samples begin.
  let offset: Int
}

/// Reading.
extension NPYHeader {
  /// Reads the header at the start of a file.
  ///
  /// - Throws: `.badData` in the name of the file at `path` if it is damaged.
  package init(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) {
    let (text, offset) = try Self.dictionary(bytes, path)
    guard case .dictionary(let entries) = PythonLiteral(text) else {
      throw FileError(.badData, path, found: "a damaged NPY header", expected: "a Python dictionary")
    }
    guard case .boolean(let isColumnMajor) = entries["fortran_order"] else {
      throw Self.missing("fortran_order", path)
    }
    switch entries["descr"] {
    case .string(let name): descriptor = name
    case .tuple: descriptor = nil
    default: throw Self.missing("descr", path)
    }
    dimensions = try Self.dimensions(entries["shape"], path)
    (self.isColumnMajor, self.offset) = (isColumnMajor, offset)
  }

  /// The dictionary's text and the offset at which the samples begin.
  private static func dictionary(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(FileError) -> (text: String, offset: Int) {
    guard bytes.starts(with: magicNumber) else {
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

/// Writing.
extension NPYHeader {
  /// The header of an array in C order, little-endian.
  package init(_ type: NPYType, shape: [Int]) {
    (descriptor, isColumnMajor, dimensions) = (type.descriptor, false, shape)
    offset = Self.bytes(type.descriptor, isColumnMajor: false, shape).count
  }

  /// The header as it stands in a file, a multiple of 64 bytes; version 2 of the format where it exceeds 64 KiB.
  ///
  /// - Precondition: the elements are no records.
  package var bytes: [UInt8] { Self.bytes(descriptor!, isColumnMajor: isColumnMajor, dimensions) }

  private static func bytes(_ descriptor: String, isColumnMajor: Bool, _ dimensions: [Int]) -> [UInt8] {
    let axes = dimensions.map { "\($0)," }.joined(separator: " ")
    let order = isColumnMajor ? "True" : "False"
    let text = Array("{'descr': '\(descriptor)', 'fortran_order': \(order), 'shape': (\(axes)), }".utf8)
    let version: UInt8 = text.count + 64 + 10 > UInt16.max ? 2 : 1
    let prefix = magicNumber.count + (version == 1 ? 4 : 6)
    let total = (prefix + text.count + 1 + 63) / 64 * 64
    let length = UInt32(total - prefix)
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: total - prefix - text.count - 1)
    return magicNumber + [version, 0] + lengthBytes + text + padding + [UInt8(ascii: "\n")]
  }
}

/// The element types of arrays in NumPy's format that are written, all little-endian.
package enum NPYType: Equatable {
  /// Real numbers, as any type but `extended`.
  case number(SampleType)
  /// Text of up to `length` Unicode scalars, of four bytes each.
  case text(length: Int)

  package static let int64 = NPYType.number(.int64)
  package static let float32 = NPYType.number(.float32)
  package static let float64 = NPYType.number(.float64)

  /// NumPy's codes of real numbers, without the byte order.
  fileprivate static let codes: [String: SampleType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
    "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64, "f16": .extended,
  ]

  /// NumPy's name of the type in a header.
  var descriptor: String {
    switch self {
    case .number(let type): (type.byteCount == 1 ? "|" : "<") + Self.codes.first { $0.value == type }!.key
    case .text(let length): "<U\(length)"
    }
  }

  /// Bytes of one element.
  var byteCount: Int {
    switch self {
    case .number(let type): type.byteCount
    case .text(let length): 4 * length
    }
  }
}

extension ArrayHeader {
  /// The header of an array as an NPY header states it.
  ///
  /// - Throws: `.badData` if it names a type that is not real numbers.
  package init(_ header: NPYHeader, _ path: String) throws(FileError) {
    let (type, isSwapped) = try Self.sampleType(header.descriptor, path)
    self.init(
      dimensions: header.dimensions, type: type, isByteSwapped: isSwapped,
      isColumnMajor: header.isColumnMajor, offset: header.offset)
  }

  /// The type that NumPy names so, as in `<f4`, and whether its bytes must be swapped.
  private static func sampleType(
    _ descriptor: String?, _ path: String
  ) throws(FileError) -> (SampleType, isSwapped: Bool) {
    guard let name = descriptor else { throw unsupported("records", path) }
    let order = name.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = String(order == nil ? name[...] : name.dropFirst())
    guard let type = NPYType.codes[code] else { throw unsupported("type \(name)", path) }
    return (type, order == ">" || order == "<" ? isSwapped(bigEndian: order == ">") : false)
  }

  private static func unsupported(_ found: String, _ path: String) -> FileError {
    FileError(
      .badData, path, found: "an NPY array of \(found)", expected: "booleans, integers or real numbers")
  }
}
