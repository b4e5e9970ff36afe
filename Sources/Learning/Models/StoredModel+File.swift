import Files
import Foundation

/// A model file: a mark, the version of the format, the length of the content and its SHA-256 in hexadecimal digits, then the
/// content, a binary property list in which arrays are bytes.
extension StoredModel {
  /// The first bytes of every model file.
  static let mark = Array("scattering model".utf8)
  /// The only version of the format so far.
  static let version: UInt32 = 1
  private static let headSize = mark.count + 4 + 8 + 64

  /// Writes the model; the file is whole or absent.
  ///
  /// - Throws: `FileError.Kind.cannotWrite`.
  public func write(to path: String) throws(FileError) {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    // A model holds finite numbers, text and bytes.
    let content = [UInt8](try! encoder.encode(self))
    let file = try AtomicFile(path)
    try (Self.mark + Self.bytes(Self.version) + Self.bytes(UInt64(content.count))).withBytes(file.append)
    try file.append(content.withUnsafeBytes(sha256))
    try content.withBytes(file.append)
    try file.finish()
  }

  /// Reads a model.
  ///
  /// - Throws: `FileError.Kind.noInput` for a missing file; `badData` for one that is no model, of another version of the
  ///   format, cut short or damaged.
  public init(path: String) throws(FileError) {
    let file = try MappedFile(path)
    let content = try Self.content(of: file.bytes, path)
    do {
      self = try PropertyListDecoder().decode(StoredModel.self, from: Data(content))
    } catch {
      throw FileError(.badData, path, found: "content that is no model (\(error))", expected: "a model")
    }
    if let contradiction { throw FileError(.badData, path, found: contradiction, expected: "a model") }
  }

  /// The checked content.
  private static func content(
    of bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(FileError) -> UnsafeRawBufferPointer {
    guard bytes.count >= mark.count, bytes.starts(with: mark) else {
      throw FileError(.badData, path, found: "no model", expected: "a file that 'scatter train' wrote")
    }
    guard bytes.count >= headSize else {
      throw FileError(.badData, path, found: "a model cut short", expected: "\(headSize) bytes at least")
    }
    let found = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: mark.count, as: UInt32.self))
    guard found == version else {
      throw FileError(
        .badData, path, found: "a model of format version \(found)", expected: "version \(version)")
    }
    let size = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: mark.count + 4, as: UInt64.self))
    guard size == UInt64(bytes.count - headSize) else {
      throw FileError(
        .badData, path, found: "a model cut short or too long, of \(bytes.count - headSize) bytes",
        expected: "\(size)")
    }
    let content = UnsafeRawBufferPointer(rebasing: bytes[headSize...])
    guard bytes[(mark.count + 12)..<headSize].elementsEqual(sha256(content).utf8) else {
      throw FileError(
        .badData, path, found: "a damaged model", expected: "content of the SHA-256 that it states")
    }
    return content
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
  }
}
