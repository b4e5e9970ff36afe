import Foundation
import TestSupport
import Testing

/// Time series and volumes through the tool: features, their description, inversion, and what is refused.
@Suite struct TimeSeriesToolTests {
  let folder = TemporaryFolder()

  private func run(_ arguments: String...) -> Run { Tool.run(arguments, in: folder.path) }

  private func writeSeries() {
    let samples = (0..<600).map { sin(0.02 * Double($0) * Double($0 % 300) / 10) }
    folder.write("x.npy", npy([2, 300], samples))
  }

  private func shape(_ path: String, _ array: String = "features") -> String {
    Tool.numpy("print(list(np.load(sys.argv[1])['\(array)'].shape))", folder.path(path))
  }

  @Test func featuresOfTimeSeries() throws {
    writeSeries()
    let choices: [(options: [String], shape: String)] = [
      (["-J", "4", "-Q", "3"], "[2, 33, 19]"), (["-J", "4", "-Q", "3", "-T", "100"], "[2, 33, 5]"),
      (["-J", "4", "-Q", "3", "-T", "global"], "[2, 33, 1]"),
      (["-J", "4", "-Q", "3,2", "--max-order", "1", "--convention", "kymatio-0.3"], "[2, 14, 19]"),
    ]
    for (options, expected) in choices {
      let made = Tool.run(
        ["features", "x.npy", "--rank", "1", "--sample-rate", "1000", "-o", "f.npz"] + options,
        in: folder.path)
      #expect(made.status == 0, "\(made.errors)")
      let found = shape("f.npz")
      #expect(
        found.hasPrefix("[2, ") && found.hasSuffix(String(expected.split(separator: " ").last!)), "\(found)")
    }
    let info = run("info", "f.npz", "--paths")
    #expect(info.output.contains("batch [2], path, time") && info.output.contains("times 1000 in Hz"))
    #expect(info.output.contains("S1 n0"))
    #expect(shape("f.npz", "index") == shape("f.npz", "physicalFrequency"))
  }

  @Test func jointFeatures() {
    writeSeries()
    for layout in ["time", "joint"] {
      let made = run(
        "features", "x.npy", "--rank", "1", "-J", "4", "-Q", "4", "--wavelets", "joint", "--frequency-scales",
        "2",
        "--layout", layout, "-o", "\(layout).npz")
      #expect(made.status == 0, "\(made.errors)")
    }
    #expect(shape("time.npz").split(separator: ",").count == 3)
    #expect(shape("joint.npz").split(separator: ",").count == 4)
    #expect(shape("time.npz", "spin") == shape("time.npz", "path"))
    #expect(run("info", "time.npz", "--paths").output.contains("S2 n"))
  }

  /// Two series in blocks: the same features, whatever the format of the input and of the output, and nothing left beside them.
  @Test(arguments: ["x.npy", "x.npz", "fortran.npy"], [[], ["-T", "global"], ["-T", "none"]])
  func blocksChangeNothing(input: String, options: [String]) throws {
    let program = """
      rng = np.random.default_rng(3)
      x = rng.standard_normal((2, 9001)).astype(np.float32)
      np.save(sys.argv[1] + "/x.npy", x)
      np.save(sys.argv[1] + "/fortran.npy", np.asfortranarray(x))
      np.savez_compressed(sys.argv[1] + "/x.npz", x)
      """
    _ = Tool.numpy(program, folder.path)
    for (name, block) in [("whole.npz", "none"), ("cut.npz", "1024"), ("cut.csv", "1024")] {
      let made = Tool.run(
        ["features", input, "--rank", "1", "-J", "3", "-Q", "2", "--block", block, "-o", name] + options,
        in: folder.path)
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.errors.contains("13 blocks of 1,024 samples") == (block != "none"), "\(made.errors)")
    }
    let compared = """
      whole, cut = (np.load(sys.argv[1] + n)["features"] for n in ("/whole.npz", "/cut.npz"))
      lines = open(sys.argv[1] + "/cut.csv").read().splitlines()[1:]
      text = np.array([line.split(",")[1:] for line in lines], np.float32).reshape(cut.shape)
      print(np.linalg.norm(whole - cut) < 1e-6 * np.linalg.norm(whole), np.array_equal(text, cut))
      """
    // Rounding of single precision, which a few hundred operations leave below 1e-6.
    #expect(Tool.numpy(compared, folder.path) == "True True")
    #expect(!folder.contents.contains { $0.hasSuffix(".partial") })
  }

  /// Sounds are read by ranges, with few files open at a time, and have the features of the whole.
  @Test func manySoundsInBlocks() {
    let script = """
      cd '\(folder.path)' && for i in $(seq 40); do cp '\(repository)/Data/Sounds/chirp.wav' s$i.wav; done
      '\(Tool.path)' features s*.wav -J 3 -q --block none -o whole.npz && ulimit -n 24 && \
      '\(Tool.path)' features s*.wav -J 3 -q --block 4096 --padding periodic -o cut.npz && \
      '\(Tool.path)' features s*.wav -J 3 --on-error skip --block 4096 -o skipped.npz
      """
    let made = Tool.shell(script)
    #expect(made.status == 0 && made.errors.contains("40 signals"), "\(made.errors)")
    let compared = """
      whole, cut = (np.load(sys.argv[1] + n)["features"] for n in ("/whole.npz", "/skipped.npz"))
      print(np.linalg.norm(whole - cut) < 1e-6 * np.linalg.norm(whole))
      """
    #expect(Tool.numpy(compared, folder.path) == "True")
  }

  @Test func refusalsOfBlocks() {
    _ = Tool.numpy(
      "np.save(sys.argv[1], np.random.default_rng(1).standard_normal(30000))", folder.path("x.npy"))
    let refusals: [(options: [String], status: Int32, words: [String])] = [
      (["--block", "100"], 64, ["block is 100", "296 to"]), (["--block", "0"], 64, ["'0' is invalid"]),
      (["--block", "512", "--normalization", "nonexpansive"], 64, ["normalization kymatio"]),
      (["--block", "512", "--rank", "2"], 65, ["x.npy"]),
    ]
    for (options, status, words) in refusals {
      let made = Tool.run(
        ["features", "x.npy", "--rank", "1", "-J", "3", "-o", "f.npz"] + options, in: folder.path)
      expectFailure(made, status, words)
      #expect(!folder.contents.contains("f.npz"))
    }
    // Damage in a late block leaves nothing behind.
    _ = Tool.numpy(
      "x = np.load(sys.argv[1]); x[25000] = np.nan; np.save(sys.argv[1], x)", folder.path("x.npy"))
    expectFailure(
      run("features", "x.npy", "--rank", "1", "-J", "3", "--block", "512", "-o", "f.npz"), 65,
      ["x.npy", "NaN or infinity"])
    #expect(folder.contents == ["x.npy"])
  }

  @Test func featuresOfVolumes() {
    folder.write("v.npy", npy([8, 8, 8], (0..<512).map { Double($0 % 7) }))
    let options = [
      [], ["--per-m"], ["-T", "local"], ["-T", "global"], ["--wavelets", "morlet"],
      ["--powers", "1", "--spacing", "2mm"],
    ]
    for options in options {
      let made = Tool.run(
        ["features", "v.npy", "--rank", "3", "-J", "1", "-o", "v.npz"] + options, in: folder.path)
      #expect(made.status == 0, "\(made.errors)")
    }
    #expect(run("info", "v.npz").output.contains("times 0.5 in cycles/mm"))
  }

  /// A signal is found, and written in each format that its rank has.
  @Test func inversion() {
    writeSeries()
    #expect(run("features", "x.npy", "--rank", "1", "-J", "3", "-Q", "2", "-o", "f.npz").status == 0)
    for output in ["y.npy", "y.wav"] {
      let found = run(
        "invert", "f.npz", "--index", "1", "--sample-rate", "8000", "--iterations", "30", "-o", output)
      #expect(found.status == 0, "\(found.errors)")
      #expect(found.errors.contains("relative error"))
    }
    #expect(Tool.numpy("print(np.load(sys.argv[1]).shape)", folder.path("y.npy")) == "(300,)")
    expectFailure(run("invert", "f.npz", "-o", "y.png"), 73, ["y.png"])
    expectFailure(run("invert", "f.npz", "--index", "2", "-o", "z.npy"), 64, ["--index is 2"])
    expectFailure(run("invert", "f.npz", "-o", "z.wav"), 64, ["--sample-rate"])
    #expect(!FileManager.default.fileExists(atPath: folder.path("z.npy")))
  }

  @Test func whatDoesNotFitIsRefused() {
    writeSeries()
    folder.write("image.npy", npy([32, 32], [Double](repeating: 1, count: 1024)))
    let wrong: [(arguments: [String], status: Int32, words: [String])] = [
      (["x.npy", "--rank", "1", "-J", "9"], 65, ["x.npy", "2^9 samples"]),
      (["x.npy", "--rank", "1", "-J", "4", "-L", "4"], 64, ["--orientations"]),
      (["x.npy", "--rank", "1", "-J", "4", "-T", "301"], 64, ["averaging is 301", "1 to 300"]),
      (["x.npy", "--rank", "1", "-J", "4", "-Q", "4,1,1"], 64, ["quality"]),
      (["x.npy", "--rank", "1", "-J", "4", "--layout", "joint"], 64, ["--layout"]),
      (["image.npy", "-J", "2", "-Q", "4"], 64, ["--quality"]),
      (["image.npy", "-J", "2", "--wavelets", "joint"], 64, ["joint"]),
      (["image.npy", "-J", "2", "--sample-rate", "8000"], 64, ["--sample-rate"]),
    ]
    for (arguments, status, words) in wrong {
      expectFailure(
        Tool.run(["features"] + arguments + ["-o", "out.npz"], in: folder.path), status, words)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("out.npz")))
    for options in [["--wavelets", "joint"], ["-T", "global"], ["-T", "none"]] {
      let made = Tool.run(
        ["stability", "x.npy", "--rank", "1", "-J", "4", "-o", "s.html"] + options, in: folder.path)
      expectFailure(made, 64, [options[0] == "-T" ? "--averaging" : "--wavelets is joint", "certificates"])
    }
    expectFailure(
      run("stability", "x.npy", "--rank", "1", "-J", "4", "--kind", "rotation", "-o", "s.html"), 65,
      ["rotation", "signals of 300"])
    #expect(!FileManager.default.fileExists(atPath: folder.path("s.html")))
  }

  @Test func stabilityOfTimeSeriesAndVolumes() throws {
    writeSeries()
    folder.write("v.npy", npy([2, 8, 8, 8], (0..<1024).map { sin(Double($0 * $0 % 97)) }))
    let runs: [(options: [String], words: String)] = [
      (["x.npy", "--rank", "1", "-J", "4", "-Q", "2"], "2 signals"),
      (["v.npy", "--rank", "3", "-J", "1", "-L", "3"], "2 volumes"),
    ]
    for (options, words) in runs {
      let made = Tool.run(
        ["stability"] + options + ["--preset", "quick", "--amplitude", "1", "-o", "s.html"], in: folder.path)
      #expect(made.status == 0 && made.errors.contains(words), "\(made.errors)")
      #expect(made.errors.contains("random maximum <= worst case <= certificate on all"), "\(made.errors)")
      let page = String(decoding: try folder.data("s.html"), as: UTF8.self)
      #expect(page.contains("raw \(words == "2 signals" ? "samples" : "voxels")"))
    }
  }

  /// Tones that rise and tones that fall, and volumes of two grains.
  private func writeClasses() {
    let program = """
      rng = np.random.default_rng(2)
      t = np.arange(512) / 512
      y = np.arange(48) % 2
      x = np.stack([np.sin(2 * np.pi * ((40 + 80 * c) * t + (1 - 2 * c) * 40 * t * t) + rng.uniform(0, 6)) for c in y])
      np.save(sys.argv[1] + "/tones.npy", x + 0.1 * rng.standard_normal(x.shape))
      v = rng.standard_normal((48, 8, 8, 8))
      v[y == 1] = (v + np.roll(v, 1, 1) + np.roll(v, 1, 2) + np.roll(v, 1, 3))[y == 1] / 2
      np.save(sys.argv[1] + "/grains.npy", v)
      open(sys.argv[1] + "/y.txt", "w").write("".join("ab"[c] + "\\n" for c in y))
      """
    _ = Tool.numpy(program, folder.path)
  }

  private func learningRows(_ name: String) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: folder.data(name)) as? [String: Any]
    return try #require(json?["learning"] as? [[String: Any]])
  }

  @Test func comparisonsOfOtherSignalsThanImages() throws {
    writeClasses()
    let choices: [(input: String, options: [String], words: String)] = [
      ("tones.npy", ["--rank", "1", "-J", "5", "-Q", "2"], "signals to learn from"),
      (
        "tones.npy",
        [
          "--rank", "1", "-J", "5", "-Q", "4", "--wavelets", "joint", "--frequency-scales", "2", "-T",
          "global",
        ], "signals to learn from"
      ),
      ("grains.npy", ["--rank", "3", "-J", "1"], "volumes to learn from"),
    ]
    for (input, options, words) in choices {
      let command = [
        "compare", input, "--labels", "y.txt", "--label-counts", "20", "--repetitions", "2", "--preset",
        "quick", "--contestants",
        "scattering2-svm,scattering2-ridge", "--rigor", "estimate", "-o", "c.html",
      ]
      let made = Tool.run(command + options, in: folder.path)
      #expect(made.status == 0 && made.errors.contains(words), "\(made.errors)")
      // Chance is a half, and either is told apart by the strengths of bands.
      for row in try learningRows("c.json") {
        let error = try #require((row["error"] as? [String: Any])?["mean"] as? Double)
        #expect(error < 0.3, "\(row)")
      }
    }
  }

  @Test func aJournalOfAnotherAverageIsNotTakenUp() throws {
    writeClasses()
    let times = try ["2", "32"].map { averaging in
      let made = run(
        "compare", "tones.npy", "--labels", "y.txt", "--rank", "1", "-J", "5", "-T", averaging,
        "--label-counts", "20",
        "--repetitions", "1", "--preset", "quick", "--contestants", "scattering1-svm", "-o", "t.html")
      #expect(made.status == 0, "\(made.errors)")
      return try #require(try learningRows("t.json").first?["trainingSeconds"] as? Double)
    }
    #expect(times[0] != times[1])
  }

  @Test func comparisonsRefuseNetworksOfSeries() {
    writeClasses()
    for (options, words) in [
      (["--contestants", "cnn"], "cnn, but networks take images"), (["--studies"], "--studies"),
      (["-T", "none"], "--averaging none"),
    ] {
      let made = Tool.run(
        ["compare", "tones.npy", "--labels", "y.txt", "--rank", "1", "-J", "5", "-o", "d.html"] + options,
        in: folder.path)
      expectFailure(made, 64, [words], lineCount: 1)
    }
  }

  @Test func filtersOfOrientedVolumeWavelets() throws {
    let made = run(
      "filters", "--rank", "3", "--wavelets", "morlet", "--size", "16x16x16", "-J", "2", "-L", "5", "-o",
      "f.json")
    #expect(made.status == 0 && made.errors.contains("10 wavelets"), "\(made.errors)")
    expectFailure(
      run("filters", "--rank", "3", "--wavelets", "morlet", "--size", "18x16x16", "-J", "2", "-o", "g.json"),
      64,
      ["multiple of 2^2"])
  }
}
