import Files
import Foundation

extension Checkpoint {
  /// The first bytes of every checkpoint.
  static let magic = Array("SCATNET\n".utf8)
  /// Counts changes that other versions cannot read.
  static let version: UInt32 = 1

  /// Writes the file: whole, or as it was before. Magic, version (UInt32), the header's length (UInt64), the header, float32
  /// arrays, and 64 hexadecimal digits of the SHA-256 of all that; little-endian.
  func write(to path: String) throws(FileError) {
    let header = encodedHeader
    var bytes = Self.magic + Self.version.littleEndianBytes + UInt64(header.count).littleEndianBytes + header
    for elements in arrays.map(\.elements) + state + best.map(\.elements) {
      bytes += elements.littleEndianBytes
    }
    bytes += Array(bytes.withUnsafeBytes { sha256($0) }.utf8)
    try AtomicFile.write(bytes, to: path)
  }

  private var encodedHeader: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let header = CheckpointHeader(
      description: description, scattering: scattering, training: training, state: state.map(\.count),
      hasBest: !best.isEmpty)
    // Finite numbers and strings only, which JSON always holds.
    return try! encoder.encode(header)
  }
}
