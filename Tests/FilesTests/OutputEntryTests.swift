import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// Entries of several frames, such as the planes of pictures: their names, and their records in `.csv`.
@Suite("feature files: entries") struct OutputEntryTests {
  private let folder = TemporaryFolder()

  /// Two features a frame, of which feature i is i / 7 - 3.
  private func metadata(batch: [Int], inputs: [String]) -> FeatureMetadata {
    FeatureMetadata(
      toolVersion: "test", configuration: try! ScatteringConfiguration(shape: [4, 8], scales: 2),
      precision: Float.self, batch: batch, outputShape: [1, 2], sampleSpacing: 4, inputs: inputs,
      paths: [ScatteringPath(steps: [])])
  }

  private func colors(_ name: String) -> [String] { ["red", "green", "blue"].map { "\(name)[\($0)]" } }

  @Test("a picture in colour is one entry of three frames")
  func pictures() {
    let metadata = metadata(batch: [2, 3], inputs: colors("a.png") + colors("b[1].png"))
    #expect(metadata.entryCount == 2 && metadata.framesPerEntry == 3 && metadata.entryLength == 6)
    #expect(metadata.entryNames == ["a.png", "b[1].png"])
  }

  @Test("entries lose the indices behind the first axis, and no other")
  func indices() {
    func names(_ batch: [Int], _ inputs: [String]) -> [String] {
      metadata(batch: batch, inputs: inputs).entryNames
    }
    #expect(
      names([2, 2], ["x.npy[0,0]", "x.npy[0,1]", "x.npy[1,0]", "x.npy[1,1]"]) == ["x.npy[0]", "x.npy[1]"])
    #expect(names([1, 1, 2], ["x.npy[4,0,0]", "x.npy[4,0,1]"]) == ["x.npy[4]"])
    #expect(
      names([2, 3], ["0", "1"].flatMap { page in ["red", "green", "blue"].map { "s.tif[\(page),\($0)]" } })
        == ["s.tif[0]", "s.tif[1]"])
    #expect(names([2], ["x.npy[0]", "a[red]"]) == ["x.npy[0]", "a[red]"])
    #expect(names([], ["x[1,2]"]) == ["x[1,2]"])
    #expect(names([2, 1], ["x[1][0]", "d[a/b.png[green]"]) == ["x[1]", "d[a/b.png"])
    // Names that do not follow the rule, or have nothing in common, stay.
    #expect(names([1, 2], ["a", "b"]) == ["a"])
    #expect(names([1, 2], ["a[0]", "b[1]"]) == ["a[0]"])
    #expect(names([1, 1, 2], ["a[0]", "a[1]"]) == ["a[0]"])
  }

  @Test("a batch of none has no entry")
  func none() {
    #expect(metadata(batch: [0, 3], inputs: []).entryCount == 0)
    #expect(metadata(batch: [3, 0], inputs: []).entryNames == [])
  }

  @Test("csv: a record an entry, whose columns name the frames")
  func records() throws {
    let pictures = metadata(batch: [2, 3], inputs: colors("a.png") + colors("b,c.png"))
    try OutputExample.write(folder.path("colors.csv"), Float.self, pictures)
    #expect(
      try text("colors.csv") == """
        input,"red S0 [0,0]","red S0 [0,1]","green S0 [0,0]","green S0 [0,1]","blue S0 [0,0]","blue S0 [0,1]"
        a.png,-3.0,-2.857143,-2.7142856,-2.5714285,-2.4285715,-2.2857144
        "b,c.png",-2.142857,-2.0,-1.8571428,-1.7142857,-1.5714285,-1.4285715

        """)
    let array = metadata(batch: [1, 2], inputs: ["x.npy[0,0]", "x.npy[0,1]"])
    try OutputExample.write(folder.path("array.csv"), Float.self, array)
    #expect(
      try text("array.csv") == """
        input,"0 S0 [0,0]","0 S0 [0,1]","1 S0 [0,0]","1 S0 [0,1]"
        x.npy[0],-3.0,-2.857143,-2.7142856,-2.5714285

        """)
  }

  @Test("csv: frames of one axis are as ever")
  func oneAxis() throws {
    let metadata = metadata(batch: [2], inputs: ["a.png", "x.npy[0]"])
    try OutputExample.write(folder.path("out.csv"), Float.self, metadata)
    #expect(
      try text("out.csv") == """
        input,"S0 [0,0]","S0 [0,1]"
        a.png,-3.0,-2.857143
        x.npy[0],-2.7142856,-2.5714285

        """)
  }

  /// The text of a file, all of whose lines end in CR LF.
  private func text(_ name: String) throws -> String {
    let text = String(decoding: try folder.data(name), as: UTF8.self)
    #expect(text.unicodeScalars.count { $0 == "\r" } == text.unicodeScalars.count { $0 == "\n" })
    return text.replacing("\r\n", with: "\n")
  }

  @Test("csv: records of entries and, as version 0.1 wrote them, of frames hold the same features")
  func bothKindsOfRecords() throws {
    let metadata = metadata(batch: [2, 3], inputs: colors("a.png") + colors("b.png"))
    try OutputExample.write(folder.path("out.csv"), Float.self, metadata)
    let expected: [Float] = OutputExample.features(of: 0..<6, metadata)
    #expect(try FeatureFile(path: folder.path("out.csv")).features() == expected)
    let frames = metadata.inputs.enumerated().map { index, name in
      "\(name),\(expected[2 * index]),\(expected[2 * index + 1])\r\n"
    }
    folder.write("out.csv", "input,\"S0 [0,0]\",\"S0 [0,1]\"\r\n" + frames.joined())
    let file = try FeatureFile(path: folder.path("out.csv"))
    #expect(try file.features() == expected && file.metadata == metadata)
    // Three records of frames are neither.
    folder.write("out.csv", "input,\"S0 [0,0]\",\"S0 [0,1]\"\r\n" + frames[..<3].joined())
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.path("out.csv")) }
    #expect(error?.found == "4 lines of 3 columns" && error?.expected == "3 lines of 7, as the metadata say")
  }

  @Test("an entry larger than memory can address is refused")
  func hostileEntry() throws {
    let metadata = metadata(batch: [0, 3], inputs: [])
    try OutputExample.write(folder.path("out.csv"), Float.self, metadata)
    let json = String(decoding: try folder.data("out.json"), as: UTF8.self)
    let huge = json.replacing("    0,\n    3\n", with: "    0,\n    4611686018427387904,\n    4\n")
    #expect(huge != json)
    folder.write("out.json", huge)
    let error = #expect(throws: FileError.self) { try FeatureFile(path: folder.path("out.csv")) }
    #expect(error?.found.contains("an array of [0, 4611686018427387904, 4, 1, 1, 2]") == true)
  }
}
