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

  /// The document without the times that stages took.
  func document(_ name: String) throws -> NSDictionary {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    var report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    report["timings"] = nil
    return NSDictionary(dictionary: report)
  }

  @Test func writesThreeFilesWhoseFiguresAreInOrder() throws {
    let run = Tool.run(arguments("report.html"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.contents == ["report.csv", "report.html", "report.json"])
    let report = try document("report.json")
    #expect(report["schema"] as? String == "swift-scattering/stability/1")
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
    ("--max-constant", "0.0001", "the constant"), ("--max-relative", "0.01", "relative stability"),
  ])
  func aGateNamesTheRowAndKeepsTheReport(option: String, limit: String, words: String) {
    let run = Tool.run(arguments("gate.html", ["--preset", "quick", "--searched", "0", option, limit]))
    #expect(run.status == 3)
    #expect(run.words.last?.hasPrefix("error: scattering J=2, ") == true, "\(run.errors)")
    #expect(run.words.last?.contains(words) == true)
    #expect(folder.contents == ["gate.csv", "gate.html", "gate.json"])
    #expect(
      Tool.run(arguments("gate.html", ["--preset", "quick", "--searched", "0", option, "1000"])).status == 0)
  }

  @Test func anotherProgramIsARepresentation() throws {
    let program = """
      \(Tool.python) -c '
      import sys, io, numpy as np
      x = np.load(io.BytesIO(sys.stdin.buffer.read()))
      out = io.BytesIO(); np.save(out, x.reshape(len(x), -1)); sys.stdout.buffer.write(out.getvalue())'
      """
    let run = Tool.run(
      arguments("own.html", ["--preset", "quick", "--searched", "0", "--representation-command", program]))
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
