import Foundation
import TestSupport
import Testing

/// `scatter stability` as a person runs it.
@Suite struct StabilityToolTests {
  let folder = TemporaryFolder()

  /// The smallest run that has every part: two kinds, two amplitudes, a search.
  func arguments(_ output: String, _ more: [String] = ["--preset", "quick"]) -> [String] {
    [
      "stability", "Data/Samples", "--resize", "24x24", "-J", "2", "-L", "4", "--preset", "quick", "--kind",
      "elastic",
      "--kind", "translation", "--rigor", "estimate", "-o", folder.path(output),
    ] + more
  }

  /// The document without the times that stages took and the facts of the run.
  func document(_ name: String) throws -> NSDictionary {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    var report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    (report["timings"], report["run"]) = (nil, nil)
    return NSDictionary(dictionary: report)
  }

  @Test func writesThreeFilesWhoseFiguresAreInOrder() throws {
    let run = Tool.run(arguments("report.html"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.contents == ["report.csv", "report.html", "report.json"])
    let report = try document("report.json")
    #expect(report["schema"] as? String == "swift-scattering/stability/2")
    let rows = try #require(report["rows"] as? [NSDictionary])
    let searched = rows.filter { $0["worstCase"] != nil }
    #expect(searched.count == 4)
    for row in rows {
      func value(_ key: String) -> Double? { (row[key] as? NSNumber)?.doubleValue }
      let random = try #require(value("randomMaximum"))
      let worst = value("worstCase") ?? random
      #expect(random <= worst && worst <= value("certificate") ?? .infinity, "\(row)")
      #expect(row["isOrdered"] as? Bool == true)
    }
    let checks = try #require(report["checks"] as? NSDictionary)
    #expect((checks["violations"] as? [String])?.isEmpty == true)
    #expect(run.words.last?.contains("on all \(rows.count) rows") == true)
    let table = try String(contentsOfFile: folder.path("report.csv"), encoding: .utf8)
    #expect(table.split(separator: "\r\n").count == rows.count + 1)
    let names = try #require(report["representations"] as? [NSDictionary]).compactMap {
      $0["name"] as? String
    }
    #expect(
      names == ["scattering J=1", "scattering J=2", "raw pixels", "Fourier modulus", "windowed Fourier 8"])
  }

  /// A dilation by 5 % at each frequency, of all representations; high frequencies tell scattering from the Fourier modulus.
  @Test func frequenciesTellScatteringFromTheFourierModulus() throws {
    #expect(Tool.run(arguments("report.html", ["--preset", "quick", "--searched", "0"])).status == 0)
    let report = try document("report.json")
    #expect(report["frequencyDilation"] as? Double == 0.05)
    let responses = try #require(report["frequencyResponses"] as? [NSDictionary])
    let names = try #require(report["representations"] as? [NSDictionary]).map { $0["name"] as? String }
    #expect(responses.map { $0["representation"] as? String } == names)
    let distances = responses.map { response in
      (response["distances"] as? [NSDictionary])?.compactMap { $0["distance"] as? Double } ?? []
    }
    #expect(distances.allSatisfy { $0.count == 10 })
    let highest = distances.compactMap(\.last)
    #expect(highest[1] < highest[3] / 2, "\(highest)")
    let page = try String(contentsOfFile: folder.path("report.html"), encoding: .utf8)
    #expect(page.contains("Dilation by 5 % at each frequency"))
  }

  @Test func aSeedFixesEveryFigureForAnyNumberOfThreads() throws {
    for (name, more) in [
      ("a.html", ["--preset", "quick", "--seed", "7", "--threads", "1"]),
      ("b.html", ["--preset", "quick", "--seed", "7", "--threads", "3"]),
      ("c.html", ["--preset", "quick", "--seed", "8"]),
    ] {
      #expect(Tool.run(arguments(name, more)).status == 0)
    }
    let (a, b, c) = (try document("a.json"), try document("b.json"), try document("c.json"))
    #expect(a == b)
    #expect(a != c)
    func table(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    }
    #expect(try table("a.csv") == table("b.csv"))
  }

  @Test(arguments: [
    ("--max-constant", "0.0001", "the constant C", 2),
    ("--max-relative", "0.01", "the relative stability R", 4),
  ])
  func aGateNamesAllRowsAndKeepsTheReport(option: String, limit: String, words: String, count: Int) {
    let run = Tool.run(arguments("gate.html", ["--searched", "0", option, limit]))
    #expect(run.status == 3)
    let errors = run.words.filter { $0.hasPrefix("error: ") }
    #expect(errors.count == count && run.words.last == errors.last, "\(run.errors)")
    #expect(errors.allSatisfy { $0.hasPrefix("error: scattering J=2, all, ") && $0.contains(words) })
    #expect(folder.contents == ["gate.csv", "gate.html", "gate.json"])
    #expect(Tool.run(arguments("gate.html", ["--searched", "0", option, "1000"])).status == 0)
    let kind = Tool.run(
      arguments(
        "gate.html", ["--searched", "0", option, limit, "--gate-kind", "elastic", "--gate-part", "order 1"]))
    #expect(kind.words.filter { $0.hasPrefix("error: scattering J=2, order 1, elastic") }.count == count / 2)
  }

  /// Two images of the audit, searched for nothing.
  private func cases(_ name: String, _ options: [String]) -> Run {
    Tool.run(
      [
        "stability", "Data/Golden/Cases/\(name).npy", "-J", "2", "-L", "2", "--preset", "quick", "--searched",
        "0",
        "--kind", "elastic", "-o", folder.path("case.html"),
      ] + options)
  }

  /// The gate passed where there was nothing to judge.
  @Test(arguments: [
    (["--amplitude", "1", "--max-constant", "1000"], "one amplitude has no fit"),
    (["--max-certified", "1000"], "no image was searched"),
    (["--kind", "noise", "--gate-kind", "noise", "--max-relative", "1000"], "noise is no deformation"),
    (["--gate-part", "order 3", "--max-relative", "1000"], "there is no such part"),
    (["--gate-kind", "shear", "--max-relative", "1000"], "the kind was not measured"),
  ])
  func nothingToJudgeFails(options: [String], words: String) {
    let run = cases("two-images", options)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.words.last?.contains(words) == true, "\(run.errors)")
  }

  /// Figures of 1e-170 were not numbers, and passed; they are those of the same images in unit scale, and are judged alike.
  @Test func tinyValuesAreJudgedAsOthers() throws {
    let constant = cases("two-images", ["--max-constant", "0.001", "--max-relative", "0.001"])
    #expect(
      constant.status == 3 && constant.words.count { $0.hasPrefix("error: ") } == 3, "\(constant.errors)")
    let tiny = cases("tiny-values", ["--max-constant", "0.001", "--max-relative", "0.001"])
    #expect(tiny.status == 3)
    #expect(
      tiny.words.filter { $0.hasPrefix("error: ") } == constant.words.filter { $0.hasPrefix("error: ") })
    #expect(cases("tiny-values", ["--max-constant", "1000", "--max-relative", "1000"]).status == 0)
  }

  /// What is judged without a limit, and limits that are none.
  @Test(arguments: [["--gate-part", "order 1"], ["--gate-kind", "elastic"], ["--max-certified", "-1"]])
  func gatesThatMeanNothingAreErrorsOfUsage(options: [String]) {
    expectFailure(cases("two-images", options), 64, [options[0]])
    #expect(folder.contents.isEmpty)
  }

  /// Every J with every L, and the gate judges all of them.
  @Test func severalTransformsStandInOneReport() throws {
    let run = cases(
      "two-images", ["-J", "1,2", "-L", "2,3", "--max-relative", "0.001", "--gate-part", "order 1"])
    #expect(run.status == 3, "\(run.errors)")
    let names = [(1, 2), (1, 3), (2, 2), (2, 3)].map { "scattering J=\($0) L=\($1)" }
    let report = try document("case.json")
    let representations = try #require(report["representations"] as? [NSDictionary])
    #expect(representations.prefix(4).map { $0["name"] as? String } == names)
    #expect(representations.prefix(5).map { $0["isAssessed"] as? Bool } == [true, true, true, true, nil])
    for name in names {
      #expect(run.words.count { $0.hasPrefix("error: \(name), order 1, elastic of") } == 2, "\(run.errors)")
    }
    let lines = try String(contentsOfFile: folder.path("case.csv"), encoding: .utf8).split(separator: "\r\n")
    #expect(lines.contains { $0.hasPrefix("scattering J=1 L=3,all,1,3,elastic,0.5,") })
    #expect(lines.contains { $0.hasPrefix("raw pixels,all,,,elastic,0.5,") })
  }

  /// Where one transform is meant, several are an error of usage; so is a number twice.
  @Test func listsAreForReportsOfStability() {
    let input = "Data/Samples/leaves.png"
    expectFailure(Tool.run("features", input, "-J", "2,3", "-o", folder.path("x.npy")), 64, ["2,3"])
    expectFailure(Tool.run("filters", "-L", "4,8", "-o", folder.path("x.svg")), 64, ["4,8"])
    expectFailure(cases("two-images", ["-J", "2,2"]), 64, ["--scales", "twice"])
    expectFailure(cases("two-images", ["-J2,9"]), 65, ["2^9", "--scales 9"])
    #expect(folder.contents.isEmpty)
  }

  /// 2 of 1, 4 and 7 images are drawn from each of three folders, of the small one what it has; their order is that of their names.
  @Test func imagesAreDrawnEvenlyOverFolders() throws {
    let program = """
      import os
      for name, count in [("a", 1), ("b", 4), ("c", 7)]:
          os.mkdir(f"{sys.argv[1]}/{name}")
          for index in range(count): np.save(f"{sys.argv[1]}/{name}/{index}.npy", np.random.rand(16, 16))
      """
    #expect(Tool.numpy(program, folder.path) == "")
    func drawn(_ options: [String]) throws -> (names: [String], run: Run) {
      let run = Tool.run(
        ["stability", ".", "-J", "1", "-L", "1", "--preset", "quick", "--searched", "0", "--kind", "noise"]
          + ["--amplitude", "1", "-o", "out.html"] + options, in: folder.path)
      let inputs = try #require(try document("out.json")["inputs"] as? [NSDictionary])
      return (inputs.compactMap { $0["name"] as? String }, run)
    }
    let (names, run) = try drawn(["--images", "5"])
    #expect(
      run.words.contains("5 of 12 images, drawn by the seed, evenly over 3 folders; --images takes more"))
    #expect(names == names.sorted())
    #expect(["./a/", "./b/", "./c/"].map { folder in names.count { $0.hasPrefix(folder) } } == [1, 2, 2])
    #expect(try drawn(["--images", "5"]).names == names)
    let others = try (1...3).map { try drawn(["--images", "5", "--seed", "\($0)"]).names }
    #expect(others.contains { $0 != names })
    let (all, whole) = try drawn([])
    #expect(all.count == 12 && !whole.errors.contains("drawn"))
    let parameters = try #require(try document("out.json")["parameters"] as? NSDictionary)
    #expect(parameters["availableImageCount"] as? Int == 12)
  }

  /// The command as a shell takes it, a date and the machine, in the document and on the page.
  @Test func theRunIsOnThePage() throws {
    let run = cases("two-images", ["-o", folder.path("it's.html")])
    #expect(run.status == 0, "\(run.errors)")
    let data = try folder.data("it's.json")
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    let facts = try #require(report["run"] as? NSDictionary)
    let command = try #require(facts["command"] as? String)
    #expect(
      command.contains("stability Data/Golden/Cases/two-images.npy -J 2")
        && command.hasSuffix("/it'\\''s.html'"))
    let date = try #require(facts["date"] as? String)
    #expect(abs(try Date(date, strategy: .iso8601).timeIntervalSinceNow) < 600)
    let machine = try #require(facts["machine"] as? NSDictionary)
    #expect(machine["cores"] as? Int == ProcessInfo.processInfo.activeProcessorCount)
    let page = try String(contentsOfFile: folder.path("it's.html"), encoding: .utf8)
    #expect(page.contains(date))
    #expect(run.words.contains { $0.hasPrefix("about ") && $0.hasSuffix(" s") }, "\(run.errors)")
  }

  /// A command that answers with an expression of the images x, after a statement.
  private func program(_ expression: String, _ statement: String = "") -> String {
    let script = """
      import sys, io, os, numpy as np
      x = np.load(io.BytesIO(sys.stdin.buffer.read()))
      \(statement)
      np.save(out := io.BytesIO(), (\(expression)).reshape(len(x), -1))
      sys.stdout.buffer.write(out.getvalue())
      """
    return "\(Tool.python) '\(folder.write("own.py", script))'"
  }

  /// Names of the user's; a variable of the shell and a path that exists are no names.
  @Test func programsCanBeNamed() throws {
    let line = program("x * float(os.environ.get('FACTOR', '1'))")
    let path = folder.write("x=1", "#!/bin/sh\nexec \(line)")
    #expect(Tool.shell("chmod +x '\(path)'").status == 0)
    let variable = "FACTOR=2 \(line)"
    let commands = ["My net_1.0=\(line)", variable, path, "=\(line)"]
    let run = cases("two-images", commands.flatMap { ["--representation-command", $0] })
    #expect(run.status == 0, "\(run.errors)")
    let representations = try #require(try document("case.json")["representations"] as? [NSDictionary])
    #expect(
      representations.suffix(4).map { $0["name"] as? String } == ["My net_1.0", variable, path, line])
  }

  /// Images in colour: programs get three planes, vectors are of all three, and names are those of the files.
  @Test func imagesInColour() throws {
    let line = program("x", "assert x.shape[1:] == (3, 24, 24), x.shape")
    let run = Tool.run(
      [
        "stability", "Data/Samples/leaves-colour.jpg", "Data/Samples/leaves.png", "--color", "rgb",
        "--resize",
        "24x24", "-J", "2", "-L", "2", "--preset", "quick", "--kind", "elastic", "--representation-command",
        "own=\(line)", "-o", folder.path("colour.html"),
      ])
    #expect(run.status == 0, "\(run.errors)")
    let report = try document("colour.json")
    let parameters = try #require(report["parameters"] as? NSDictionary)
    #expect(parameters["color"] as? String == "rgb" && parameters["shape"] as? [Int] == [3, 24, 24])
    let inputs = try #require(report["inputs"] as? [NSDictionary])
    #expect(
      inputs.map { $0["name"] as? String } == ["Data/Samples/leaves-colour.jpg", "Data/Samples/leaves.png"])
    let dimensions = try #require(report["representations"] as? [NSDictionary]).map {
      $0["dimension"] as? Int
    }
    #expect(dimensions[2] == 3 * 24 * 24 && dimensions.last == 3 * 24 * 24)
    expectFailure(cases("two-images", ["--color", "rgb"]), 65, ["two-images.npy", "[2]", "[images, 3]"])
  }

  @Test func anotherProgramIsARepresentation() throws {
    let line = program("x")
    let run = Tool.run(
      arguments("own.html", ["--preset", "quick", "--searched", "0", "--representation-command", line]))
    #expect(run.status == 0, "\(run.errors)")
    let rows = try #require(try document("own.json")["rows"] as? [NSDictionary])
    func distances(_ name: String) -> [NSObject?] {
      rows.filter { $0["representation"] as? String == name }.map { $0["distance"] as? NSObject }
    }
    let own = try #require(rows.last?["representation"] as? String)
    // The program gives the pixels back, so its distances are theirs.
    #expect(distances(own) == distances("raw pixels") && !distances(own).isEmpty)
  }

  /// What does not work, what it is called with, and words of the sentence.
  static let faults: [(make: String, options: [String], status: Int32, words: [String])] = [
    ("np.ones((2, 32, 32))", [], 65, ["all 2", "varies"]),
    ("np.random.rand(3, 32, 32)", ["--amplitude", "40"], 65, ["40", "15.5"]),
    ("np.random.rand(3, 32, 32)", ["--representation-command", "exit 3"], 65, ["exit 3"]),
    (
      "np.random.rand(3, 32, 32)", ["--representation-command", "echo nothing"], 65, ["echo nothing", "NPY"]
    ),
    ("np.random.rand(3, 3, 3)", ["-J", "1", "--amplitude", "0.5"], 65, ["shortest side", "3", "4"]),
    ("np.random.rand(3, 32, 32)", ["--kind", "rotation", "--kind", "rotation"], 65, ["kind"]),
  ]

  @Test(arguments: faults.indices) func faultsEndInOneSentenceAndNoFile(index: Int) {
    let fault = Self.faults[index]
    #expect(Tool.numpy("np.random.seed(1)\nnp.save(sys.argv[1], \(fault.make))", folder.path("x.npy")) == "")
    let run = Tool.run(
      [
        "stability", folder.path("x.npy"), "--preset", "quick", "--searched", "0", "-J", "2", "-L", "2", "-o",
        folder.path("x.html"),
      ] + fault.options)
    expectFailure(run, fault.status, fault.words)
    #expect(folder.contents == ["x.npy"])
  }

  private func small(_ make: String, _ options: [String] = []) -> Run {
    #expect(Tool.numpy("np.random.seed(1)\nnp.save(sys.argv[1], \(make))", folder.path("x.npy")) == "")
    return Tool.run(
      [
        "stability", folder.path("x.npy"), "--preset", "quick", "-J", "2", "-L", "2", "--kind", "elastic",
        "-o",
        folder.path("x.html"),
      ] + options)
  }

  /// One image has distances, worst cases and certificates, and no interval; another part of the file is not asked for.
  @Test(arguments: [("np.random.rand(16, 16)", []), ("np.random.rand(3, 16, 16)", ["--images", "1"])])
  func oneImageIsEnough(make: String, options: [String]) throws {
    let run = small(make, options)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.words.last?.contains("1 image, ") == true, "\(run.errors)")
    let report = try document("x.json")
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(rows.contains { $0["worstCase"] != nil })
    for row in rows {
      #expect((row["distance"] as? [String: Any])?.keys.sorted() == ["median"])
      #expect(row.keys.allSatisfy { !$0.contains("Sensitivity") })
    }
    #expect((report["inputs"] as? [Any])?.count == 1)
  }

  /// What is the same everywhere is named, in words and in the document, and the rest is measured.
  @Test func constantImagesAreLeftOut() throws {
    let run = small("np.concatenate([np.random.rand(2, 16, 16), np.ones((1, 16, 16))])")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.words.contains { $0.contains("x.npy[2] is left out") }, "\(run.errors)")
    let report = try document("x.json")
    let left = try #require(report["leftOut"] as? [[String: String]])
    #expect(left.count == 1 && left[0]["name"]?.hasSuffix("x.npy[2]") == true)
    #expect(left[0]["reason"] == "constant")
    let names = try #require(report["inputs"] as? [[String: Any]]).compactMap { $0["name"] as? String }
    #expect(names.count == 2 && names[1].hasSuffix("x.npy[1]"))
    let page = try String(contentsOfFile: folder.path("x.html"), encoding: .utf8)
    #expect(page.contains("Left out, because no deformation changes an image that is the same everywhere"))
  }

  @Test(arguments: [("missing/report.html", "missing"), ("report.pdf", ".html")])
  func outputsThatCannotBeAreKnownAtOnce(output: String, word: String) {
    expectFailure(Tool.run(arguments(output)), 73, [word])
    #expect(folder.contents.isEmpty)
  }

  @Test func anInterruptLeavesNothing() {
    let endless = arguments("report.html", ["--preset", "thorough", "--searched", "1000"])
    let until = "any('partial' in name for name in os.listdir(sys.argv[2])) and time.time() > start + 1"
    #expect(Tool.interrupt(endless, in: folder, when: until) == "130")
    #expect(folder.contents.isEmpty)
  }
}
