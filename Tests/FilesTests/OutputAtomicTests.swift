import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// Files are whole or absent.
@Suite struct OutputAtomicTests {
  @Test("a file appears when it is finished and replaces the one before")
  func replaces() throws {
    let folder = TemporaryFolder()
    folder.write("page.html", "old")
    let file = try AtomicFile(folder.path("page.html"))
    try Data("new".utf8).withUnsafeBytes { try file.append($0) }
    #expect(try folder.data("page.html") == Data("old".utf8))
    #expect(folder.contents.count == 2)
    #expect(folder.contents[0].wholeMatch(of: /\.page\.html\.[A-Za-z0-9]{6}\.partial/) != nil)
    try file.finish()
    #expect(try folder.data("page.html") == Data("new".utf8))
    #expect(folder.contents == ["page.html"])
  }

  @Test("text and bytes in one call")
  func oneCall() throws {
    let folder = TemporaryFolder()
    try AtomicFile.write("grün\n", to: folder.path("a.txt"))
    try AtomicFile.write([1, 2, 0], to: folder.path("b.bin"))
    try AtomicFile.write("", to: folder.path("c.txt"))
    #expect(try folder.data("a.txt") == Data("grün\n".utf8))
    #expect(try folder.data("b.bin") == Data([1, 2, 0]))
    #expect(try folder.data("c.txt").isEmpty)
  }

  @Test("pieces of all sizes arrive in order")
  func pieces() throws {
    let folder = TemporaryFolder()
    let file = try AtomicFile(folder.path("pieces"))
    var expected = Data()
    for (index, count) in [1, 65535, 1, 65536, 0, 40000, 40000, 300_000, 7].enumerated() {
      let piece = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * 31 + index) })
      try piece.withUnsafeBytes { try file.append($0) }
      expected += piece
    }
    try file.finish()
    #expect(try folder.data("pieces") == expected)
  }

  @Test("dropped or cancelled, nothing is left and the old file stays", arguments: FeatureFormat.allCases)
  func leavesNothing(format: FeatureFormat) throws {
    let folder = TemporaryFolder()
    let path = folder.path("out.\(format)")
    try OutputExample.write(path, Float.self)
    let names = folder.contents
    let before = try folder.data("out.\(format)")
    let metadata = OutputExample.metadata(Float.self)
    for isCancelled in [false, true] {
      let writer = try format.makeWriter(path, metadata: metadata, of: Float.self)
      try writer.append(OutputExample.features(of: 0..<2, metadata))
      if isCancelled { writer.cancel() }
    }
    #expect(folder.contents == names)
    #expect(try folder.data("out.\(format)") == before)
  }

  @Test("the permissions are those of any new file")
  func permissions() throws {
    let folder = TemporaryFolder()
    close(open(folder.path("plain"), O_CREAT | O_WRONLY, 0o666))
    try AtomicFile.write("", to: folder.path("atomic"))
    let modes = try ["plain", "atomic"].map {
      try #require(
        try FileManager.default.attributesOfItem(atPath: folder.path($0))[.posixPermissions] as? Int)
    }
    #expect(modes[0] == modes[1])
  }

  @Test("a file that is replaced keeps its permissions", arguments: [0o600, 0o640, 0o755])
  func keptPermissions(mode: Int) throws {
    let folder = TemporaryFolder()
    let path = folder.write("private", "old")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let file = try AtomicFile(path)
    try file.append("new")
    let temporary = try #require(folder.contents.first { $0.hasSuffix(".partial") })
    for name in [temporary, "private"] {
      #expect(
        try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int == mode
      )
    }
    try file.finish()
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
    #expect(try folder.data("private") == Data("new".utf8))
  }

  @Test("links are followed, also to a file that is not there yet")
  func links() throws {
    let folder = TemporaryFolder()
    folder.write("sub/target", "old")
    for (link, target) in [
      ("link", "sub/target"), ("chain", "link"), ("new", "sub/new"), ("far", folder.path("sub/far")),
    ] {
      try FileManager.default.createSymbolicLink(atPath: folder.path(link), withDestinationPath: target)
    }
    for (link, target) in [("chain", "sub/target"), ("new", "sub/new"), ("far", "sub/far")] {
      try AtomicFile.write(link, to: folder.path(link))
      #expect(try folder.data(target) == Data(link.utf8))
      #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path(link))) != nil)
    }
    #expect(folder.contents.sorted() == ["chain", "far", "link", "new", "sub"])
    try FileManager.default.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: "loop")
    #expect(throws: FileError.self) { try AtomicFile(folder.path("loop")) }
  }

  @Test("long names and names in the current folder")
  func names() async throws {
    let folder = TemporaryFolder()
    let long = String(repeating: "ü", count: 120) + ".txt"
    try AtomicFile.write("x", to: folder.path(long))
    #expect(folder.contents == [long])
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      chdir(path)
      try AtomicFile.write("x", to: "relative.txt")
    }
    #expect(folder.contents.sorted() == ["relative.txt", long].sorted())
  }

  @Test("what cannot be written says why")
  func refusals() throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("sub.npz"), withIntermediateDirectories: false)
    try Self.expectRefusal(
      folder.path("none/out.npz"), "no such file or directory", "a name in a folder that exists")
    try Self.expectRefusal(folder.path("sub.npz"), "a folder", "the name of a file")
    try Self.expectRefusal(folder.path + "/new.npz/", "a folder", "the name of a file")
    try Self.expectRefusal("/dev/null", "a device or pipe", "the name of a file")
    #expect(folder.contents == ["sub.npz"])
  }

  private static func expectRefusal(_ path: String, _ found: String, _ expected: String) throws {
    let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: path) }
    #expect(error == FileError(.cannotWrite, path, found: found, expected: expected))
  }

  @Test("a folder in the place of the JSON is found before anything is computed")
  func sidecarFolder() throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("out.json"), withIntermediateDirectories: false)
    let metadata = OutputExample.metadata(Float.self)
    let error = #expect(throws: FileError.self) {
      _ = try FeatureFormat.npy.makeWriter(folder.path("out.npy"), metadata: metadata, of: Float.self)
    }
    #expect(error?.path == folder.path("out.json"))
    #expect(folder.contents == ["out.json"])
  }

  @Test("where the JSON cannot appear, neither do the features", arguments: [FeatureFormat.npy, .csv])
  func togetherOrNotAtAll(format: FeatureFormat) throws {
    let folder = TemporaryFolder()
    let metadata = OutputExample.metadata(Float.self)
    let writer = try format.makeWriter(folder.path("out.\(format)"), metadata: metadata, of: Float.self)
    try writer.append(OutputExample.features(of: 0..<6, metadata))
    try FileManager.default.createDirectory(
      atPath: folder.path("out.json"), withIntermediateDirectories: false)
    #expect(throws: FileError.self) { try writer.finish() }
    #expect(folder.contents == ["out.json"])
  }

  @Test("formats go by extension")
  func extensions() throws {
    #expect(try FeatureFormat(path: "a.b/out.NPZ") == .npz)
    for (path, found) in [
      ("out.txt", "the extension .txt"), ("out", "no extension"), (".npy", "no extension"),
    ] {
      let error = #expect(throws: FileError.self) { try FeatureFormat(path: path) }
      let expected = "one of the extensions .npy, .npz, .csv"
      #expect(error == FileError(.cannotWrite, path, found: found, expected: expected))
    }
  }
}
