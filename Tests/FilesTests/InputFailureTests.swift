import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Inputs that cannot be read are all named, or left out without a trace but their row.
@Suite struct InputFailureTests {
  private let folder = TemporaryFolder()

  private func image(_ name: String, _ sample: Int = 9) -> String {
    folder.write(name, pgm(2, 1, [sample, sample]))
  }

  /// A picture whose header is fine and of whose samples one is missing.
  private func cutImage(_ name: String) -> String { folder.write(name, "P2 2 1 255 7") }

  @Test func allThatFailAreNamed() {
    let bad = ["a.png", "b.npy", "none.png"].map { "\(folder.path)/\($0)" }
    for path in bad.dropLast() { folder.write(String(path.dropFirst(folder.path.count + 1)), "text") }
    let error = fault([bad[0], image("good.pgm"), bad[1], bad[2]])
    #expect(error?.path == bad[0])
    #expect(error?.others.map(\.path) == Array(bad[1...]))
    #expect(error?.kind == .badData && error?.others.last?.kind == .noInput)
    #expect(error?.areAll == true)
  }

  @Test func upToTheLimit() {
    for index in 10..<35 { folder.write("\(index).png", "text") }
    let error = fault([folder.path])
    #expect(error?.others.count == 24 && error?.areAll == true)
    for index in 10..<35 { _ = cutImage("\(index).pgm") }
    // A search among pixels ends where enough are found, at the end of its chunk.
    for index in 10..<35 { try? FileManager.default.removeItem(atPath: folder.path("\(index).png")) }
    let damaged = fault([folder.path])
    #expect((damaged?.others.count ?? 0) >= FileError.listLimit - 1)
  }

  /// Files that cannot be opened, and those that open and are damaged further on.
  @Test func headersAndPixelsTogether() {
    let paths = [folder.write("a.png", "text"), image("b.pgm"), cutImage("c.pgm"), cutImage("d.pgm")]
    let error = fault(paths)
    #expect(error?.path == paths[0] && error?.areAll == true)
    #expect(error?.others.map(\.path) == [paths[2], paths[3]])
  }

  @Test func otherSizesAreCounted() {
    let paths = [
      image("a.pgm"), folder.write("b.pgm", pgm(3, 1, [1, 2, 3])), folder.write("c.pgm", pgm(1, 1, [1])),
    ]
    #expect(fault(paths)?.found == "frames of 1 x 3, the first of 2 files of other sizes")
  }

  @Test func skippedOnesHaveNoRow() throws {
    let paths = [
      folder.write("a.png", "text"), image("b.pgm", 51), cutImage("c.pgm"), image("d.pgm", 255),
      folder.path("none.png"),
    ]
    let set = try InputSet(paths: paths, skipsFailures: true)
    #expect(set.batch == [3])
    #expect(set.failures.map(\.name) == [paths[0], paths[4]])
    #expect(set.failures.map(\.row) == [0, 4] && set.failures.map(\.count) == [1, 1])
    let whole = try set.withoutFailures(as: Float.self)
    #expect(whole.batch == [2])
    #expect(whole.names == [paths[1], paths[3]])
    #expect(try readAll(whole, as: Float.self) == [0.2, 0.2, 1, 1])
    #expect(whole.failures.map(\.name) == [paths[0], paths[2], paths[4]])
    #expect(whole.failures.map(\.row) == [0, 2, 4])
  }

  @Test func rowsOfArraysAreSkippedOneByOne() throws {
    let paths = [
      image("a.pgm", 255), folder.write("b.npy", npy([4, 1, 2], [0, 1, .nan, 3, 4, 5, 6, -.infinity])),
      image("c.pgm", 0),
    ]
    let set = try InputSet(paths: paths).withoutFailures(as: Double.self)
    #expect(set.batch == [4])
    #expect(set.names == [paths[0], "\(paths[1])[0]", "\(paths[1])[2]", paths[2]])
    #expect(try readAll(set, as: Double.self) == [1, 1, 0, 1, 4, 5, 0, 0])
    #expect(set.failures.map(\.name) == ["\(paths[1])[1]", "\(paths[1])[3]"])
    #expect(set.failures.map(\.row) == [2, 4] && set.failures.map(\.count) == [1, 1])
  }

