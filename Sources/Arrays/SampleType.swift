/// The number format of stored samples.
public enum SampleType: String, CaseIterable, Sendable {
  case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64
  /// The 80-bit numbers of x86, each in 16 bytes: NumPy's `longdouble`.
  case extended

  /// Whether samples are whole numbers, signed or not; booleans are none.
  public var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    case .bool, .float16, .float32, .float64, .extended: false
    }
  }

  /// Bytes of one sample.
  public var byteCount: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    case .extended: 16
    }
  }
}

/// Writes `scale` times stored samples of any type, which may be unaligned and in the other byte order, as `Target`s.
///
/// - Precondition: `bytes` holds at least `count` samples of `type`.
func convertSamples<Target: BinaryFloatingPoint>(
  _ bytes: UnsafeRawBufferPointer, of type: SampleType, byteSwapped: Bool, count: Int, scale: Double,
  into out: UnsafeMutablePointer<Target>
) {
  precondition(
    bytes.count >= count * type.byteCount, "\(bytes.count) bytes hold no \(count) samples of \(type)")

  func integers<Source: FixedWidthInteger>(_: Source.Type) {
    for index in 0..<count {
      let stored = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Source>.size, as: Source.self)
      out[index] = Target(Double(byteSwapped ? stored.byteSwapped : stored) * scale)
    }
  }
  func floats<Bits: FixedWidthInteger & BitwiseCopyable, Source: BinaryFloatingPoint>(
    _: Bits.Type, _ decode: (Bits) -> Source
  ) {
    for index in 0..<count {
      let stored = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
      out[index] = Target(Double(decode(byteSwapped ? stored.byteSwapped : stored)) * scale)
    }
  }

  switch type {
  case .bool: for index in 0..<count { out[index] = bytes[index] == 0 ? 0 : Target(scale) }
  case .int8: integers(Int8.self)
  case .int16: integers(Int16.self)
  case .int32: integers(Int32.self)
  case .int64: integers(Int64.self)
  case .uint8: integers(UInt8.self)
  case .uint16: integers(UInt16.self)
  case .uint32: integers(UInt32.self)
  case .uint64: integers(UInt64.self)
  case .float16: floats(UInt16.self) { Float16(bitPattern: $0) }
  case .float32: floats(UInt32.self) { Float(bitPattern: $0) }
  case .float64: floats(UInt64.self) { Double(bitPattern: $0) }
  case .extended: convertExtended(bytes, byteSwapped: byteSwapped, count: count, scale: scale, into: out)
  }
}

/// 64 bits of significand, then sign and exponent in 16, then padding.
private func convertExtended<Target: BinaryFloatingPoint>(
  _ bytes: UnsafeRawBufferPointer, byteSwapped: Bool, count: Int, scale: Double,
  into out: UnsafeMutablePointer<Target>
) {
  for index in 0..<count {
    var sample = bytes[(16 * index)..<(16 * index + 16)].map { $0 }
    if byteSwapped { sample.reverse() }
    let significand = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(sample[$1]) }
    let signAndExponent = Int(sample[8]) | Int(sample[9]) << 8
    let exponent = signAndExponent & 0x7FFF
    let magnitude: Double =
      exponent == 0x7FFF
      ? (significand << 1 == 0 ? .infinity : .nan)
      : Double(sign: .plus, exponent: max(exponent - 16383 - 63, -1140), significand: Double(significand))
    out[index] = Target((signAndExponent & 0x8000 == 0 ? magnitude : -magnitude) * scale)
  }
}
