import Foundation
import TestSupport
import Testing

/// Numbers beyond all use are refused with the bound, before they take time or memory.
@Suite struct BoundsTests {
  let folder = TemporaryFolder()

  @Test(
    arguments: [
      (["--resize", "1000000x1000000"], ["1000000 x 1000000", "at most 2147483647 samples"]),
      (["--resize", "9999999999999x9999999999999"], ["--resize", "9999999999999"]),
      (["--resize", "9223372036854775807x1"], ["9223372036854775807 x 1"]),
      (["--resize", "64x64", "-J", "7"], ["64 x 64", "largest scales for them is 6"]),
      (["--resize", "20000x20000", "--threads", "1024"], ["--threads 1024 takes at least", "GB"]),
      (["--resize", "20000x20000", "--oversampling", "3", "--max-order", "3"], ["takes at least", "GB"]),
      (["-L", "100000000"], ["--orientations is 100000000", "1 to 1024"]),
      (["-J", "60"], ["--scales is 60", "1 to 30"]),
      (["-J", "9223372036854775807"], ["--scales", "1 to 30"]),
      (["--max-order", "1000000000000"], ["--max-order is 1000000000000", "0 to 30"]),
      (["--oversampling", "9223372036854775807"], ["--oversampling", "0 to 30"]),
      (["--threads", "100000000"], ["--threads is 100000000", "1 to 1024"]),
      (["-J", "15", "-L", "1024", "--max-order", "15"], ["--max-order 15", "1,048,576 features"]),
      (["-J", "3", "-L", "600"], ["orientations 600", "1,048,576 features"]),
    ] as [([String], [String])])
  func ofFeatures(options: [String], words: [String]) {
    let arguments = ["features", "Data/Samples/leaves.png", "-o", folder.path("out.npy")] + options
    expectFailure(Tool.run(arguments), 64, words)
    #expect(folder.contents.isEmpty)
  }

  @Test(
    arguments: [
      (
        ["--size", "8000000x8000000"],
        ["--size is 8000000 x 8000000", "with 25 filters", "1,342,177 samples"]
      ),
      (["--size", "1024x1024", "-L", "1024"], ["with 3073 filters"]), (["-J", "60"], ["1 to 30"]),
      (["-L", "100000000"], ["1 to 1024"]), (["--oversampling", "100000000"], ["0 to 30"]),
      (["--size", "100x100"], ["multiple of 2^3"]),
      (["--normalization", "nonexpansive-padded"], ["depends on images and their padding", "nonexpansive"]),
    ] as [([String], [String])])
  func ofFilters(options: [String], words: [String]) {
    expectFailure(Tool.run(["filters", "-o", folder.path("f.svg")] + options), 64, words)
    #expect(folder.contents.isEmpty)
  }

  /// Whether so many features are too many is asked of the ranks alone that the options leave.
  @Test func otherRanksThanTheOptionsLeaveDoNotCount() {
    // 5,000 features of degrees 0 to 1,000; 1,000 orientations of images would make millions.
    let run = { (options: [String]) in
      Tool.run(
        ["features", "absent.npy", "-J", "2", "-L", "1000", "-o", folder.path("out.npy")] + options)
    }
    expectFailure(run(["--sigma", "1"]), 66, ["absent.npy"])
    expectFailure(run(["--rank", "2"]), 66, ["absent.npy"])
    expectFailure(run(["-Q", "8"]), 66, ["absent.npy"])
  }

  @Test func ofBench() {
    expectFailure(Tool.run("bench", "--threads", "100000000"), 64, ["--threads is 100000000", "1 to 1024"])
    expectFailure(Tool.run("bench", "--rounds", "0"), 64, ["--rounds is 0", "1 to"])
    expectFailure(Tool.run("bench", "--case", "huge"), 64, ["'huge'"])
  }

  /// Once the matrix of the low-pass along the long axis was made in full, two gigabytes, and thrown away.
  @Test func aLongImageTakesMemoryOfItsSize() {
    let program = """
      import resource, subprocess
      np.save(sys.argv[2] + "/x.npy", np.ones((16, 70000), np.float32))
      subprocess.run([sys.argv[1], "features", "-q", "x.npy", "-J", "3", "-L", "2", "--max-order", "1",
                      "--rigor", "estimate", "-o", "out.npy"], cwd=sys.argv[2], check=True)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
      """
    let megabytes = Int(Tool.numpy(program, Tool.path, folder.url.path)) ?? .max
    // 32 x 70016 complex samples take 18 MB; some ten such buffers, the filters, and the program's own 60.
    #expect(megabytes < 400)
  }
}
