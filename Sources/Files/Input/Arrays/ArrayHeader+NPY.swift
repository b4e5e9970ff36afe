import Arrays

extension ArrayHeader {
  /// What an NPY header says of samples.
  ///
  /// - Throws: `.badData` if it names a type that is not real numbers.
  init(_ header: NPYHeader, _ path: String) throws(FileError) {
    let (type, isSwapped) = try Self.sampleType(header.descriptor, path)
    self.init(
      dimensions: header.dimensions, type: type, isByteSwapped: isSwapped,
      isColumnMajor: header.isColumnMajor, offset: header.offset)
  }

  /// The type that NumPy names so, as in `<f4`, and whether its bytes must be swapped.
  private static func sampleType(
    _ descriptor: PythonLiteral, _ path: String
  ) throws(FileError) -> (SampleType, isSwapped: Bool) {
    guard case .string(let name) = descriptor else { throw unsupported("records", path) }
    let order = name.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = String(order == nil ? name[...] : name.dropFirst())
    guard let type = types[code] else { throw unsupported("type \(name)", path) }
    return (type, order == ">" || order == "<" ? isSwapped(bigEndian: order == ">") : false)
  }

  private static func unsupported(_ found: String, _ path: String) -> FileError {
    FileError(
      .badData, path, found: "an NPY array of \(found)", expected: "booleans, integers or real numbers")
  }

  private static let types: [String: SampleType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
    "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64, "f16": .extended,
  ]
}
