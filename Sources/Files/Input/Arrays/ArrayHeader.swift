import Arrays

/// The header of an array file: how its samples are stored.
package struct ArrayHeader: Equatable, Sendable {
  /// The length of each axis, slowest first unless the array is column-major.
  var dimensions: [Int]
  let type: SampleType
  /// Whether samples are in the other byte order than this machine's.
  let isByteSwapped: Bool
  /// Whether the first axis is contiguous, and not the last.
  var isColumnMajor = false
  /// The stored sample that stands for 1.
  var fullScale = 1.0
  /// Whether the samples are unsigned bytes that are taken as they are because the format has no scale of its own.
  var isOfPlainBytes = false
  /// Where in the file the samples begin.
  let offset: Int

  /// The header with another full scale for integers, where `rescaling` says so.
  func rescaled(_ rescaling: Rescaling) -> ArrayHeader {
    var header = self
    header.isOfPlainBytes = rescaling == .auto && type == .uint8 && fullScale == 1
    header.fullScale = rescaling.divisor(automatic: fullScale, of: type)
    return header
  }

  /// Whether numbers stored with the more significant byte first must be swapped.
  static func isSwapped(bigEndian: Bool) -> Bool { bigEndian != (1.bigEndian == 1) }
}
