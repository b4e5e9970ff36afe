import Files
import Foundation

extension Checkpoint {
  /// - Throws: `FileError.Kind.noInput` or `.badData`: no checkpoint, one of another version, or a damaged one.
  package init(contentsOf path: String) throws(FileError) {
    let bytes = [UInt8](try InputFile.contents(path))
    try Self.check(bytes, path)
    var reader = Reader(bytes: bytes[..<(bytes.count - 64)], path: path, offset: Self.magic.count + 4)
    let header = try reader.header()
    let layouts = header.description.arrayLayouts
    func arrays() throws(FileError) -> [NetworkArray] {
      try layouts.map { layout throws(FileError) in
        NetworkArray(
          name: header.description.nodes[layout.node].name, role: layout.role, dimensions: layout.dimensions,
          elements: try reader.floats(layout.dimensions.reduce(1, *)))
      }
    }
    self.init(header.description, scattering: header.scattering, arrays: try arrays())
    training = header.training
    if let training, !(0...training.history.count).contains(training.bestEpoch) {
      throw Self.damaged(path, "epoch \(training.bestEpoch) as the best of \(training.history.count)")
    }
    state = try header.state.map { count throws(FileError) in try reader.floats(count) }
    best = header.hasBest ? try arrays() : []
    try reader.end()
  }

  /// Magic, version and checksum, in this order, so that each fault is called what it is.
  private static func check(_ bytes: [UInt8], _ path: String) throws(FileError) {
    guard bytes.starts(with: magic) else {
      throw FileError(.badData, path, found: "no checkpoint", expected: "a file that begins with SCATNET")
    }
    guard bytes.count >= magic.count + 12 + 64 else { throw damaged(path, "a file of \(bytes.count) bytes") }
    let version: UInt32 = bytes.withUnsafeBytes { $0.littleEndian(at: magic.count) }
    guard version == Self.version else {
      throw FileError(
        .badData, path, found: "a checkpoint of version \(version)", expected: "version \(Self.version)")
    }
    let end = bytes.count - 64
    let digest = bytes.withUnsafeBytes { sha256(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    guard bytes[end...].elementsEqual(digest.utf8) else {
      throw damaged(path, "bytes that do not match their checksum")
    }
  }

  private static func damaged(_ path: String, _ found: String) -> FileError {
    FileError(.badData, path, found: found, expected: "a whole checkpoint: it is damaged or cut short")
  }

  /// What is between the version and the checksum.
  private struct Reader {
    let bytes: ArraySlice<UInt8>
    let path: String
    var offset: Int

    mutating func header() throws(FileError) -> CheckpointHeader {
      let length: UInt64 = try take(8).withUnsafeBytes { $0.littleEndian(at: 0) }
      let json = try take(Int(clamping: length))
      do {
        return try JSONDecoder().decode(CheckpointHeader.self, from: Data(json))
      } catch let error as NetworkError {
        throw damaged(path, "\(error)")
      } catch {
        throw damaged(path, "a header that cannot be read")
      }
    }

    mutating func floats(_ count: Int) throws(FileError) -> [Float] {
      guard (0...bytes.count).contains(count) else { throw damaged(path, "an array of \(count) numbers") }
      let part = try take(4 * count)
      return part.withUnsafeBytes { [Float](littleEndian: $0) }
    }

    func end() throws(FileError) {
      guard offset == bytes.count else { throw damaged(path, "\(bytes.count - offset) bytes too many") }
    }

    private mutating func take(_ count: Int) throws(FileError) -> ArraySlice<UInt8> {
      guard count >= 0, count <= bytes.count - offset else { throw damaged(path, "too few bytes") }
      defer { offset += count }
      return bytes[offset..<(offset + count)]
    }
  }
}
