import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// `scatter features` from files to files, read back by NumPy.
@Suite struct FeaturesTests {
  let folder = TemporaryFolder()
  var samples: String { "\(repository)/Data/Samples" }

  @Test func everyFormatHoldsTheLibrarysFeatures() throws {
    let inputs = try InputSet(paths: [samples], options: InputOptions(resize: [64, 64]))
    let transform = try ScatteringTransform<Float>(shape: [64, 64], scales: 2, orientations: 4)
    let expected = transform(try inputs.read(0..<inputs.count, as: Float.self))
    for name in ["f.npz", "f.npy", "f.csv"] {
      let run = Tool.run(
        "features", samples, "--resize", "64x64", "-J", "2", "-L", "4", "-o", folder.path(name))
      #expect(run.status == 0 && run.output.isEmpty)
      #expect(run.errors.contains("\(name): 11 images of 64 x 64, 25 features each of 16 x 16"))
      let found = numbers(name)
      #expect(relativeDistance(found, expected.samples) < 1e-6)
    }
    #expect(folder.contents == ["f.csv", "f.json", "f.npy", "f.npz"])
    let shape = Tool.numpy("print(np.load(sys.argv[1]).shape)", folder.path("f.npy"))
    #expect(shape == "(11, 25, 16, 16)")
  }

