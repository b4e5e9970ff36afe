import Arrays
import Files
import Foundation
import TestSupport
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

/// Checks that reading a file of these bytes fails in one sentence, which begins with its path and contains `words`.
func expectFault(
  _ folder: TemporaryFolder, _ name: String, _ bytes: [UInt8], _ words: String,
  _ options: InputOptions = InputOptions(), _ kind: FileError.Kind = .badData,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = folder.write(name, bytes)
  let error = fault([path], options)
  let sentence = error?.description ?? "no error"
  #expect(error?.kind == kind && sentence.hasPrefix(path), "\(sentence)", sourceLocation: sourceLocation)
  #expect(sentence.contains(words) && !sentence.contains("\n"), "\(sentence)", sourceLocation: sourceLocation)
}

/// Copies of bytes of which one to three are others.
func damagedCopies(of whole: [UInt8], count: Int) -> [[UInt8]] {
  var generator = SeededGenerator(seed: 11)
  return (0..<count).map { _ in
    var bytes = whole
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
    }
    return bytes
  }
}
