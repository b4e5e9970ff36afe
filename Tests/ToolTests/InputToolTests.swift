import Foundation
import TestSupport
import Testing

/// Files as the world has them, through the tool.
@Suite struct InputToolTests {
  let folder = TemporaryFolder()

  private func image(_ name: String, _ sample: Int = 9) {
    folder.write(name, pgm(32, 32, [Int](repeating: sample, count: 1024)))
  }

  private func features(_ inputs: [String], _ options: [String] = [], to output: String = "out.npz") -> Run {
    Tool.run(["features"] + inputs + ["-J", "2", "-L", "1", "-o", output] + options, in: folder.path)
  }

  private func names(_ path: String = "out.npz") -> String {
    Tool.numpy("print(json.dumps(np.load(sys.argv[1])['inputs'].tolist()))", folder.path(path))
  }

  /// The bytes come back by the line of Python that the documentation gives.
  @Test func namesThatAreNotUTF8() {
    image("a.pgm")
    let program = """
      import os, re, subprocess
      line = next(line for line in open(sys.argv[3]) if line.startswith("re.sub("))
      os.chdir(sys.argv[2])
      files = [b"caf\\xe9.pgm", b"\\\\xE9.pgm", b"\\\\x41.pgm", "\\u00e9.pgm".encode()]
      for name in files: open(name, "wb").write(open("a.pgm", "rb").read())
      os.remove("a.pgm")
      for inputs in [[b"."], files, [b"caf\\\\xE9.pgm"] + files[1:]]:
          subprocess.run([sys.argv[1].encode(), b"features"] + inputs + [b"-J", b"2", b"-o", b"out.npz"], check=True)
          found = [eval(line, {"re": re, "name": name}) for name in np.load("out.npz")["inputs"].tolist()]
          assert sorted(map(os.path.basename, found)) == sorted(files), found
          assert all(map(os.path.exists, found))
      """
    #expect(Tool.numpy(program, Tool.path, folder.path, "\(repository)/Docs/Inputs.md") == "")
  }

