import Arrays
import Files
import Foundation
import Testing

/// The files that make_fixtures.py made.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  static func path(_ name: String) -> String { "\(folder)/\(name)" }

  static func data(_ name: String) -> [UInt8] {
    [UInt8](try! Data(contentsOf: URL(filePath: path(name))))
  }

  /// The names of all fixtures that state what they hold, `GROUP~VARIANT.EXT`.
  static let images = try! FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.contains("~") && !$0.hasSuffix(".npy") }.sorted()
}

/// A folder that goes with its last user.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID().uuidString)").path
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and folders on the way to it; returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) -> String {
    let file = URL(filePath: path).appending(path: name)
    try! FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try! Data(bytes).write(to: file)
    return file.path
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}

/// The bytes of a number as this machine stores it; its `bigEndian` or `littleEndian` form gives a file's.
func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number, Array.init) }

/// An NPY file of version 1.
func npy(_ dictionary: String, _ samples: some Sequence<UInt8> = []) -> [UInt8] {
  let text = Array((dictionary + "\n").utf8)
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
    + samples
}

/// An NPY file of little-endian doubles.
func npy(_ shape: [Int], _ samples: [Double]) -> [UInt8] {
  let axes = shape.map { "\($0)," }.joined(separator: " ")
  return npy(
    "{'descr': '<f8', 'fortran_order': False, 'shape': (\(axes)), }",
    samples.flatMap { bytes($0.bitPattern.littleEndian) })
}

/// A plain PGM image.
func pgm(_ width: Int, _ height: Int, _ samples: [Int], maximum: Int = 255) -> String {
  "P2\n\(width) \(height)\n\(maximum)\n\(samples.map(String.init).joined(separator: " "))\n"
}

/// An IDX file of unsigned bytes.
func idx(_ dimensions: [UInt32], _ samples: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)] + dimensions.flatMap { bytes($0.bigEndian) }
    + samples
}

/// All samples of a set.
func readAll<Sample: Scalar>(_ set: InputSet, as _: Sample.Type = Sample.self) throws -> [Sample] {
  try set.read(0..<set.count, as: Sample.self).samples
}

/// The error with which opening and reading inputs fails; nil if they do not.
func fault(_ paths: [String], _ options: InputOptions = InputOptions()) -> FileError? {
  do throws(FileError) {
    let set = try InputSet(paths: paths, options: options)
    _ = try set.read(0..<set.count, as: Float.self)
    return nil
  } catch {
    return error
  }
}
