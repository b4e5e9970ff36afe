import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Images against the arrays that other decoders made of them.
@Suite struct InputImageTests {
  /// What a fixture holds: one gray plane, or three in colour.
  private func expected(_ name: String) throws -> (planes: [[Double]], shape: Shape) {
    let group = String(name.prefix { $0 != "~" })
    let set = try InputSet(paths: [Fixtures.path("\(group).npy")])
    let samples = try readAll(set, as: Double.self)
    let size = set.shape.count
    return ((0..<set.count).map { Array(samples[($0 * size)..<(($0 + 1) * size)]) }, set.shape)
  }

  private func luma(_ planes: [[Double]]) -> [Double] {
    planes.count == 1
      ? planes[0]
      : planes[0].indices.map { 0.299 * planes[0][$0] + 0.587 * planes[1][$0] + 0.114 * planes[2][$0] }
  }

  @Test(arguments: Fixtures.images) func isReadGray(_ name: String) throws {
    let (planes, shape) = try expected(name)
    let set = try InputSet(paths: [Fixtures.path(name)])
    #expect(set.batch == [1])
    #expect(set.shape == shape)
    #expect(try readAll(set, as: Double.self) == luma(planes))
    #expect(try readAll(set, as: Float.self) == luma(planes).map { Float($0) })
  }

  @Test(arguments: Fixtures.images) func isReadInColor(_ name: String) throws {
    let (planes, shape) = try expected(name)
    let set = try InputSet(paths: [Fixtures.path(name)], options: InputOptions(color: .rgb))
    #expect(set.batch == [1, 3])
    #expect(set.shape == shape)
    let colors = planes.count == 3 ? planes : [planes[0], planes[0], planes[0]]
    #expect(try readAll(set, as: Double.self) == colors.flatMap { $0 })
    #expect(try set.read(1..<2, as: Double.self).samples == colors[1])
    #expect(try set.read(2..<3, as: Float.self).samples == colors[2].map { Float($0) })
  }

  @Test func everyFormatHasFixtures() {
    let endings = Set(Fixtures.images.map { ($0 as NSString).pathExtension })
    let netpbm: Set = ["pbm", "pgm", "ppm", "pam", "pfm"]
    #expect(endings == netpbm.union(["png", "jpg", "tiff", "gif", "bmp", "webp"]))
    #expect(Fixtures.images.count >= 140)
  }

  @Test(arguments: [
    ("P2 3 2 255 0 51 255 1 2 3", 255), ("P2\n# a comment\n3 # another\n2\n255\n0 51 255\n1 2 3\n", 255),
    ("P2\n3 2\n1000\n0 51 255 1 2 3", 1000), ("P5 3 2 255\n\u{0}3\u{7F}\u{1}\u{2}\u{3}", 0),
    ("P5 3 2 300\n\u{0}\u{0}\u{0}3\u{1}\u{7}\u{0}\u{1}\u{0}\u{2}\u{0}\u{3}", 300),
  ])
  func portableGraymaps(_ text: String, _ maximum: Int) throws {
    let folder = TemporaryFolder()
    let set = try InputSet(paths: [folder.write("a.pgm", text)])
    let stored: [Double] =
      maximum == 0 ? [0, 51, 127, 1, 2, 3] : maximum == 300 ? [0, 51, 263, 1, 2, 3] : [0, 51, 255, 1, 2, 3]
    #expect(set.shape == [2, 3])
    #expect(try readAll(set, as: Double.self) == stored.map { $0 / Double(maximum == 0 ? 255 : maximum) })
  }

  @Test(arguments: ["P3 2 1 15 1 2 3 4 5 6", "P6 2 1 15\n\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}"])
  func portablePixmaps(_ text: String) throws {
    let folder = TemporaryFolder()
    let set = try InputSet(paths: [folder.write("a.ppm", text)], options: InputOptions(color: .rgb))
    #expect(set.batch == [1, 3])
    #expect(try readAll(set, as: Double.self) == [1, 4, 2, 5, 3, 6].map { Double($0) / 15 })
  }

  @Test func contentsAndNotTheNameTellTheFormat() throws {
    let folder = TemporaryFolder()
    let set = try InputSet(paths: [folder.write("picture.png", Fixtures.data("gray8~lzw.tiff"))])
    let other = try InputSet(paths: [Fixtures.path("gray8~plain.png")])
    #expect(try readAll(set, as: Float.self) == readAll(other, as: Float.self))
  }

  @Test func imagesHaveRankTwo() {
    let error = fault([Fixtures.path("gray8~plain.png")], InputOptions(rank: 1))
    #expect(error?.kind == .badData)
    #expect(error?.expected == "a sound, or an array of signals of rank 1")
  }
}
