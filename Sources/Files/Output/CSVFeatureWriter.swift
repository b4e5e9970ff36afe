import Scattering

/// Writes features as comma-separated values (RFC 4180), and the metadata as JSON beside them.
///
/// The first record names the columns: `input`, then path and sample of each feature, `S1 j0 l3 [y,x]`. Each
/// record after it is one element of the batch. Numbers are the shortest that read back as the same.
final class CSVFeatureWriter<Sample: Scalar>: FeatureWriter {
  private let file: DescribedFile
  private let inputs: [String]
  private let blockLength: Int
  private var progress: FeatureProgress

  init(_ path: String, _ metadata: FeatureMetadata) throws(FileError) {
    file = try DescribedFile(path, metadata)
    (inputs, blockLength) = (metadata.inputs, metadata.blockLength)
    progress = FeatureProgress(metadata)
    try append(CSVRecord(["input"] + Self.columns(metadata)))
  }

  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    for (row, element) in progress.take(features.count).enumerated() {
      var record = CSVRecord([inputs[element]])
      for sample in features[(row * blockLength)..<((row + 1) * blockLength)] { record.append("\(sample)") }
      try append(record)
    }
  }

  func finish() throws(FileError) {
    progress.checkComplete()
    try file.finish()
  }

  func cancel() { file.cancel() }

  private func append(_ record: CSVRecord) throws(FileError) {
    try record.bytes.withBytes(file.append)
  }

  /// The names of the features: those of the paths, each with every sample's index.
  private static func columns(_ metadata: FeatureMetadata) -> [String] {
    let samples = metadata.outputShape.dimensions.reduce([[]]) { indices, count in
      indices.flatMap { index in (0..<count).map { index + ["\($0)"] } }
    }
    return metadata.paths.flatMap { path in
      samples.map { "\(path) [\($0.joined(separator: ","))]" }
    }
  }
}
