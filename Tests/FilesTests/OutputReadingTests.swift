import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// What `FeatureFile` says of good and bad files.
@Suite struct OutputReadingTests {
  @Test("a file tells what was written", arguments: FeatureFormat.allCases)
  func roundTrip(format: FeatureFormat) throws {
    let folder = TemporaryFolder()
    let path = folder.path("out.\(format)")
    try OutputExample.write(path, Double.self)
    let file = try FeatureFile(path: path)
    #expect(file.metadata == OutputExample.metadata(Double.self))
    #expect(file.shape == [2, 3, 3, 4, 5] && file.precision == .float64 && file.format == format)
    #expect(try file.byteCount == folder.data("out.\(format)").count)
  }

  @Test("a file that NumPy wrote again is still read")
  func rewritten() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.npy"), Float.self)
    try OutputExample.write(folder.path("out.npz"), Float.self)
    try OutputNumPy.check(
      """
      np.save(sys.argv[1], np.load(sys.argv[1]))
      arrays = dict(np.load(sys.argv[2]))
      np.savez_compressed(sys.argv[2], **arrays)
      """, folder.path("out.npy"), folder.path("out.npz"))
    #expect(try FeatureFile(path: folder.path("out.npy")).metadata == OutputExample.metadata(Float.self))
    #expect(try FeatureFile(path: folder.path("out.npz")).metadata == OutputExample.metadata(Float.self))
  }

  @Test("a file cut short anywhere is refused", arguments: FeatureFormat.allCases, [1, 5, 200, 1200])
  func truncated(format: FeatureFormat, byteCount: Int) throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.\(format)"), Float.self)
    try folder.cut("out.\(format)", by: byteCount)
    Self.expectError(folder.path("out.\(format)"), .badData)
  }

  @Test("an empty file is refused", arguments: FeatureFormat.allCases)
  func empty(format: FeatureFormat) throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.\(format)"), Float.self)
    folder.write("out.\(format)", "")
    Self.expectError(folder.path("out.\(format)"), .badData)
  }

  @Test("longer arrays are refused")
  func longer() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.npy"), Float.self)
    folder.write("out.npy", try folder.data("out.npy") + Data(count: 4))
    Self.expectError(
      folder.path("out.npy"), .badData, found: "an array of 1572 bytes", expected: "1568 bytes")
  }

  @Test("other arrays and archives are refused")
  func foreign() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.npy"), Float.self)
    try OutputNumPy.check(
      """
      np.save(sys.argv[1], np.zeros((2, 3), 'f4'))
      np.savez(sys.argv[2], features=np.zeros(3))
      """, folder.path("out.npy"), folder.path("other.npz"))
    Self.expectError(
      folder.path("out.npy"), .badData, found: "an array of <f4 [2, 3]",
      expected: "<f4 [2, 3, 3, 4, 5], as the metadata say")
    Self.expectError(
      folder.path("other.npz"), .badData, found: "no metadata and features after them",
      expected: "a feature archive")
  }

  @Test("missing files, folders and other extensions")
  func missing() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.npy"), Float.self)
    try OutputExample.write(folder.path("table.csv"), Float.self)
    for name in ["out.json", "table.json"] { try FileManager.default.removeItem(atPath: folder.path(name)) }
    try FileManager.default.createDirectory(
      atPath: folder.path("sub.npz"), withIntermediateDirectories: false)
    Self.expectError(folder.path("none.npz"), .noInput)
    Self.expectError(folder.path("sub.npz"), .badData, found: "no plain file", expected: "a feature file")
    Self.expectError(folder.path("out.png"), .badData, found: "the extension .png")
    for name in ["none.npy", "none.csv", "none.npz"] {
      Self.expectError(
        folder.path(name), .noInput, found: "no such file or directory", expected: "a feature file")
    }
    for (name, description) in [("out.npy", "out.json"), ("table.csv", "table.json")] {
      Self.expectError(
        folder.path(name), .noInput, found: "no description \(description) next to it",
        expected: "the one that 'scatter features' wrote with \(name)")
    }
  }

  @Test(
    "metadata that are not those of features",
    arguments: [
      ("\"schemaVersion\" : 2", "\"schemaVersion\" : 3"), ("swift-scattering/features", "another/schema"),
      ("\"float32\"", "\"int8\""), ("\"float32\"", "\"wide\""), ("\"plain.png\",", ""), ("{", ""),
      ("\"toolVersion\"", "\"other\""), ("\"spacing\" : [\n        4,", "\"spacing\" : [\n        \"x\","),
      ("\"offset\" : 20", "\"offset\" : 21"),
      ("\"batch\" : [\n    2,", "\"batch\" : [\n    4611686018427387904, 4,"),
      ("\"shape\" : [\n        4,", "\"shape\" : [\n        4611686018427387904,"),
      ("\"shape\" : [\n        4,", "\"shape\" : [\n        0,"),
      ("\"batch\" : [\n    2,", "\"batch\" : [\n    -2,"),
    ])
  func badMetadata(old: String, new: String) throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.npy"), Float.self)
    let text = String(decoding: try folder.data("out.json"), as: UTF8.self)
    #expect(text.contains(old))
    folder.write("out.json", text.replacing(old, with: new, maxReplacements: 1))
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.path("out.npy")) }
    #expect(error?.path == folder.path("out.json") && error?.kind == .badData)
  }

  private static func expectError(
    _ path: String, _ kind: FileError.Kind, found: String? = nil, expected: String? = nil
  ) {
    let error = #expect(throws: FileError.self) { try FeatureFile(path: path) }
    #expect(error?.kind == kind && error?.path == path, "\(String(describing: error))")
    if let found { #expect(error?.found == found) }
    if let expected { #expect(error?.expected == expected) }
  }
}