  /// All features of a file as NumPy, or Python's csv module, reads them.
  func numbers(_ name: String) -> [Float] {
    let program = """
      import csv
      path = sys.argv[1]
      if path.endswith(".csv"):
          rows = list(csv.reader(open(path, newline="")))
          array = np.array([row[1:] for row in rows[1:]], dtype=np.float32)
      else:
          loaded = np.load(path, allow_pickle=False)
          array = loaded["features"] if path.endswith(".npz") else loaded
      array.astype("<f4").tofile(path + ".raw")
      """
    let problem = Tool.numpy(program, folder.path(name))
    #expect(problem.isEmpty)
    let raw = folder.path(name + ".raw")
    defer { try? FileManager.default.removeItem(atPath: raw) }
    let data = (try? Data(contentsOf: URL(fileURLWithPath: raw))) ?? Data()
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  @Test(arguments: ["float", "double"]) func largerGridsMayBeMKLs(precision: String) {
    let options = "\(samples)/leaves.png -J 3 -L 2 --rigor estimate --precision \(precision)"
    #expect(Tool.shell("\(Tool.path) features \(options) -o \(folder.path("a.npy"))").status == 0)
    let run = Tool.shell(
      """
      STAND_IN_REPORTS=1 \(Tool.path) features \(options) --mkl \(TestMKL.path) -o \(folder.path("b.npy"))
      """)
    #expect(run.status == 0, "\(run.errors)")
    if TestMKL.isStandIn {
      #expect(run.errors.contains(precision == "float" ? "fftwf 112 112\n" : "fftw 112 112\n"))
    }
    let distance = Tool.numpy(
      "a, b = map(np.load, sys.argv[1:]); print(np.linalg.norm(a - b) < 1e-6 * np.linalg.norm(a))",
      folder.path("a.npy"), folder.path("b.npy"))
    #expect(distance == "True")
  }

  @Test(.enabled(if: TestMKL.isStandIn)) func mklIsFoundInTheCurrentFolder() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("libmkl_rt.so"), withDestinationPath: TestMKL.path)
    let image = "\(samples)/leaves.png"
    let run = Tool.run(
      ["features", image, "-J", "2", "--rigor", "estimate", "--mkl", "libmkl_rt.so", "-o", "f.npy"],
      in: folder.url.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func whatIsNotMKLIsRefused() {
    for (name, words) in [
      ("/nowhere/libmkl_rt.so", "cannot open shared object file"),
      ("libm.so.6", "found a library without fftwf_plan_guru64_dft"), ("", "an empty name"),
    ] {
      let run = Tool.run("features", samples, "--mkl", name, "-o", folder.path("f.npy"))
      expectFailure(
        run, 64, ["'\(name)'", "--mkl", words, "expected MKL's libmkl_rt.so"])
    }
    expectFailure(Tool.run("bench", "--networks", "--mkl", TestMKL.path), 64, ["--networks", "--mkl"])
    if TestMKL.isStandIn {
      let run = Tool.shell("STAND_IN_HAS_THREADS=1 \(Tool.path) bench --mkl \(TestMKL.path)")
      expectFailure(run, 64, ["found MKL with threads of its own", "layer 0"])
    }
    #expect(folder.contents.isEmpty)
  }

  @Test func archivesNameEveryFeature() {
    let file = folder.path("f.npz")
    #expect(Tool.run("features", samples, "--resize", "32x32", "-J", "2", "-o", file).status == 0)
    let program = """
      f = np.load(sys.argv[1], allow_pickle=False)
      print(json.dumps([f["path"].tolist()[:2], f["order"].tolist()[-1], f["scale"].shape, f["inputs"].size,
                        float(f["frequency"][1, 0]), json.loads(str(f["metadata"]))["configuration"]["scales"]]))
      """
    #expect(Tool.numpy(program, file) == #"[["S0", "S1 j0 l0"], 2, [81, 2], 11, 0.375, 2]"#)
  }

  @Test func colourAndPrecisionAndThreads() {
    let image = "\(samples)/leaves-colour.jpg"
    func make(_ name: String, _ options: String) -> String {
      let file = folder.path(name)
      #expect(Tool.shell("'\(Tool.path)' features -q '\(image)' -o '\(file)' \(options)").errors.isEmpty)
      return Tool.numpy("a = np.load(sys.argv[1]); print(a.shape, a.dtype, hash(a.tobytes()) * 0)", file)
    }
    #expect(make("rgb.npy", "--color rgb --precision double") == "(1, 3, 217, 12, 16) float64 0")
    #expect(make("one.npy", "--threads 1") == "(1, 217, 12, 16) float32 0")
    #expect(make("two.npy", "--threads 2") == "(1, 217, 12, 16) float32 0")
    let same = Tool.numpy(
      "print(np.load(sys.argv[1]).tobytes() == np.load(sys.argv[2]).tobytes())", folder.path("one.npy"),
      folder.path("two.npy"))
    #expect(same == "True")
  }

  /// In a process of its own, where FFTW plans by rule alone, as in the tool's: what it learns in other tests may change
  /// how it plans, and the last bits with it.
  @Test func doublesAreTheLibrarysToTheBit() async throws {
    let run = Tool.run(
      "features", samples, "--resize", "44x36", "-J", "2", "-L", "3", "--precision", "double", "--rigor",
      "estimate", "-o", folder.path("f.npy"))
    #expect(run.status == 0, "\(run.errors)")
    await #expect(processExitsWith: .success) {
      [samples = samples as String, raw = folder.path("library.raw") as String] in
      let inputs = try InputSet(paths: [samples], options: InputOptions(resize: [44, 36]))
      let configuration = try ScatteringConfiguration(shape: [44, 36], scales: 2, orientations: 3)
      let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
      let features = transform(try inputs.read(0..<inputs.count, as: Double.self))
      try features.withUnsafeSamples { try Data(buffer: $0).write(to: URL(fileURLWithPath: raw)) }
    }
    let program = """
      found = np.load(sys.argv[1])
      print(found.dtype, found.shape, found.tobytes() == open(sys.argv[2], 'rb').read())
      """
    #expect(
      Tool.numpy(program, folder.path("f.npy"), folder.path("library.raw")) == "float64 (11, 16, 11, 9) True")
  }

  @Test func batchAxesOfAnArrayStay() {
    let array = folder.path("x.npy")
    _ = Tool.numpy("np.save(sys.argv[1], np.random.default_rng(0).random((2, 3, 20, 24)))", array)
    #expect(Tool.run("features", array, "-J", "2", "-o", folder.path("f.npy")).status == 0)
    #expect(Tool.numpy("print(np.load(sys.argv[1]).shape)", folder.path("f.npy")) == "(2, 3, 81, 5, 6)")
  }

  @Test func progressIsPlainAwayFromATerminal() {
    let run = Tool.run("features", samples, "--resize", "32x32", "-o", folder.path("f.npy"))
    #expect(run.errors.contains("11 of 11 images, ") && run.errors.contains(" a second"))
    #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
  }
}
