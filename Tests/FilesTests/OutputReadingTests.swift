import Files
import Foundation
import Scattering
import Testing

/// What `FeatureFile` says of good and bad files.
@Suite struct OutputReadingTests {
  @Test("a file tells what was written", arguments: FeatureFormat.allCases)
  func roundTrip(format: FeatureFormat) throws {
    let folder = try OutputFolder()
    let path = folder.file("out.\(format)")
    try OutputExample.write(path, Double.self)
    let file = try FeatureFile(path: path)
    #expect(file.metadata == OutputExample.metadata(Double.self))
    #expect(file.shape == [2, 3, 3, 4, 5] && file.precision == .float64 && file.format == format)
    #expect(try file.byteCount == folder.contents(of: "out.\(format)").count)
  }

  @Test("a file that NumPy wrote again is still read")
  func rewritten() throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.npy"), Float.self)
    try OutputExample.write(folder.file("out.npz"), Float.self)
    try OutputNumPy.check(
      """
      np.save(sys.argv[1], np.load(sys.argv[1]))
      arrays = dict(np.load(sys.argv[2]))
      np.savez_compressed(sys.argv[2], **arrays)
      """, folder.file("out.npy"), folder.file("out.npz"))
    #expect(try FeatureFile(path: folder.file("out.npy")).metadata == OutputExample.metadata(Float.self))
    #expect(try FeatureFile(path: folder.file("out.npz")).metadata == OutputExample.metadata(Float.self))
  }

  @Test("a file cut short anywhere is refused", arguments: FeatureFormat.allCases, [1, 5, 200, 1200])
  func truncated(format: FeatureFormat, byteCount: Int) throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.\(format)"), Float.self)
    try folder.cut("out.\(format)", by: byteCount)
    Self.expectError(folder.file("out.\(format)"), .badData)
  }

  @Test("an empty file is refused", arguments: FeatureFormat.allCases)
  func empty(format: FeatureFormat) throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.\(format)"), Float.self)
    try folder.write(Data(), to: "out.\(format)")
    Self.expectError(folder.file("out.\(format)"), .badData)
  }

  @Test("longer arrays are refused")
  func longer() throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.npy"), Float.self)
    try folder.write(folder.contents(of: "out.npy") + Data(count: 4), to: "out.npy")
    Self.expectError(
      folder.file("out.npy"), .badData, found: "an array of 1572 bytes", expected: "1568 bytes")
  }

  @Test("other arrays and archives are refused")
  func foreign() throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.npy"), Float.self)
    try OutputNumPy.check(
      """
      np.save(sys.argv[1], np.zeros((2, 3), 'f4'))
      np.savez(sys.argv[2], features=np.zeros(3))
      """, folder.file("out.npy"), folder.file("other.npz"))
    Self.expectError(
      folder.file("out.npy"), .badData, found: "an array of <f4 [2, 3]",
      expected: "<f4 [2, 3, 3, 4, 5], as the metadata say")
    Self.expectError(
      folder.file("other.npz"), .badData, found: "no metadata and features after them",
      expected: "a feature archive")
  }

  @Test("missing files, folders and other extensions")
  func missing() throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.npy"), Float.self)
    try FileManager.default.removeItem(atPath: folder.file("out.json"))
    try FileManager.default.createDirectory(
      atPath: folder.file("sub.npz"), withIntermediateDirectories: false)
    Self.expectError(folder.file("none.npz"), .noInput)
    Self.expectError(folder.file("sub.npz"), .badData, found: "no plain file", expected: "a feature file")
    Self.expectError(folder.file("out.png"), .badData, found: "the extension .png")
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.file("out.npy")) }
    #expect(error?.path == folder.file("out.json") && error?.kind == .noInput)
    #expect(error?.found == "no such file or directory")
  }

  @Test(
    "metadata that are not those of features",
    arguments: [
      ("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"), ("swift-scattering/features", "another/schema"),
      ("\"float32\"", "\"int8\""), ("\"float32\"", "\"wide\""), ("\"plain.png\",", ""), ("{", ""),
      ("\"toolVersion\"", "\"other\""), ("\"sampleSpacing\" : 4", "\"sampleSpacing\" : \"x\""),
      ("\"batch\" : [\n    2,", "\"batch\" : [\n    4611686018427387904, 4,"),
      ("\"outputShape\" : [\n    4,", "\"outputShape\" : [\n    4611686018427387904,"),
      ("\"batch\" : [\n    2,", "\"batch\" : [\n    -2,"),
    ])
  func badMetadata(old: String, new: String) throws {
    let folder = try OutputFolder()
    try OutputExample.write(folder.file("out.npy"), Float.self)
    let text = String(decoding: try folder.contents(of: "out.json"), as: UTF8.self)
    #expect(text.contains(old))
    try folder.write(Data(text.replacing(old, with: new, maxReplacements: 1).utf8), to: "out.json")
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.file("out.npy")) }
    #expect(error?.path == folder.file("out.json") && error?.kind == .badData)
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
