import Files
import Scattering

/// Features whose every value a test in another language can compute: feature i is i / 7 - 3, rounded.
enum OutputExample {
  static let names = ["büro/図 ñ.png", "a,b \"c\".png", "two\nlines.png", "", "plain.png", "𝄞.png"]

  static let paths: [ScatteringPath] = [
    ScatteringPath(steps: []),
    ScatteringPath(steps: [step(0, 1)]),
    ScatteringPath(steps: [step(0, 2), step(1, 0)]),
  ]

  static func step(_ scale: Int, _ orientation: Int) -> ScatteringPath.Step {
    ScatteringPath.Step(
      scale: scale, label: .orientation(orientation, angle: Double(orientation) * .pi / 3),
      frequency: 0.375 / Double(1 << scale), bandwidth: 0.46875 / Double(1 << scale))
  }

  static func metadata<Sample: Scalar>(
    _: Sample.Type, batch: [Int] = [2, 3], paths: [ScatteringPath] = paths, outputShape: Shape = [4, 5]
  ) -> FeatureMetadata {
    FeatureMetadata(
      toolVersion: "swift-scattering 0.1.0",
      configuration: try! ScatteringConfiguration(shape: [16, 20], scales: 2),
      precision: Sample.self, batch: batch, outputShape: outputShape, sampleSpacing: 4,
      inputs: (0..<batch.reduce(1, *)).map { names[$0 % names.count] }, paths: paths)
  }

  /// The features of elements of the batch, `[element, path, space...]`.
  static func features<Sample: Scalar>(of elements: Range<Int>, _ metadata: FeatureMetadata) -> [Sample] {
    let length = metadata.blockLength
    return ((elements.lowerBound * length)..<(elements.upperBound * length)).map {
      Sample(Double($0) / 7 - 3)
    }
  }

  /// Writes the example two elements at a time.
  static func write<Sample: Scalar>(
    _ path: String, _: Sample.Type, _ metadata: FeatureMetadata? = nil
  ) throws {
    let metadata = metadata ?? self.metadata(Sample.self)
    let writer = try FeatureFormat(path: path).makeWriter(path, metadata: metadata, of: Sample.self)
    for first in stride(from: 0, to: metadata.batchCount, by: 2) {
      let elements = first..<min(first + 2, metadata.batchCount)
      try writer.append(features(of: elements, metadata))
    }
    try writer.finish()
  }
}

extension FeatureWriter {
  /// Appends features from an array.
  func append(_ features: [Sample]) throws(FileError) {
    try features.withUnsafeBufferPointer { (features) throws(FileError) in try append(features) }
  }
}
