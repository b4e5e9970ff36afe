/// The bytes of a number as this machine stores it; its `bigEndian` or `littleEndian` form gives a file's.
public func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number, Array.init) }

/// An NPY file of version 1.
public func npy(_ dictionary: String, _ samples: some Sequence<UInt8> = []) -> [UInt8] {
  let text = Array((dictionary + "\n").utf8)
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
    + samples
}

/// An NPY file of little-endian doubles.
public func npy(_ shape: [Int], _ samples: [Double]) -> [UInt8] {
  let axes = shape.map { "\($0)," }.joined(separator: " ")
  return npy(
    "{'descr': '<f8', 'fortran_order': False, 'shape': (\(axes)), }",
    samples.flatMap { bytes($0.bitPattern.littleEndian) })
}

/// A plain PGM image.
public func pgm(_ width: Int, _ height: Int, _ samples: [Int], maximum: Int = 255) -> String {
  "P2\n\(width) \(height)\n\(maximum)\n\(samples.map(String.init).joined(separator: " "))\n"
}

/// An IDX file of unsigned bytes.
public func idx(_ dimensions: [UInt32], _ samples: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)] + dimensions.flatMap { bytes($0.bigEndian) }
    + samples
}
