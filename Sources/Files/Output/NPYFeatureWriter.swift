import Scattering

/// Writes features as one array of NumPy's format, and the metadata as JSON beside it.
final class NPYFeatureWriter<Sample: Scalar>: FeatureWriter {
  private let file: DescribedFile
  private var progress: FeatureProgress

  init(_ path: String, _ metadata: FeatureMetadata) throws(FileError) {
    file = try DescribedFile(path, metadata)
    progress = FeatureProgress(metadata)
    try NumPyHeader(NumPyType(metadata.precision), shape: metadata.arrayShape).bytes.withBytes(file.append)
  }

  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    _ = progress.take(features.count)
    try file.append(UnsafeRawBufferPointer(features))
  }

  func finish() throws(FileError) {
    progress.checkComplete()
    try file.finish()
  }

  func cancel() { file.cancel() }
}
