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
  /// Where in the file the samples begin.
  let offset: Int

  /// The header with another full scale for integers, where `rescaling` says so.
  func rescaled(_ rescaling: Rescaling) -> ArrayHeader {
    var header = self
    header.fullScale = rescaling.divisor(automatic: fullScale, of: type)
    return header
  }

  /// Whether numbers stored with the more significant byte first must be swapped.
  static func isSwapped(bigEndian: Bool) -> Bool { bigEndian != (1.bigEndian == 1) }
}

extension ArrayHeader {
  /// The header of a file of one of the formats NPY, IDX and gzipped IDX.
  ///
  /// - Throws: `.badData` if it is damaged or of another format.
  init(_ format: FileFormat, _ file: borrowing MappedFile) throws(FileError) {
    switch format {
    case .npy: self = try ArrayHeader(NPYHeader(file.bytes, file.path), file.path)
    case .idx: self = try IDXHeader.read(file.bytes, file.path)
    case .gzippedIDX: self = try GzippedArraySource.header(file.path)
    default: preconditionFailure("\(format) is no format of arrays")
    }
  }
}
