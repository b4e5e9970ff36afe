import Foundation
import TestSupport
import Testing

/// Help, `info`, `filters` and `bench`.
@Suite struct OtherCommandTests {
  let folder = TemporaryFolder()

  @Test func helpNamesCommandsAndExitCodes() {
    let help = Tool.run("--help")
    for word in ["features", "filters", "info", "bench", "130 interrupted", "completion"] {
      #expect(help.output.contains(word))
    }
    #expect(help.status == 0 && Tool.run("features", "--help").output.contains("--oversampling"))
    #expect(Tool.run("--generate-completion-script", "bash").output.contains("complete"))
    #expect(Tool.run("--version").output == "0.1.0\n")
  }

  @Test func infoShowsWhatAFileHolds() throws {
    let file = folder.path("f.npz")
    _ = Tool.run("features", "Data/Samples", "--resize", "32x32", "-J", "2", "-L", "2", "-o", file)
    let info = Tool.run("info", file, "--paths")
    for words in [
      "float32 [11 x 9 x 8 x 8]", "1 of order 0, 4 of order 1, 4 of order 2", "S2 j0 l1 j1 l1", "0.37500",
    ] {
      #expect(info.output.contains(words))
    }
    let json = Tool.run("info", file, "--json").output
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["paths"] as? [Any])?.count == 9)
  }

  @Test func filtersDrawTheBank() throws {
    for name in ["f.html", "f.svg", "f.json"] {
      let run = Tool.run("filters", "--size", "32x32", "-J", "3", "-o", folder.path(name))
      #expect(run.status == 0)
      #expect(run.errors.contains("A = 0.1230, B = 1.0109, with decimation B = 1.1253"))
    }
    #expect(try String(contentsOfFile: folder.path("f.html"), encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    let json = try Data(contentsOf: URL(fileURLWithPath: folder.path("f.json")))
    let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(abs((object["upperBoundWithDecimation"] as? Double ?? 0) - 1.1252721) < 1e-6)
  }

  @Test func benchReportsWhatItMeasured() throws {
    let run = Tool.run("bench", "--case", "32x32-J2-b128", "--rigor", "estimate", "--rounds", "1", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?.keys.sorted() == ["cases"])
    let results = try #require(object?["cases"] as? [[String: Any]])
    let result = try #require(results.first)
    let words = ["name": "32x32-J2-b128", "rigor": "estimate", "wavelets": "orientations 8"]
    let counts = ["scales": 2, "batch": 128, "rounds": 1]
    let times = [
      "secondsPerBatch", "signalsPerSecond", "setupSeconds", "bareSecondsPerBatch", "ratioToBare",
      "ratioToSmoothBare",
      "oneThreadSecondsPerBatch", "threadSpeedup", "pullbackRatio",
    ]
    #expect(results.count == 1)
    #expect(Set(result.keys) == Set(words.keys).union(counts.keys).union(times).union(["threads", "shape"]))
    for (key, word) in words { #expect(result[key] as? String == word) }
    for (key, count) in counts { #expect(result[key] as? Int == count) }
    #expect(result["shape"] as? [Int] == [32, 32])
    for key in times { #expect((result[key] as? Double ?? 0) > 0, "\(key)") }
    #expect(result["threads"] as? Int == ProcessInfo.processInfo.activeProcessorCount)
    let product = (result["secondsPerBatch"] as? Double ?? 0) * (result["signalsPerSecond"] as? Double ?? 0)
    #expect(abs(product - 128) < 1e-9)
  }

  /// A case of any size, and nothing but the transform.
  @Test func benchTimesAnyCaseAlone() throws {
    let run = Tool.run(
      "bench", "--case", "17x33-J2-b3", "--transform-only", "--threads", "1", "--rounds", "1", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let result = try #require((object?["cases"] as? [[String: Any]])?.first)
    #expect(
      Set(result.keys) == [
        "name", "shape", "wavelets", "scales", "batch", "threads", "rigor", "rounds", "secondsPerBatch",
        "signalsPerSecond", "setupSeconds",
      ])
    #expect(result["shape"] as? [Int] == [17, 33] && result["batch"] as? Int == 3)
    for name in ["300-J3-Q4-b2", "300-J3-Q4-F2-b2", "33x33-J3-L2-b1"] {
      #expect(Tool.run("bench", "--case", name, "--transform-only", "--rounds", "1").status == 0)
    }
    for name in ["17x33", "17x33-J5-b3", "17x33-J2-b0", "17x33-J2-Q3-b1", "300-J3-L2-b1", "300-J3-Q4-F9-b2"] {
      let run = Tool.run("bench", "--case", name)
      #expect(run.status == 64 && run.errors.contains("'\(name)' is no case"))
    }
  }

  /// Every instruction set and precision, beside the nearest length with factors 2, 3 and 5.
  @Test func benchTimesLengths() throws {
    let run = Tool.run("bench", "--lengths", "--length", "34", "--rounds", "1", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let results = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(results.count % 2 == 0 && results.count >= 2)
    for result in results {
      #expect(result["length"] as? Int == 34 && result["neighbour"] as? Int == 36)
      #expect(result["factors"] as? [Int] == [17, 2])
      #expect(
        (result["nanoseconds"] as? Double ?? 0) > 0 && (result["neighbourNanoseconds"] as? Double ?? 0) > 0)
    }
    let table = Tool.run("bench", "--lengths", "--length", "34", "--rounds", "1")
    #expect(table.output.split(separator: "\n").count == 2 && table.output.hasSuffix("17 2\n"))
    #expect(Tool.run("bench", "--length", "34").status == 64)
    #expect(Tool.run("bench", "--lengths", "--length", "2062").errors.contains("2062"))
  }
}
