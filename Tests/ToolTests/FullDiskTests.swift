import Foundation
import TestSupport
import Testing

/// Where there is no room, the tool says so and leaves nothing.
@Suite struct FullDiskTests {
  let folder = TemporaryFolder()
  let features = "features Data/Samples/leaves.png --oversampling 1 --rigor estimate"

  /// A file system of 200 KiB: a mount of the test's own, of which nobody else sees anything. Where mounts are forbidden
  /// a limit on the size of files stands for it; write() fails in the middle either way.
  @Test(arguments: ["out.npy", "out.npz", "out.csv"]) func aFullFileSystemLeavesNothing(name: String) {
    let mount = "mount -t tmpfs -o size=200k none '\(folder.url.path)'"
    let ways = ["unshare --mount", "unshare --mount --user --map-root-user"]
    let command = "'\(Tool.path)' \(features) -o '\(folder.path(name))'"
    let run =
      if let way = ways.first(where: { Tool.shell("\($0) bash -c \"\(mount)\"").status == 0 }) {
        Tool.shell(
          "\(way) bash -c \"\(mount) && \(command); code=\\$?; ls -A '\(folder.url.path)'; exit \\$code\"")
      } else {
        Tool.shell("trap '' XFSZ; ulimit -f 300; exec \(command)")
      }
    expectFailure(run, 73, [name, "room for the whole file"])
    #expect(folder.contents.isEmpty)
  }

  @Test(arguments: ["out.npy", "out.npz", "out.csv"]) func aLimitOnFilesLeavesNothing(name: String) {
    let run = Tool.shell(
      "trap '' XFSZ; ulimit -f 300; exec '\(Tool.path)' \(features) -o '\(folder.path(name))'")
    expectFailure(run, 73, [name, "room for the whole file"])
    #expect(folder.contents.isEmpty)
  }

  @Test func resultsThatCannotBePrinted() {
    let file = folder.path("f.npz")
    #expect(Tool.run("features", "Data/Samples/leaves.png", "-J", "2", "-L", "2", "-o", file).status == 0)
    for command in ["info '\(file)'", "info --json '\(file)'", "info --paths '\(file)'"] {
      expectFailure(
        Tool.shell("'\(Tool.path)' \(command) > /dev/full"), 73,
        ["standard output", "no space left on device"])
      expectFailure(Tool.shell("'\(Tool.path)' \(command) >&-"), 73, ["standard output"])
    }
    let bench = "bench --case 32x32-J2-b128 --rigor estimate --rounds 1"
    for option in ["", "--json"] {
      expectFailure(Tool.shell("'\(Tool.path)' \(bench) \(option) > /dev/full"), 73, ["standard output"])
    }
  }

  /// Words are lost then, and nothing else.
  @Test(arguments: ["2> /dev/full", "2>&-"]) func wordsThatCannotBePrinted(redirection: String) {
    let file = folder.path("f.npz")
    let run = Tool.shell(
      "'\(Tool.path)' features Data/Samples/leaves.png -J 2 -L 2 -o '\(file)' \(redirection)")
    #expect(run.status == 0 && folder.contents == ["f.npz"])
    #expect(Tool.run("info", file).status == 0)
    #expect(Tool.shell("'\(Tool.path)' info '\(folder.path("none.npz"))' \(redirection)").status == 66)
  }
}