  @Test func allInputsThatFailAreNamed() {
    image("a.pgm")
    for index in 10..<15 { folder.write("\(index).png", "text") }
    folder.write("cut.pgm", pgm(32, 32, [Int](repeating: 0, count: 1000)))
    let headers = features(["."])
    #expect(headers.status == 65)
    #expect(
      headers.words.map { $0.prefix(16) } == (10..<15).map { "error: ./\($0).png:" } + ["error: ./cut.pgm"])
    for index in 10..<15 {
      folder.write("\(index).png", pgm(32, 32, [Int](repeating: 0, count: 1000 + index)))
    }
    let samples = features(["."])
    #expect(samples.status == 65)
    #expect(samples.words.count == 6)
    #expect(samples.words.allSatisfy { $0.contains("damaged PNM data") })
    #expect(!folder.contents.contains("out.npz"))
    for index in 15..<50 { folder.write("\(index).png", "text") }
    let many = features(["."])
    #expect(many.words.count == 21 && many.words.last == "error: and 15 more inputs")
  }

  @Test(arguments: ["skip", "record"]) func failuresThatAreSkipped(onError: String) throws {
    image("a.pgm", 0)
    folder.write("b.png", "text")
    folder.write("c.pgm", pgm(32, 32, [Int](repeating: 0, count: 1000)))
    image("d.pgm", 255)
    let run = features(["."], ["--on-error", onError])
    #expect(run.status == 0)
    #expect(names() == #"["./a.pgm", "./d.pgm"]"#)
    let shape = Tool.numpy(
      "f = np.load(sys.argv[1])['features']; print(f.shape, f[0].max(), f[1, 0].min() > 0.9)",
      folder.path("out.npz"))
    #expect(shape == "(2, 4, 8, 8) 0.0 True")
    #expect(run.words.contains { $0.hasPrefix("warning: 2 inputs were left out") })
    #expect(folder.contents.contains("out.failures.csv") == (onError == "record"))
    guard onError == "record" else {
      return #expect(run.words.contains { $0.hasPrefix("warning: ./c.pgm: found damaged PNM data") })
    }
    let table = try #require(String(data: folder.data("out.failures.csv"), encoding: .utf8))
    #expect(
      table.components(separatedBy: "\r\n").map { $0.prefix(12) } == [
        "input,row,ro", "./b.png,1,1,", "./c.pgm,2,1,", "",
      ])
  }

  @Test func aTableIsWrittenAlsoWhereNothingFails() throws {
    image("a.pgm")
    #expect(features(["a.pgm"], ["--on-error", "record"]).status == 0)
    #expect(try folder.data("out.failures.csv") == Data("input,row,rows,found,expected\r\n".utf8))
  }

  @Test func whatFoldersLeaveOutIsSaidOnce() {
    image("a.pgm")
    for name in ["b.xcf", "c.xcf", "notes"] { folder.write(name, "x") }
    let run = features(["."])
    #expect(
      run.words.first
        == "warning: 3 files are left out of the folders as no input: 2 .xcf, 1 without extension")
    #expect(features(["."]).words.first?.hasSuffix("2 .xcf, 1 .npz of features, 1 without extension") == true)
  }

  @Test func howArraysAreUnderstood() {
    let program = """
      np.save(sys.argv[1] + "/x.npy", np.ones((3, 32, 32), np.uint8))
      np.save(sys.argv[1] + "/d.npy", np.full((1, 32, 32), 1e300))
      """
    #expect(Tool.numpy(program, folder.path) == "")
    let run = features(["x.npy"])
    #expect(run.words.contains { $0.hasPrefix("x.npy: 3 x 32 x 32, read as 3 images of 32 x 32") })
    #expect(run.words.contains { $0.hasPrefix("warning: x.npy: unsigned bytes are taken as they are") })
    for option in ["none", "255"] {
      #expect(!features(["x.npy"], ["--rescale", option]).errors.contains("warning"))
    }
    expectFailure(features(["d.npy"], ["--quiet"]), 65, ["d.npy[0]", "1e+300", "--precision double"])
    #expect(features(["d.npy"], ["--precision", "double"]).status == 0)
  }

  @Test(arguments: ["-dash.png", "-h.png", "-hx", "-ash", "-J2x"]) func whatLooksLikeOptions(argument: String)
  {
    image(argument)
    let run = features([argument])
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.words.first == "error: \(argument) is no option; a file of this name is ./\(argument).")
    #expect(features(["./\(argument)"]).status == 0)
    let behind = ["features", "-J", "2", "-o", "out.npz", "--", argument]
    #expect(Tool.run(behind, in: folder.path).status == 0)
  }

  @Test func valuesJoinedToTheirLetter() {
    image("a.pgm")
    let arguments = ["features", "a.pgm", "-J2", "-L1", "-o", "out.npz"]
    #expect(Tool.run(arguments, in: folder.path).status == 0)
    #expect(
      Tool.numpy("print(np.load(sys.argv[1])['features'].shape)", folder.path("out.npz")) == "(1, 4, 8, 8)")
    #expect(Tool.run(["-h"], in: folder.path).status == 0)
  }

  /// The letters of options are listed by hand for the check of arguments.
  @Test func everyLetterIsKnown() throws {
    let help = Tool.run(["--experimental-dump-help"], in: folder.path).output
    let letters = help.matches(of: /"kind"\s*:\s*"short",\s*"name"\s*:\s*"(.)"/).map { String($0.output.1) }
    #expect(Set(letters) == ["h", "o", "J", "L", "Q", "T", "q"])
  }

  @Test func outputsKeepLinksAndPermissions() throws {
    image("a.pgm")
    folder.write("real/target.npz", "old")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out.npz"), withDestinationPath: "real/target.npz")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("real/target.npz"))
    #expect(features(["a.pgm"]).status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("out.npz")) == "real/target.npz")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real/target.npz"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(names("real/target.npz") == #"["a.pgm"]"#)
  }

  /// The four arrays are in one file, and yet data of their own: features of one must not be taken for those of another.
  @Test func archivesAsDataSets() throws {
    let program = """
      x = np.random.default_rng(1).random((40, 8, 8)).astype("f4")
      y = np.array(["cat", "dog"])[np.arange(40) % 2]
      x[y == "dog"] /= 9
      np.savez_compressed(sys.argv[1], x_train=x, y_train=y, x_test=x[::-1], y_test=y[::-1])
      """
    #expect(Tool.numpy(program, folder.path("set.npz")) == "")
    let run = Tool.run(
      [
        "compare", "set.npz", "-J", "2", "--no-studies", "--contestants", "pixels-svm,scattering-linear",
        "--label-counts", "20", "--repetitions", "2", "--cache-size", "0", "-o", "out.html",
      ], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let judge = """
      report = json.load(open(sys.argv[1]))
      files = report["dataset"]["files"]
      print([f["name"] for f in files], len({f["sha256"] for f in files}), report["dataset"]["classNames"])
      print(float(max(row["error"]["mean"] for row in report["learning"])))
      """
    let lines = Tool.numpy(judge, folder.path("out.json")).split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "['set.npz:x_train', 'set.npz:y_train', 'set.npz:x_test', 'set.npz:y_test'] 4 ['cat', 'dog']")
    #expect(lines.last == "0.0")
  }
}
