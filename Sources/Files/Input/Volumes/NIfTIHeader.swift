import Arrays
import Foundation

/// The header of a NIfTI file that holds its samples itself, of version 1 or 2: axes, type, scale and spacing
/// (https://nifti.nimh.nih.gov).
struct NIfTIHeader: Equatable {
  /// The length of each axis, x first, trailing ones of length 1 left out, but three at least.
  let axes: [Int]
  let type: SampleType
  let isBigEndian: Bool
  /// Where the samples begin.
  let offset: Int
  /// A sample is `slope` times the stored number plus `intercept`.
  let slope, intercept: Double
  /// From voxel to voxel along z, y and x in mm; nil where the header does not say.
  let spacing: [AxisSpacing?]

  /// The bytes of the longer header and its mark of extensions.
  static let maximumSize = 544

  /// Whether a file begins with such a header, also of one whose samples stand in another file.
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool { NIfTIFields(bytes) != nil }

  /// Whether the contents of a gzip file do.
  static func begins(gzipped path: String) -> Bool {
    let begins = try? withZeroedBytes(count: maximumSize, for: path) { (memory) throws(FileError) in
      let count = try GzipCursor(path).read(into: memory)
      return Self.begins(UnsafeRawBufferPointer(rebasing: memory.prefix(count)))
    }
    return begins ?? false
  }

  /// Reads the header at the start of the contents of a gzip file.
  static func read(gzipped path: String) throws(FileError) -> NIfTIHeader {
    try withZeroedBytes(count: maximumSize, for: path) { (memory) throws(FileError) in
      let count = try GzipCursor(path).read(into: memory)
      return try NIfTIHeader(UnsafeRawBufferPointer(rebasing: memory.prefix(count)), path)
    }
  }

  /// Reads the header at the start of a file.
  ///
  /// - Throws: `.badData` if it is damaged, of numbers that are not real, or of samples that stand in another file.
  init(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) {
    guard let fields = NIfTIFields(bytes) else { throw Self.damaged(path, "no NIfTI header") }
    guard fields.isWhole else {
      throw FileError(
        .badData, path, found: "the header of a NIfTI pair, whose samples are in a .img file",
        expected: "one file, .nii or .nii.gz (nibabel.save writes it)")
    }
    isBigEndian = fields.isBigEndian
    axes = try Self.axes(fields, path)
    type = try Self.type(fields.type, path)
    let offset = fields.offset
    guard offset >= Double(fields.size), offset < 0x1p31, offset == offset.rounded() else {
      throw Self.damaged(path, "samples from byte \(offset.shortText) on")
    }
    self.offset = Int(offset)
    // A slope of 0 says that there is no scale; some writers have none for NaN too.
    let isScaled = fields.slope.isFinite && fields.slope != 0
    (slope, intercept) = isScaled ? (fields.slope, fields.intercept) : (1, 0)
    guard intercept.isFinite else { throw Self.damaged(path, "an intercept that is no number") }
    spacing = [3, 2, 1].map { axis in
      let distance = abs(fields.pixelSize(axis)) * fields.millimetres
      return distance > 0 && distance.isFinite ? AxisSpacing(distance: distance, unit: "mm") : nil
    }
  }

  private static func axes(_ fields: NIfTIFields, _ path: String) throws(FileError) -> [Int] {
    let count = fields.axis(0)
    guard (1...7).contains(count) else { throw damaged(path, "\(count) axes") }
    var axes = (1...count).map { fields.axis($0) }
    guard axes.allSatisfy({ $0 > 0 }) else { throw damaged(path, "axes of \(axes.axesText)") }
    while axes.count > 3, axes.last == 1 { axes.removeLast() }
    return axes
  }

  private static func type(_ code: Int, _ path: String) throws(FileError) -> SampleType {
    if let type = types[code] { return type }
    throw FileError(
      .badData, path, found: "a NIfTI of \(others[code] ?? "the unknown data type \(code)")",
      expected: "integers or floating-point numbers of up to 64 bits")
  }

  private static let types: [Int: SampleType] = [
    2: .uint8, 4: .int16, 8: .int32, 16: .float32, 64: .float64, 256: .int8, 512: .uint16, 768: .uint32,
    1024: .int64, 1280: .uint64,
  ]

  /// Those that are no real numbers, or that differ from machine to machine.
  private static let others: [Int: String] = [
    0: "no data type", 1: "bits", 32: "complex numbers", 128: "colours",
    1536: "floating-point numbers of 128 bits",
    1792: "complex numbers", 2048: "complex numbers", 2304: "colours",
  ]

  private static func damaged(_ path: String, _ found: String) -> FileError {
    FileError(.badData, path, found: "a NIfTI header of \(found)", expected: "a volume of three axes")
  }

  /// The header of the array of the samples, slowest axis first.
  var array: ArrayHeader {
    ArrayHeader(
      dimensions: axes.reversed(), type: type, isByteSwapped: ArrayHeader.isSwapped(bigEndian: isBigEndian),
      offset: offset)
  }
}

/// The fields of a header by their places, which the two versions have at different ones.
private struct NIfTIFields {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool
  /// Whether the samples stand in the same file.
  let isWhole: Bool
  private let isFirst: Bool

  /// - Returns: nil unless the bytes begin with a whole header.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let size = bytes.number(at: 0, bytes: 4, isBigEndian: false) else { return nil }
    let lengths = [348, 540].map { UInt64($0) }
    let swapped = UInt64(UInt32(size).byteSwapped)
    guard let length = [size, swapped].first(where: lengths.contains), bytes.count >= Int(length) else {
      return nil
    }
    let (version, mark) = length == 348 ? ("1", 344) : ("2", 4)
    isWhole = bytes.has("n+\(version)\0", at: mark)
    guard isWhole || bytes.has("ni\(version)\0", at: mark) else { return nil }
    (self.bytes, isBigEndian, isFirst) = (bytes, length != size, length == 348)
  }

  /// The bytes before the samples, at least: the header and the mark of extensions.
  var size: Int { isFirst ? 352 : 544 }

  private func integer(_ offset: Int, _ count: Int) -> Int {
    let number = bytes.number(at: offset, bytes: count, isBigEndian: isBigEndian)!
    return count == 2 ? Int(Int16(truncatingIfNeeded: number)) : Int(Int64(bitPattern: number))
  }

  private func float(_ first: Int, _ second: Int) -> Double {
    let number = bytes.number(at: isFirst ? first : second, bytes: isFirst ? 4 : 8, isBigEndian: isBigEndian)!
    return isFirst ? Double(Float(bitPattern: UInt32(number))) : Double(bitPattern: number)
  }

  /// The number of axes, and their lengths.
  func axis(_ index: Int) -> Int { isFirst ? integer(40 + 2 * index, 2) : integer(16 + 8 * index, 8) }
  func pixelSize(_ axis: Int) -> Double { float(76 + 4 * axis, 104 + 8 * axis) }

  var type: Int { integer(isFirst ? 70 : 12, 2) }
  var offset: Double { isFirst ? float(108, 0) : Double(integer(168, 8)) }
  var slope: Double { float(112, 176) }
  var intercept: Double { float(116, 184) }

  /// Millimetres of the unit of space, which is one where the header names none.
  var millimetres: Double {
    let units = isFirst ? Int(bytes[123]) : integer(500, 4)
    return [1: 1000, 3: 0.001][units & 7] ?? 1
  }
}
