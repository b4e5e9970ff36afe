import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Arrays of `.npz` files, as NumPy writes them.
@Suite struct NumPyArchiveTests {
  private let folder = TemporaryFolder()

  /// `stored.npz`, `deflated.npz`, with images `x` [50, 3, 4] of numbers from 0, the same in Fortran order as `f`, labels `y`, a
  /// second array of images `z` and strings `s`; `single.npz` with `x` and `y` alone; `none.npz` without images.
  private func make() throws {
    try OutputNumPy.check(
      """
      import os
      os.chdir(sys.argv[1])
      x = np.arange(600, dtype="<i4").reshape(50, 3, 4)
      arrays = dict(x=x, f=np.asfortranarray(x.astype("<f8")), y=np.arange(50), z=x[:2] + 1, s=np.array(["a", "b"]))
      np.savez("stored.npz", **arrays)
      np.savez_compressed("deflated.npz", **arrays)
      np.savez_compressed("single.npz", x=x, y=np.arange(50))
      np.savez("none.npz", y=np.arange(50))
      """, folder.path)
  }

  @Test func arraysByName() throws {
    try make()
    let expected = (0..<600).map(Double.init)
    for path in [
      "stored.npz:x", "deflated.npz:x", "stored.npz:f", "deflated.npz:f", "deflated.npz:x.npy", "single.npz",
    ] {
      let set = try InputSet(paths: [folder.path(path)])
      #expect(set.batch == [50] && set.shape == [3, 4])
      #expect(try readAll(set, as: Double.self) == expected, "\(path)")
      // Back and forth, so that reading starts over.
      #expect(try set.read(40..<42, as: Double.self).samples == Array(expected[480..<504]))
      #expect(try set.read(1..<3, as: Double.self).samples == Array(expected[12..<36]))
      #expect(set.name(of: 7) == "\(folder.path(path))[7]")
      // Without a name there are two arrays of one axis and more.
      let named = path.contains(":") ? path : "\(path):x"
      let rows = try InputSet(paths: [folder.path(named)], options: InputOptions(rank: 1))
      #expect(rows.batch == [50, 3] && rows.shape == [4])
      #expect(try rows.read(5..<7, as: Double.self).samples == Array(expected[20..<28]))
    }
  }

  @Test func theOneThatIsMeantMustBeClear() throws {
    try make()
    let several = fault([folder.path("stored.npz")])
    #expect(several?.found == "the arrays x (50 x 3 x 4), f (50 x 3 x 4), z (2 x 3 x 4)")
    #expect(several?.expected.hasSuffix("stored.npz:x") == true)
    #expect(fault([folder.path("none.npz")])?.found == "the arrays y (50)")
    #expect(fault([folder.path("stored.npz:q")])?.found == "no array q")
    #expect(fault([folder.path("stored.npz:s")])?.found == "an NPY array of type <U1")
    #expect(fault([folder.path("stored.npz:y")])?.found.hasPrefix("an array of one axis (50)") == true)
    #expect(fault([folder.path("gone.npz:x")])?.kind == .noInput)
  }

  /// NumPy writes names as UTF-8; and the ending of an archive tells nothing.
  @Test func otherNames() throws {
    try OutputNumPy.check(
      "np.savez(sys.argv[1], **{'größe': np.ones((2, 3, 4)), 'x': np.arange(3)})", folder.path("a.npz"))
    #expect(try InputSet(paths: [folder.path("a.npz:größe")]).batch == [2])
    #expect(try InputSet(paths: [folder.path("a.npz")]).name(of: 1) == "\(folder.path("a.npz"))[1]")
    try FileManager.default.moveItem(atPath: folder.path("a.npz"), toPath: folder.path("a.zip"))
    #expect(try InputSet(paths: [folder.path("a.zip:größe")]).shape == [3, 4])
    #expect(fault([folder.path("a.zip:y")])?.found == "no array y")
  }

  /// A file may have a name that looks like that of an array.
  @Test func filesOfSuchNames() throws {
    let path = folder.write("a.npz:x", pgm(1, 1, [255]))
    #expect(try readAll(InputSet(paths: [path]), as: Float.self) == [1])
  }

  @Test func damagedArchives() throws {
    try make()
    for name in ["stored.npz", "deflated.npz"] {
      let whole = [UInt8](try folder.data(name))
      var generator = SeededGenerator(seed: 3)
      for _ in 0..<150 {
        var bytes = whole
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(
          in: 1...255, using: &generator)
        let error = fault([folder.write("x.npz", bytes) + ":x"])
        #expect(error == nil || error?.kind == .badData)
      }
      // Less does not begin as an archive.
      for count in stride(from: 4, to: whole.count, by: max(1, whole.count / 40)) {
        #expect(fault([folder.write("x.npz", whole.prefix(count)) + ":x"])?.kind == .badData)
      }
    }
    // The checksum of what is stored is looked at.
    var bytes = [UInt8](try folder.data("stored.npz"))
    let header = try #require(bytes.firstIndex(of: 0x93))
    bytes[header + 200] ^= 1
    #expect(fault([folder.write("x.npz", bytes) + ":x"])?.kind == .badData)
    #expect(fault([folder.write("x.npz", [0x50, 0x4B, 3, 4])])?.kind == .badData)
  }

  @Test func overwritingAnArchiveIsRefused() throws {
    try make()
    let set = try InputSet(paths: [folder.path("single.npz:x")])
    #expect(throws: FileError.self) { try set.checkAgainstOverwriting(by: [folder.path("single.npz")]) }
  }
}
