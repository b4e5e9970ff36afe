import Files
import Foundation
import Numerical

/// The form of a cache's entry: a magic number, the number of rows and of columns as 64-bit numbers, the SHA-256 of the samples
/// in 64 hexadecimal digits, and the samples, float32, row-major. All little-endian.
enum CachedFeatures {
  private static let magicNumber = Array("SCATCACH".utf8)
  private static let headerSize = 8 + 2 * 8 + 64

  /// The bytes that an entry takes.
  static func size(of features: Matrix<Float>) -> Int { headerSize + features.elements.count * 4 }

  static func write(_ features: Matrix<Float>, to path: String) throws(FileError) {
    let file = try AtomicFile(path)
    try features.elements.withBytes { (samples) throws(FileError) in
      try header(rows: features.rows, columns: features.columns, digest: sha256(samples)).withBytes(
        file.append)
      try file.append(samples)
    }
    try file.finish()
  }

  /// - Throws: `.badData` unless the file is whole and holds as many rows and columns.
  static func read(_ path: String, rows: Int, columns: Int) throws(FileError) -> Matrix<Float> {
    let file = try MappedFile(path)
    let count = rows * columns
    guard file.bytes.count == headerSize + 4 * count else {
      throw damaged(path, "\(file.bytes.count) bytes", expected: "\(headerSize + 4 * count)")
    }
    let samples = UnsafeRawBufferPointer(rebasing: file.bytes[headerSize...])
    let header = header(rows: rows, columns: columns, digest: sha256(samples))
    guard file.bytes.prefix(headerSize).elementsEqual(header) else {
      throw damaged(path, "samples of another digest or size", expected: "those that its header states")
    }
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: samples)
      initialized = count
    }
    return Matrix(elements, rows: rows, columns: columns)
  }

  private static func header(rows: Int, columns: Int, digest: String) -> [UInt8] {
    magicNumber + [rows, columns].flatMap { UInt64($0).littleEndianBytes } + Array(digest.utf8)
  }

  private static func damaged(_ path: String, _ found: String, expected: String) -> FileError {
    FileError(.badData, path, found: found, expected: expected)
  }
}
