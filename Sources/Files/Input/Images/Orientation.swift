/// How stored rows and columns lie in the picture, as the EXIF and TIFF tag Orientation numbers it: the side
/// of the picture at which the stored first row and first column stand.
enum Orientation: Int, CaseIterable, Sendable {
  case topLeft = 1
  case topRight, bottomRight, bottomLeft, leftTop, rightTop, rightBottom, leftBottom

  /// Whether stored rows are columns of the picture.
  var isTransposed: Bool { rawValue >= 5 }

  /// Whether stored rows are numbered against the direction of the picture.
  var hasRowsReversed: Bool { [.bottomRight, .bottomLeft, .rightTop, .rightBottom].contains(self) }

  /// Whether stored columns are numbered against the direction of the picture.
  var hasColumnsReversed: Bool { [.topRight, .bottomRight, .rightBottom, .leftBottom].contains(self) }

  /// Where a picture stored as `height` rows of `width` pixels begins, and how many stored pixels further its
  /// next row and its next column stand.
  func walk(width: Int, height: Int) -> (start: Int, row: Int, column: Int) {
    let down = hasRowsReversed ? -width : width
    let right = hasColumnsReversed ? -1 : 1
    let start = (hasRowsReversed ? (height - 1) * width : 0) + (hasColumnsReversed ? width - 1 : 0)
    return isTransposed ? (start, right, down) : (start, down, right)
  }
}

/// The one thing that EXIF data say about pixels.
enum EXIF {
  /// The orientation that EXIF data, which begin like a TIFF file, state in their first directory; upright if
  /// they state none or are damaged.
  static func orientation(_ data: UnsafeRawBufferPointer) -> Orientation {
    guard data.count >= 8, data[0] == data[1], data[0] == UInt8(ascii: "I") || data[0] == UInt8(ascii: "M")
    else { return .topLeft }
    let isBig = data[0] == UInt8(ascii: "M")
    func number(at offset: Int, bytes: Int) -> Int? {
      guard offset >= 0, offset + bytes <= data.count else { return nil }
      let digits = data[offset..<(offset + bytes)]
      return isBig
        ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2) else {
      return .topLeft
    }
    for entry in 0..<count {
      let offset = directory + 2 + 12 * entry
      guard let tag = number(at: offset, bytes: 2) else { return .topLeft }
      guard tag == orientationTag else { continue }
      return number(at: offset + 8, bytes: 2).flatMap(Orientation.init) ?? .topLeft
    }
    return .topLeft
  }

  private static let orientationTag = 0x0112

  /// What stands behind the mark of EXIF data in a JPEG segment; nil where there is none.
  static func unmarked(_ segment: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let mark = Array("Exif\0\0".utf8)
    return segment.starts(with: mark) ? UnsafeRawBufferPointer(rebasing: segment[mark.count...]) : nil
  }
}
