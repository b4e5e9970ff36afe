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

extension Array where Element: BitwiseCopyable {
  /// Calls `body` with the memory of the elements.
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try withUnsafeBufferPointer { (elements) throws(FileError) in try body(UnsafeRawBufferPointer(elements)) }
  }
}
