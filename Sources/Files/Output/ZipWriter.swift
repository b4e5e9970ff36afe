import CCodecs
import Scattering

/// A zip archive of stored entries that goes to a file as the entries come; sizes beyond 4 GiB are zip64.
///
/// Equal entries give equal bytes: no times and no owners are kept.
final class ZipWriter: ByteDestination {
  private let file: AtomicFile
  private let archive: OpaquePointer
  /// Why the file took no more, to be thrown once libarchive has returned.
  private var failure: FileError?

  init(_ path: String) throws(FileError) {
    file = try AtomicFile(path)
    archive = archive_write_new()
    try check(archive_write_set_format_zip(archive))
    try check(archive_write_zip_set_compression_store(archive))
    try check(archive_write_set_bytes_per_block(archive, 0))
    let me = Unmanaged.passUnretained(self).toOpaque()
    try check(
      archive_write_open(archive, me, nil, { _, me, bytes, count in ZipWriter.take(me, bytes, count) }, nil))
  }

  deinit {
    archive_write_fail(archive)
    archive_write_free(archive)
  }

  /// Begins an entry of exactly `byteCount` bytes, which `append` is to bring.
  func begin(_ name: String, byteCount: Int) throws(FileError) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, la_int64_t(byteCount))
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    try check(archive_write_header(archive, entry))
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = archive_write_data(archive, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      guard count > 0 else { throw error() }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes the directory of the archive and makes the file appear.
  func finish() throws(FileError) {
    try check(archive_write_close(archive))
    try file.finish()
  }

  func cancel() { file.cancel() }

  private func check(_ status: Int32) throws(FileError) {
    guard status == ARCHIVE_OK else { throw error() }
  }

  private func error() -> FileError {
    if let failure { return failure }
    file.cancel()
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "an unknown error of libarchive"
    return FileError(.cannotWrite, file.path, found: reason, expected: "a zip archive")
  }

  /// Takes bytes from libarchive: returns how many, or -1.
  private static func take(_ me: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    let writer = Unmanaged<ZipWriter>.fromOpaque(me!).takeUnretainedValue()
    do throws(FileError) {
      try writer.file.append(UnsafeRawBufferPointer(start: bytes, count: count))
      return count
    } catch {
      writer.failure = error
      return -1
    }
  }
}

extension ZipWriter {
  /// Begins an array, whose elements `append` is to bring in C order.
  func begin(_ name: String, _ type: NPYType, shape: [Int]) throws(FileError) {
    let header = NPYHeader(type, shape: shape).bytes
    try begin("\(name).npy", byteCount: header.count + shape.reduce(type.byteCount, *))
    try header.withBytes(append)
  }

  /// An array of text, as wide as the longest element.
  func append(_ name: String, text: [String], shape: [Int]) throws(FileError) {
    let length = max(1, text.lazy.map(\.unicodeScalars.count).max() ?? 0)
    try begin(name, .text(length: length), shape: shape)
    for element in text {
      let scalars = element.unicodeScalars.map(\.value.littleEndian)
      try (scalars + Array(repeating: 0, count: length - scalars.count)).withBytes(append)
    }
  }

  /// The attributes of paths, each an array: `path` and `order` of `[path]`, the others of `[path, step]`,
  /// where -1 or NaN stands after a path's last step.
  func append(_ table: PathTable) throws(FileError) {
    let count = table.paths.count
    let steps = [count, table.width]
    try append("path", text: table.paths.map(\.description), shape: [count])
    try append("order", .int64, table.paths.map { Int64($0.order) }, shape: [count])
    try append("scale", .int64, table.column({ Int64($0.scale) }, missing: -1), shape: steps)
    for (name, index) in table.labels {
      try append(name, .int64, table.column({ Int64(index($0) ?? -1) }, missing: -1), shape: steps)
    }
    if table.hasAngles {
      try append("angle", .float64, table.column({ $0.angle ?? .nan }, missing: .nan), shape: steps)
    }
    try append("frequency", .float64, table.column(\.frequency, missing: .nan), shape: steps)
    try append("bandwidth", .float64, table.column({ $0.bandwidth ?? .nan }, missing: .nan), shape: steps)
    if let factor = table.unit?.factor {
      try append(
        "physicalFrequency", .float64, table.column({ $0.frequency * factor }, missing: .nan), shape: steps)
      try append(
        "physicalBandwidth", .float64, table.column({ ($0.bandwidth ?? .nan) * factor }, missing: .nan),
        shape: steps)
    }
    if table.isJoint { try appendJoint(table.paths) }
  }

  /// What joint scattering's paths have besides, `[path]`: the wavelet along log-frequency with its spin and its frequency and bandwidth in cycles a
  /// wavelet of order 1, and the index of the one that the path stands at; -1, 0 or NaN where there is none.
  private func appendJoint(_ paths: [ScatteringPath]) throws(FileError) {
    let (across, shape) = (paths.map(\.acrossPaths), [paths.count])
    try append("acrossIndex", .int64, across.map { Int64($0?.index ?? -1) }, shape: shape)
    try append("spin", .int64, across.map { Int64($0?.spin ?? 0) }, shape: shape)
    try append("acrossFrequency", .float64, across.map { $0?.frequency ?? .nan }, shape: shape)
    try append("acrossBandwidth", .float64, across.map { $0?.bandwidth ?? .nan }, shape: shape)
    try append("position", .int64, paths.map { Int64($0.position?.index ?? -1) }, shape: shape)
  }

  /// An array of numbers, whose memory is as the file's.
  private func append(
    _ name: String, _ type: NPYType, _ values: [some BitwiseCopyable], shape: [Int]
  ) throws(FileError) {
    try begin(name, type, shape: shape)
    try values.withBytes(append)
  }
}
