import Foundation
import TestSupport
import Testing

/// `view`, and `filters` of time series and volumes.
@Suite struct ViewToolTests {
  let folder = TemporaryFolder()

  @Test func soundsAreDrawn() throws {
    let sound = """
      import wave
      file = wave.open(sys.argv[1], "wb")
      file.setnchannels(1); file.setsampwidth(2); file.setframerate(8000)
      file.writeframes((20000 * np.sin(np.arange(4096) / 5)).astype("<i2").tobytes())
      file.close()
      """
    _ = Tool.numpy(sound, folder.path("x.wav"))
    for (options, heading) in [([], "Scattergram"), (["--wavelets", "joint"], "Order 2 by spin")] {
      let run = Tool.run(["features", folder.path("x.wav"), "-J", "5", "-o", folder.path("f.npz")] + options)
      #expect(run.status == 0, "\(run.errors)")
      let view = Tool.run(
        "view", folder.path("f.npz"), "--sample-rate", "8000", "--time", "2000", "--decibels", "-o",
        folder.path("v.html"))
      #expect(view.status == 0, "\(view.errors)")
      #expect(try String(contentsOfFile: folder.path("v.html"), encoding: .utf8).contains(heading))
    }
    expectFailure(
      Tool.run("view", folder.path("f.npz"), "--time", "4096", "-o", folder.path("w.html")), 64, ["0 to 4095"]
    )
  }

  @Test func imagesAreDrawn() throws {
    let file = folder.path("f.npz")
    _ = Tool.run("features", "Data/Samples", "--resize", "32x32", "-J", "2", "-L", "2", "-o", file)
    let run = Tool.run("view", file, "--index", "3", "-o", folder.path("v.html"))
    #expect(run.status == 0 && run.output.isEmpty && run.errors.contains("9 paths of "))
    let page = try String(contentsOfFile: folder.path("v.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("number 3 of 0 to 10"))
    expectFailure(
      Tool.run("view", file, "--index", "11", "-o", folder.path("w.html")), 64, ["--index is 11", "0 to 10"])
    expectFailure(
      Tool.run("view", file, "--time", "1", "-o", folder.path("w.html")), 64, ["time series alone"])
    expectFailure(
      Tool.run("view", file, "--sample-rate", "1", "-o", folder.path("w.html")), 64, ["time series alone"])
    expectFailure(Tool.run("view", file, "-o", folder.path("w.png")), 73, ["w.png", "html"])
    expectFailure(Tool.run("view", folder.path("none.npz"), "-o", folder.path("w.html")), 66, ["none.npz"])
    #expect(folder.contents == ["f.npz", "v.html"])
  }

  @Test func banksOfEveryRankAreDrawn() throws {
    let ranks: [([String], [String])] = [
      (
        ["--rank", "1", "--size", "1024", "-J", "5", "-Q", "4", "--sample-rate", "8000"],
        ["order 1: A = ", "order 2: A = "]
      ),
      (
        ["--wavelets", "joint", "--size", "1024", "-J", "5", "-Q", "4", "--frequency-scales", "3"],
        ["along log-frequency: A = "]
      ),
      (["--size", "8x8x8", "-J", "1", "-L", "2"], ["all degrees: A = "]),
    ]
    for (options, words) in ranks {
      for name in ["f.html", "f.svg", "f.json"] {
        let run = Tool.run(["filters", "-o", folder.path(name)] + options)
        #expect(run.status == 0 && words.allSatisfy(run.errors.contains), "\(run.errors)")
      }
      let json = try Data(contentsOf: URL(fileURLWithPath: folder.path("f.json")))
      let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
      #expect((object["panels"] as? [Any])?.isEmpty == false && object["sums"] != nil)
    }
  }

  @Test(
    arguments: [
      (["--rank", "1", "--size", "64x64"], ["--rank is 1", "2 axes"]),
      (["--rank", "4"], ["--rank is 4", "1 to 3"]),
      (["--size", "1000", "-J", "5"], ["multiple of 2^5"]),
      (["--size", "1024", "-J", "5", "-T", "2048"], ["multiple of 2^11"]),
      (["--size", "16777216"], ["it must be at most"]),
      (["--sample-rate", "8000"], ["time series alone"]),
      (["--rank", "1", "--sample-rate", "0"], ["--sample-rate is 0", "above 0"]),
      (["--size", "64x64", "-Q", "8"], ["--quality", "time series alone"]),
      (["--size", "64", "-L", "8", "-J", "2"], ["--orientations", "images and volumes alone"]),
      (["--size", "8x8x8", "-J", "5"], ["scales"]), (["--size", "8x8x8x8"], ["8x8x8x8"]),
    ] as [([String], [String])])
  func misfitsAreErrorsOfUsage(options: [String], words: [String]) {
    expectFailure(Tool.run(["filters", "-o", folder.path("f.svg")] + options), 64, words)
    #expect(folder.contents.isEmpty)
  }
}
