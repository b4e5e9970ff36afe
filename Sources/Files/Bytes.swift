extension FixedWidthInteger {
  /// The bytes of the number, least significant first.
  package var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { [UInt8]($0) } }
}

extension UnsafeRawBufferPointer {
  /// The number whose bytes, least significant first, begin at an offset, aligned or not.
  package func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as _: Number.Type = Number.self
  ) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}

extension [Float] {
  /// The bytes of the numbers, least significant first.
  package var littleEndianBytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 4 * count) { bytes, initialized in
      let patterns = UnsafeMutableRawBufferPointer(bytes)
      for (index, value) in enumerated() {
        patterns.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
      }
      initialized = 4 * count
    }
  }

  /// The numbers whose bytes, least significant first, these are; what is left behind the last whole one does not count.
  package init(littleEndian bytes: UnsafeRawBufferPointer) {
    self = (0..<(bytes.count / 4)).map { Float(bitPattern: bytes.littleEndian(at: 4 * $0)) }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Calls `body` with the memory of the elements.
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try withUnsafeBufferPointer { (elements) throws(FileError) in try body(UnsafeRawBufferPointer(elements)) }
  }

  /// Calls `body` with the memory of the elements, to be written to.
  mutating func withMutableBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try withUnsafeMutableBufferPointer { (elements) throws(FileError) in
      try body(UnsafeMutableRawBufferPointer(elements))
    }
  }
}
