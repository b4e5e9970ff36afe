import Scattering

/// Writes features and all about them as an archive of NumPy's arrays, the features last.
final class NPZFeatureWriter<Sample: Scalar>: FeatureWriter {
  private let archive: ZipWriter
  private var progress: FeatureProgress

  init(_ path: String, _ metadata: FeatureMetadata) throws(FileError) {
    archive = try ZipWriter(path)
    progress = FeatureProgress(metadata)
    try archive.append("metadata", text: [metadata.json], shape: [])
    try archive.append("inputs", text: metadata.inputs, shape: [metadata.inputs.count])
    try archive.append(PathTable(paths: metadata.paths))
    try archive.begin("features", NumPyType(metadata.precision), shape: metadata.arrayShape)
  }

  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    _ = progress.take(features.count)
    try archive.append(UnsafeRawBufferPointer(features))
  }

  func finish() throws(FileError) {
    progress.checkComplete()
    try archive.finish()
  }

  func cancel() { archive.cancel() }
}
