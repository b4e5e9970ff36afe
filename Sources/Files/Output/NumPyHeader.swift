/// What stands before the elements in a file of NumPy's array format, for arrays in C order.
struct NumPyHeader: Equatable {
  /// NumPy's name of the element type.
  let descriptor: String
  let shape: [Int]

  init(_ type: NumPyType, shape: [Int]) { (descriptor, self.shape) = (type.descriptor, shape) }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The header as it stands in a file, a multiple of 64 bytes; version 2 of the format where it exceeds 64
  /// KiB.
  var bytes: [UInt8] {
    let axes = shape.map { "\($0)," }.joined(separator: " ")
    let text = Array("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(axes)), }".utf8)
    let version: UInt8 = text.count + 64 + 10 > UInt16.max ? 2 : 1
    let prefix = Self.magic.count + (version == 1 ? 4 : 6)
    let total = (prefix + text.count + 1 + 63) / 64 * 64
    let length = UInt32(total - prefix)
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: total - prefix - text.count - 1)
    return Self.magic + [version, 0] + lengthBytes + text + padding + [UInt8(ascii: "\n")]
  }
}

extension NumPyHeader {
  /// The header at the start of `bytes`, and how many of them it takes; nil where there is none in C order.
  static func parse(_ bytes: [UInt8]) -> (header: NumPyHeader, byteCount: Int)? {
    guard bytes.count > 12, bytes.starts(with: magic), case let version = bytes[6], (1...3).contains(version)
    else {
      return nil
    }
    let prefix = version == 1 ? 10 : 12
    let length = bytes[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= prefix + length else { return nil }
    let text = String(decoding: bytes[prefix..<(prefix + length)], as: UTF8.self)
    return NumPyHeader(text).map { ($0, prefix + length) }
  }

  private init?(_ text: String) {
    guard let descriptor = text.firstMatch(of: /'descr': '([^']*)'/)?.1,
      text.contains("'fortran_order': False"),
      let axes = text.firstMatch(of: /'shape': \(([0-9, ]*)\)/)?.1
    else { return nil }
    let numbers = axes.split(whereSeparator: { ", ".contains($0) }).map { Int($0) }
    guard !numbers.contains(nil) else { return nil }
    (self.descriptor, shape) = (String(descriptor), numbers.compactMap(\.self))
  }
}