  @Test func rowsOfSeveralFrames() throws {
    let path = folder.write("b.npy", npy([3, 2, 1, 1], [0, 1, 2, .nan, 4, 5]))
    let set = try InputSet(paths: [path]).withoutFailures(as: Double.self)
    #expect(set.batch == [2, 2])
    #expect(set.names == ["\(path)[0,0]", "\(path)[0,1]", "\(path)[2,0]", "\(path)[2,1]"])
    #expect(try set.read(1..<3, as: Double.self).samples == [1, 4])
  }

  /// The rows of a file of unknown length are counted as none: of arrays, and of pictures of which a file may hold many.
  @Test(arguments: ["b.npy", "b.tif", "b.pgm"]) func filesThatCannotBeOpened(_ name: String) throws {
    let paths = [image("a.pgm"), folder.write(name, "text"), image("c.pgm"), folder.write("d.png", "text")]
    let set = try InputSet(paths: paths, skipsFailures: true)
    #expect(set.failures.map(\.row) == [1, 2] && set.failures.map(\.count) == [nil, 1])
  }

  @Test func inputsThatFailAreNotOverwritten() throws {
    let paths = [image("a.pgm"), folder.write("b.npy", "precious")]
    let set = try InputSet(paths: paths, skipsFailures: true)
    #expect(throws: FileError.self) { try set.checkAgainstOverwriting(by: [paths[1]]) }
  }

  @Test func nothingLeftIsAnError() {
    let paths = [folder.write("a.png", "text"), folder.write("b.png", "text")]
    #expect(throws: FileError.self) { try InputSet(paths: paths, skipsFailures: true) }
    let cut = cutImage("c.pgm")
    #expect(throws: FileError.self) { try InputSet(paths: [cut]).withoutFailures(as: Float.self) }
  }

  @Test func wholeSetsStayAsTheyAre() throws {
    let path = folder.write("b.npy", npy([2, 2, 1, 1], [0, 1, 2, 3]))
    let set = try InputSet(paths: [path]).withoutFailures(as: Float.self)
    #expect(set.batch == [2, 2] && set.failures.isEmpty)
  }

  @Test func samplesBeyondSinglePrecision() throws {
    let path = folder.write("a.npy", npy([2, 1, 2], [0, 1, -1e300, 2]))
    let error = fault([path])
    #expect(error?.path == "\(path)[1]")
    #expect(error?.found == "a sample of -1e+300, beyond single precision")
    #expect(error?.expected.contains("--precision double") == true)
    #expect(try readAll(InputSet(paths: [path]), as: Double.self)[2] == -1e300)
    let resized = fault([path], InputOptions(resize: [2, 2]))
    #expect(resized?.expected.contains("resampling computes in single precision") == true)
  }

  @Test func foldersNameWhatTheyLeaveOut() throws {
    _ = image("a.pgm")
    for name in ["x.xcf", "y.xcf", "z.TXT", "README", ".hidden"] { folder.write(name, "text") }
    let set = try InputSet(paths: [folder.path])
    #expect(set.leftOut == [".xcf": 2, ".txt": 1, "without extension": 1])
    #expect(FolderListing.text(of: set.leftOut) == "2 .xcf, 1 .txt, 1 without extension")
  }

  @Test func linksToNothingSayWhere() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("a.png"), withDestinationPath: "gone/b.png")
    #expect(fault([folder.path("a.png")])?.found == "a link to gone/b.png, which is not there")
  }

  @Test func theTableOfFailures() throws {
    let paths = [folder.write("a,1.png", "text"), image("b.pgm"), folder.write("c.npy", "text")]
    let set = try InputSet(paths: paths, skipsFailures: true)
    #expect(FailureTable.path(of: "x/out.npz") == "x/out.failures.csv")
    let file = try AtomicFile(folder.path("t.csv"))
    try FailureTable.append(set.failures, to: file)
    try file.finish()
    let text = try #require(String(data: folder.data("t.csv"), encoding: .utf8))
    let records = text.components(separatedBy: "\r\n")
    #expect(records[0] == "input,row,rows,found,expected")
    #expect(records[1].hasPrefix("\"\(paths[0])\",0,1,text,\"PNG, "))
    #expect(records[2].hasPrefix("\(paths[2]),2,\"\",text,\"PNG, "))
    #expect(records.count == 4 && records[3].isEmpty)
  }
}
