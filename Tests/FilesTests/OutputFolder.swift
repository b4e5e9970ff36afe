import Foundation
import Testing

/// An empty folder of a test, removed with all it holds when the test lets go of it.
final class OutputFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "output-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// The names of all files, hidden ones too, sorted.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  func contents(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }

  func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: file(name))) }

  /// Makes a file shorter.
  func cut(_ name: String, by byteCount: Int) throws {
    try write(contents(of: name).dropLast(byteCount), to: name)
  }
}
