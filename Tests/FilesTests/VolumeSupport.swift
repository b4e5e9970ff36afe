import TestSupport

/// The bytes of numbers in one byte order.
struct ByteOrder {
  let isBigEndian: Bool

  func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    isBigEndian ? TestSupport.bytes(number.bigEndian) : TestSupport.bytes(number.littleEndian)
  }
  func bytes(_ number: Float) -> [UInt8] { bytes(number.bitPattern) }
  func bytes(_ number: Double) -> [UInt8] { bytes(number.bitPattern) }

  /// A number as each type that both formats store, by their codes in NIfTI.
  func stored(_ value: Int, as code: Int16) -> [UInt8] {
    switch code {
    case 2: [UInt8(truncatingIfNeeded: value)]
    case 256: [UInt8(bitPattern: Int8(truncatingIfNeeded: value))]
    case 4: bytes(Int16(value))
    case 512: bytes(UInt16(value))
    case 8: bytes(Int32(value))
    case 768: bytes(UInt32(value))
    case 1024: bytes(Int64(value))
    case 1280: bytes(UInt64(value))
    case 16: bytes(Float(value))
    default: bytes(Double(value))
    }
  }
}

/// A NIfTI file, field by field as nifti1.h and nifti2.h list them.
struct NIfTIFile {
  var axes: [Int] = [3, 2, 2]
  var type: Int16 = 4
  var isBigEndian = false
  var isSecond = false
  var slope = 0.0
  var intercept = 0.0
  var pixelSizes: [Double] = [1, 0.5, 2, 3, 0, 0, 0, 0]
  /// 2 is millimetres.
  var units: UInt8 = 2
  var offset: Double?
  var mark: String?
  /// The samples as they are stored; nil for 0, 1, 2, ...
  var samples: [UInt8]?

  var order: ByteOrder { ByteOrder(isBigEndian: isBigEndian) }
  private var lengths: [Int] { [axes.count] + axes + [Int](repeating: 1, count: max(7 - axes.count, 0)) }

  var bytes: [UInt8] {
    let header = isSecond ? second : first
    return header + [0, 0, 0, 0] + (samples ?? (0..<axes.reduce(1, *)).flatMap { order.stored($0, as: type) })
  }

  private var first: [UInt8] {
    var header = order.bytes(Int32(348)) + [UInt8](repeating: 0, count: 36)
    header +=
      lengths.flatMap { order.bytes(Int16(truncatingIfNeeded: $0)) } + [UInt8](repeating: 0, count: 14)
    header += order.bytes(type) + [UInt8](repeating: 0, count: 4)
    header += pixelSizes.flatMap { order.bytes(Float($0)) }
    header += order.bytes(Float(offset ?? 352)) + order.bytes(Float(slope)) + order.bytes(Float(intercept))
    header += [0, 0, 0, units] + [UInt8](repeating: 0, count: 220)
    return header + Array((mark ?? "n+1").utf8) + [0]
  }

  private var second: [UInt8] {
    var header = order.bytes(Int32(540)) + Array((mark ?? "n+2").utf8) + [0, 13, 10, 26, 10]
    header +=
      order.bytes(type) + [0, 0] + lengths.flatMap { order.bytes(Int64($0)) }
      + [UInt8](repeating: 0, count: 24)
    header += pixelSizes.flatMap { order.bytes($0) } + order.bytes(Int64(offset ?? 544))
    header += order.bytes(slope) + order.bytes(intercept) + [UInt8](repeating: 0, count: 308)
    header += order.bytes(Int32(units))
    return header + [UInt8](repeating: 0, count: 36)
  }
}

/// A part of a FITS file: cards of 80 characters and what they describe, each filled to a multiple of 2880 bytes.
func fitsPart(_ cards: [(String, String)], _ data: [UInt8] = []) -> [UInt8] {
  func pad(_ bytes: [UInt8], _ filler: UInt8) -> [UInt8] {
    bytes + [UInt8](repeating: filler, count: (2880 - bytes.count % 2880) % 2880)
  }
  let texts = cards.map { key, value in
    let name = key + String(repeating: " ", count: 8 - key.count)
    // Texts begin at column 11, others end at column 30.
    let field = value.hasPrefix("'") ? value : String(repeating: " ", count: max(20 - value.count, 0)) + value
    return Array("\(name)= \(field)".utf8)
  }
  let lines = (texts + [Array("END".utf8)]).map { $0 + [UInt8](repeating: 32, count: 80 - $0.count) }
  return pad(lines.flatMap(\.self), 32) + pad(data, 0)
}

/// The cards of an image.
///
/// - Parameters:
///   - axes: First one fastest.
///   - isExtension: Whether the image stands behind the primary part.
func fitsImage(_ bits: Int, _ axes: [Int], _ more: [(String, String)] = [], isExtension: Bool = false) -> [(
  String, String
)] {
  let start = isExtension ? ("XTENSION", "'IMAGE   '") : ("SIMPLE", "T")
  let lengths = axes.enumerated().map { ("NAXIS\($0 + 1)", "\($1)") }
  let end = isExtension ? [("PCOUNT", "0"), ("GCOUNT", "1")] : []
  return [start, ("BITPIX", "\(bits)"), ("NAXIS", "\(axes.count)")] + lengths + end + more
}
