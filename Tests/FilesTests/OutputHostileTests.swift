import Files
import Foundation
import TestSupport
import Testing

/// Feature files whose metadata name sizes beyond what an `Int` counts, as libFuzzer found them: `.ci/fuzz`.
@Suite struct OutputHostileTests {
  private let folder = TemporaryFolder()

  /// Metadata of the second schema, of paths of these shapes.
  private func metadata(batch: [Int], inputs: [String], shapes: [[Int]]) -> String {
    let paths = shapes.map { shape in
      """
      {"index": 0, "name": "S0", "order": 0, "steps": [], "offset": 0, "shape": \(shape), "spacing": [4, 4]}
      """
    }
    return """
      {"batch": \(batch), "configuration": {"maximalOrder": 0, "normalization": "kymatio", "orientations": 1,
      "oversampling": 0, "padding": "reflect", "scales": 2, "shape": [4, 4]}, "inputs": \(inputs),
      "paths": [\(paths.joined(separator: ", "))], "precision": "float32", "schema": "swift-scattering/features",
      "schemaVersion": 2, "toolVersion": "swift-scattering 0.1.0"}
      """
  }

  /// What is said of a file and the metadata next to it.
  private func found(_ name: String, _ content: [UInt8], _ metadata: String) -> String? {
    folder.write("out.json", metadata)
    let path = folder.write(name, content)
    let error = #expect(throws: FileError.self) { try FeatureFile(path: path) }
    #expect(error?.kind == .badData)
    return error?.found
  }

  private func array(_ dimensions: [Int]) -> [UInt8] {
    NPYHeader(.float32, shape: dimensions).bytes + [0, 0, 0, 0]
  }

  @Test func noPath() {
    #expect(
      found("out.csv", [], metadata(batch: [2], inputs: ["a", "b"], shapes: []))?.hasSuffix("no path") == true
    )
  }

  /// 2^61 - 1 numbers take 2^63 - 4 bytes; those of the header come on top.
  @Test func samplesThatFillAllMemory() {
    let count = 2_305_843_009_213_693_951
    let description = metadata(batch: [1], inputs: ["a"], shapes: [[1, count]])
    #expect(found("out.npy", array([1, 1, 1, count]), description) == "an array cut short at 132 bytes")
  }

  /// 2^62 numbers of four bytes would overflow, were they not times 0.
  @Test func aBatchOfNone() {
    let batch = [4_611_686_018_427_387_904, 0]
    let description = metadata(batch: batch, inputs: [], shapes: [[1, 1]])
    #expect(found("out.npy", array(batch + [1, 1, 1]), description) == "an array of 132 bytes")
  }

  /// A record would have 2^63 columns, one of them the name.
  @Test func aBlockOfAllNumbers() {
    let description = metadata(batch: [0], inputs: [], shapes: [[1, .max]])
    #expect(found("out.csv", Array("input\n".utf8), description)?.contains("an array of [0, 1, 1, ") == true)
  }
}
