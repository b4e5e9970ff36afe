import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// How files go together.
@Suite struct InputSetTests {
  private let folder = TemporaryFolder()

  private func image(_ name: String, _ sample: Int, width: Int = 2, height: Int = 1) -> String {
    folder.write(name, pgm(width, height, Array(repeating: sample, count: width * height)))
  }

  private func array(_ name: String, _ shape: [Int], from start: Double = 0) -> String {
    folder.write(name, npy(shape, (0..<shape.reduce(1, *)).map { start + Double($0) }))
  }

  @Test func oneArrayKeepsItsBatch() throws {
    let set = try InputSet(paths: [array("a.npy", [2, 3, 1, 2])])
    #expect(set.batch == [2, 3])
    #expect(set.name(of: 5) == "\(folder.path)/a.npy[1,2]")
    #expect(try InputSet(paths: [array("b.npy", [1, 2])]).batch == [])
    #expect(try InputSet(paths: [array("b.npy", [1, 2])]).names == ["\(folder.path)/b.npy"])
  }

  @Test func imagesStack() throws {
    let set = try InputSet(paths: [image("b.pgm", 255), image("a.pgm", 0)])
    #expect(set.batch == [2])
    #expect(try readAll(set, as: Float.self) == [1, 1, 0, 0])
    #expect(set.names == ["\(folder.path)/b.pgm", "\(folder.path)/a.pgm"])
  }

  @Test func imagesStackInColor() throws {
    let set = try InputSet(
      paths: [image("b.pgm", 255), image("a.pgm", 0)], options: InputOptions(color: .rgb))
    #expect(set.batch == [2, 3])
    #expect(set.name(of: 4) == "\(folder.path)/a.pgm[green]")
    #expect(try set.read(2..<4, as: Float.self).samples == [1, 1, 0, 0])
  }

  @Test func arraysConcatenate() throws {
    let set = try InputSet(paths: [array("a.npy", [2, 3, 1, 2]), array("b.npy", [1, 3, 1, 2], from: 12)])
    #expect(set.batch == [3, 3])
    #expect(try readAll(set, as: Double.self) == (0..<18).map(Double.init))
    #expect(set.name(of: 7) == "\(folder.path)/b.npy[0,1]")
    #expect(try set.read(5..<8, as: Float.self).samples == [10, 11, 12, 13, 14, 15])
  }

  @Test func imagesAndArraysMix() throws {
    let paths = [array("a.npy", [2, 1, 2]), image("a.pgm", 255), array("b.npy", [1, 2], from: 7)]
    let set = try InputSet(paths: paths)
    #expect(set.batch == [4])
    #expect(try readAll(set, as: Double.self) == [0, 1, 2, 3, 1, 1, 7, 8])
    #expect(set.names.count == 4)
    let color = InputOptions(color: .rgb)
    #expect(
      try InputSet(paths: [image("a.pgm", 9), array("c.npy", [2, 3, 1, 2])], options: color).batch == [3, 3])
  }

  @Test func otherBatchAxesAreRefused() {
    let error = fault([array("a.npy", [2, 3, 1, 2]), array("b.npy", [2, 4, 1, 2])])
    #expect(error?.kind == .badData)
    #expect(error?.path == "\(folder.path)/b.npy")
    #expect(error?.description.contains("found batch axes [4]") == true)
    #expect(error?.description.contains("[3] as in \(folder.path)/a.npy") == true)
  }

  @Test func foldersAreSearched() throws {
    for name in ["b/z.pgm", "a.PGM", "B.pgm", "b.pgm", "é.pgm", ".hidden.pgm", ".git/x.pgm", "b/c/d.pgm"] {
      _ = image(name, 3)
    }
    folder.write("notes.txt", "text")
    let names = try InputSet(paths: [folder.path]).names.map { String($0.dropFirst(folder.path.count + 1)) }
    #expect(names == ["B.pgm", "a.PGM", "b.pgm", "b/c/d.pgm", "b/z.pgm", "é.pgm"])
    #expect(try InputSet(paths: [folder.path + "/"]).names == InputSet(paths: [folder.path]).names)
    let twice = try InputSet(paths: ["\(folder.path)/b.pgm", "\(folder.path)/b"])
    #expect(twice.names == ["b.pgm", "b/c/d.pgm", "b/z.pgm"].map { "\(folder.path)/\($0)" })
  }

  @Test func foldersMayLinkBack() throws {
    let path = image("a/x.pgm", 3)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/a/loop", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/a/y.pgm", withDestinationPath: path)
    #expect(try InputSet(paths: [folder.path]).count == 2)
  }

  @Test func foldersWithoutInputsAreRefused() {
    folder.write("notes.txt", "text")
    let error = fault([folder.path])
    #expect(error?.kind == .badData)
    #expect(error?.found == "no input file in this folder but 1 .txt")
  }

  @Test func sizesMustAgree() {
    let error = fault([image("a.pgm", 0), image("b.pgm", 0, width: 3)])
    #expect(error?.kind == .badData)
    #expect(
      error?.description
        == "\(folder.path)/b.pgm: found frames of 1 x 3, expected 1 x 2 as in \(folder.path)/a.pgm, "
        + "or a size to resample all to")
  }

  @Test func sizesAreMadeToAgree() throws {
    let paths = [
      image("a.pgm", 255), image("b.pgm", 51, width: 30, height: 7), array("c.npy", [2, 1, 1], from: 3),
    ]
    let set = try InputSet(paths: paths, options: InputOptions(resize: [4, 5]))
    #expect(set.shape == [4, 5])
    #expect(set.batch == [4])
    let samples = try readAll(set, as: Float.self)
    for (frame, value) in [1, 0.2, 3, 4].enumerated() {
      #expect(samples[(20 * frame)..<(20 * frame + 20)].allSatisfy { abs($0 - Float(value)) < 1e-5 })
    }
  }

  @Test func numbersMustBeFinite() throws {
    for value in [Double.nan, .infinity, -.infinity] {
      let path = folder.write("a.npy", npy([3, 1, 2], [0, 1, 2, 3, 4, value]))
      let set = try InputSet(paths: [path])
      #expect(try set.read(0..<2, as: Float.self).samples == [0, 1, 2, 3])
      #expect(fault([path])?.description == "\(path)[2]: found NaN or infinity, expected finite samples")
    }
  }

  @Test func threadsReadAtOnce() throws {
    let names = Fixtures.images.filter { $0.hasPrefix("gray8~") || $0.hasPrefix("rgb8~") }
    let set = try InputSet(paths: names.map(Fixtures.path), options: InputOptions(color: .rgb))
    let expected = try readAll(set, as: Float.self)
    Parallel(threads: 8).forEach(400) { _, item in
      let frame = item % set.count
      let samples = try? set.read(frame..<(frame + 1), as: Float.self).samples
      #expect(samples == Array(expected[(frame * set.shape.count)..<((frame + 1) * set.shape.count)]))
    }
  }

  @Test func noInputsAreRefused() { #expect(fault([])?.kind == .noInput) }
}
