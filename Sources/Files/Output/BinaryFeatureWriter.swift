import Scattering

/// Writes features as one array of NumPy's format: a file with the metadata as JSON beside it, or the last entry of
/// an archive that holds everything.
final class BinaryFeatureWriter<Sample: Scalar>: FeatureWriter {
  private let destination: any ByteDestination
  private var progress: FeatureProgress

  /// - Parameter destination: Has everything that stands before the features.
  init(_ destination: any ByteDestination, _ metadata: FeatureMetadata) {
    self.destination = destination
    progress = FeatureProgress(metadata)
  }

  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    _ = progress.take(features.count)
    try destination.append(UnsafeRawBufferPointer(features))
  }

  func finish() throws(FileError) {
    progress.checkComplete()
    try destination.finish()
  }

  func cancel() { destination.cancel() }
}

extension DescribedFile {
  /// A `.npy` file up to its features.
  convenience init(npy path: String, _ metadata: FeatureMetadata) throws(FileError) {
    try self.init(path, metadata)
    try NumPyHeader(NumPyType(metadata.precision), shape: metadata.arrayShape).bytes.withBytes(append)
  }
}

extension ZipWriter {
  /// A `.npz` file up to its features.
  convenience init(npz path: String, _ metadata: FeatureMetadata) throws(FileError) {
    try self.init(path)
    try append("metadata", text: [metadata.json], shape: [])
    try append("inputs", text: metadata.inputs, shape: [metadata.inputs.count])
    try append(PathTable(paths: metadata.paths))
    try begin("features", NumPyType(metadata.precision), shape: metadata.arrayShape)
  }
}
