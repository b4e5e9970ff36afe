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
