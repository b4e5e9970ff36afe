/// Samples of up to 16 bits that follow each other without regard to bytes, most significant bit first; rows begin with a byte.
enum PackedSamples {
  /// Gives each sample a byte, or 16 bits if it has more than 8, in place and from the last: a sample never ends up before its bits.
  ///
  /// - Parameters:
  ///   - memory: Begins with the packed rows, and has room for the samples.
  ///   - rowSize: The bytes of a packed row.
  ///   - rowLength: The samples of a row.
  static func unpack(
    _ memory: UnsafeMutableRawBufferPointer, rowCount: Int, rowSize: Int, rowLength: Int, bits: Int
  ) {
    for row in (0..<rowCount).reversed() {
      for column in (0..<rowLength).reversed() {
        let sample = sample(memory, at: 8 * row * rowSize + column * bits, bits: bits)
        let index = row * rowLength + column
        if bits <= 8 {
          memory[index] = UInt8(truncatingIfNeeded: sample)
        } else {
          memory.storeBytes(of: UInt16(truncatingIfNeeded: sample), toByteOffset: 2 * index, as: UInt16.self)
        }
      }
    }
  }

  /// The number in `bits` bits, which lie in three bytes at the most.
  private static func sample(_ memory: UnsafeMutableRawBufferPointer, at position: Int, bits: Int) -> UInt32 {
    let (first, last) = (position / 8, (position + bits - 1) / 8)
    var window: UInt32 = 0
    for index in first...last { window = window << 8 | UInt32(memory[index]) }
    return window >> UInt32(8 * (last + 1) - position - bits) & (1 << UInt32(bits) - 1)
  }
}
