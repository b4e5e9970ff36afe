import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// What feature files say of inputs that were skipped, and of how inputs were read.
@Suite("feature files: history of inputs") struct OutputHistoryTests {
  private let folder = TemporaryFolder()

  private func metadata(_ skipped: [SkippedInput] = [], _ reading: InputReading? = nil) -> FeatureMetadata {
    FeatureMetadata(
      toolVersion: "test", configuration: try! ScatteringConfiguration(shape: [4, 4], scales: 2),
      precision: Float.self, batch: [2], outputShape: [1, 1], sampleSpacing: 4, inputs: ["a.png", "b.png"],
      paths: [ScatteringPath(steps: [])], skipped: skipped, reading: reading)
  }

  private static let skipped = [
    SkippedInput(name: "bad.png", row: 0, count: 1), SkippedInput(name: "lost.npy", row: 2, count: nil),
    SkippedInput(name: "bad.tif", row: 2, count: 3),
  ]

  @Test("files tell both, in every format", arguments: FeatureFormat.allCases)
  func roundTrip(format: FeatureFormat) throws {
    let path = folder.path("out.\(format)")
    for rescaling in [Rescaling.none, .auto, .by(255), .by(0.1)] {
      let reading = InputReading(color: .rgb, resize: [4, 6], rescaling: rescaling)
      let metadata = metadata(Self.skipped, reading)
      try OutputExample.write(path, Float.self, metadata)
      let found = try FeatureFile(path: path).metadata
      #expect(found == metadata && found.skipped == Self.skipped && found.reading == reading)
      #expect(found.configurationHash == self.metadata().configurationHash)
    }
  }

  @Test("the JSON has keys of theirs only where there is something to say")
  func keys() throws {
    func keys(_ metadata: FeatureMetadata) throws -> [String: Any] {
      let object = try JSONSerialization.jsonObject(with: Data(metadata.json.utf8)) as? [String: Any]
      return try #require(object)
    }
    let plain = try keys(metadata())
    #expect(plain["skipped"] == nil && plain["reading"] == nil)
    #expect(metadata([], InputReading(InputOptions())) == metadata())
    #expect(metadata([], InputReading()).json == metadata().json)
    let resized = metadata([], InputReading(InputOptions(resize: [4, 6], rescaling: .by(255))))
    let reading = try #require(try keys(resized)["reading"] as? [String: Any])
    #expect(reading.count == 3 && reading["color"] as? String == "gray")
    #expect(reading["resize"] as? [Int] == [4, 6] && reading["rescale"] as? String == "255")
    let skipped = try #require(try keys(metadata(Self.skipped))["skipped"] as? [[String: Any]])
    #expect(skipped.map { $0["name"] as? String } == ["bad.png", "lost.npy", "bad.tif"])
    #expect(
      skipped.map { $0["row"] as? Int } == [0, 2, 2] && skipped.map { $0["count"] as? Int } == [1, nil, 3])
  }

  @Test("readings say what differs from the defaults")
  func words() {
    #expect(
      InputReading(color: .rgb, resize: [4, 6], rescaling: .none).description
        == "color rgb, resize 4 x 6, rescale none")
    #expect(InputReading(rescaling: .by(0.5)).description == "rescale 0.5")
  }

  @Test("divisors are read as they are written")
  func rescaling() {
    for rescaling in [Rescaling.auto, .none, .by(255), .by(4095.5)] {
      #expect(Rescaling(rescaling.description) == rescaling)
    }
    #expect(Rescaling.by(255).description == "255")
    for text in ["", "0", "-1", "inf", "nan", "Auto", "255x"] { #expect(Rescaling(text) == nil, "\(text)") }
  }

  @Test(
    "rows that cannot be are refused",
    arguments: [
      (#"[{"name": "x", "row": -1, "count": 1}]"#, "1 rows from -1 of the skipped input x"),
      (#"[{"name": "x", "row": 0, "count": -1}]"#, "-1 rows from 0 of the skipped input x"),
      (#"[{"name": "x", "row": 3, "count": 1}]"#, "skipped inputs up to row 4 of 3"),
      (
        #"[{"name": "x", "row": 0, "count": 2}, {"name": "y", "row": 1, "count": 1}]"#,
        "1 rows from 1 of the skipped input y"
      ),
      (
        #"[{"name": "x", "row": 1, "count": 9223372036854775807}]"#,
        "9223372036854775807 rows from 1 of the skipped input x"
      ),
      (#"[{"name": "x", "count": 1}]"#, "no value of \"row\""),
    ])
  func badRows(skipped: String, words: String) throws {
    #expect(try fault("skipped", skipped)?.hasSuffix(words) == true)
  }

  @Test(
    "readings that cannot be are refused",
    arguments: [
      #"{"color": "cmyk", "rescale": "auto"}"#, #"{"color": "gray", "rescale": "0"}"#,
      #"{"color": "gray", "resize": [0, 4], "rescale": "auto"}"#, #"{"color": "gray"}"#,
    ])
  func badReadings(reading: String) throws {
    #expect(try fault("reading", reading) != nil)
  }

  /// What is said of a file whose JSON has a value more.
  private func fault(_ key: String, _ value: String) throws -> String? {
    try OutputExample.write(folder.path("out.npy"), Float.self, metadata())
    let json = String(decoding: try folder.data("out.json"), as: UTF8.self)
    folder.write("out.json", "{\"\(key)\": \(value),\(json.dropFirst())")
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.path("out.npy")) }
    #expect(error?.path == folder.path("out.json") && error?.kind == .badData)
    return error?.found
  }
}
