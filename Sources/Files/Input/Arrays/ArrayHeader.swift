import Arrays

/// What the head of an array file says.
struct ArrayHeader: Equatable, Sendable {
  /// The length of each axis, slowest first unless the array is column-major.
  let dimensions: [Int]
  let type: SampleType
  /// Whether samples are in the other byte order than this machine's.
  let isByteSwapped: Bool
  /// Whether the first axis is contiguous, and not the last.
  var isColumnMajor = false
  /// The stored sample that stands for 1.
  var fullScale = 1.0
  /// Where in the file the samples begin.
  let offset: Int

  /// Whether numbers stored with the more significant byte first must be swapped.
  static func isSwapped(bigEndian: Bool) -> Bool { bigEndian != (1.bigEndian == 1) }
}
