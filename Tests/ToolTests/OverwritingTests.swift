import Foundation
import TestSupport
import Testing

/// No output takes the place of an input, under whatever name.
@Suite struct OverwritingTests {
  let folder = TemporaryFolder()

  /// Arguments in the folder, which holds `x.npy`, `sub/x.npy`, `picture.json` (an array too), `soft.npy` and
  /// `hard.npy`, which are links to `x.npy`, and `here`, a link to the folder itself.
  @Test(arguments: [
    ["x.npy", "-o", "x.npy"], ["x.npy", "-o", "./sub/../x.npy"], ["./x.npy", "-o", "x.npy"],
    ["x.npy", "-o", "here/x.npy"], ["x.npy", "-o", "soft.npy"], ["soft.npy", "-o", "x.npy"],
    ["x.npy", "-o", "hard.npy"], ["hard.npy", "-o", "x.npy"], ["sub", "-o", "sub/x.npy"],
    ["sub/x.npy", "x.npy", "-o", "x.npy"], ["picture.json", "-o", "picture.npy"],
  ])
  func isRefused(arguments: [String]) throws {
    let program = """
      import os
      os.chdir(sys.argv[1])
      os.mkdir("sub")
      np.save("x.npy", np.ones((32, 32)))
      np.save("sub/x.npy", np.ones((32, 32)))
      np.save(open("picture.json", "wb"), np.ones((32, 32)))
      os.symlink("x.npy", "soft.npy")
      os.link("x.npy", "hard.npy")
      os.symlink(".", "here")
      """
    #expect(Tool.numpy(program, folder.url.path) == "")
    let names = folder.contents
    let before = try ["x.npy", "sub/x.npy", "picture.json"].map(contents)
    let run = Tool.run(["features"] + arguments, in: folder.url.path)
    let output = try #require(arguments.last)
    let offender = output == "picture.npy" ? "picture.json" : output
    expectFailure(run, 73, [offender, "one of the inputs", "another file"])
    #expect(folder.contents == names)
    #expect(try ["x.npy", "sub/x.npy", "picture.json"].map(contents) == before)
  }

  func contents(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
  }

  @Test func aNewFileBesideTheInputsIsFine() {
    #expect(Tool.numpy("np.save(sys.argv[1], np.ones((32, 32)))", folder.path("x.npy")) == "")
    let arguments = ["features", folder.url.path, "-J", "2", "-L", "2", "-o", folder.path("features.npz")]
    for _ in 0..<2 { #expect(Tool.run(arguments).status == 0) }
    #expect(folder.contents == ["features.npz", "x.npy"])
  }
}
