/// What is written before the elements in a file of NumPy's array format, for arrays in C order; `NPYHeader` reads it.
package struct NumPyHeader {
  /// NumPy's name of the element type.
  let descriptor: String
  let shape: [Int]

  package init(_ type: NumPyType, shape: [Int]) { (descriptor, self.shape) = (type.descriptor, shape) }

  /// The header as it stands in a file, a multiple of 64 bytes; version 2 of the format where it exceeds 64
  /// KiB.
  package var bytes: [UInt8] {
    let axes = shape.map { "\($0)," }.joined(separator: " ")
    let text = Array("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(axes)), }".utf8)
    let version: UInt8 = text.count + 64 + 10 > UInt16.max ? 2 : 1
    let prefix = NPYHeader.mark.count + (version == 1 ? 4 : 6)
    let total = (prefix + text.count + 1 + 63) / 64 * 64
    let length = UInt32(total - prefix)
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: total - prefix - text.count - 1)
    return NPYHeader.mark + [version, 0] + lengthBytes + text + padding + [UInt8(ascii: "\n")]
  }
}
