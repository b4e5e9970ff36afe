/// A feature file and the JSON file beside it, which appear together or not at all.
final class DescribedFile: ByteDestination {
  private let file, sidecar: AtomicFile

  /// Opens both and writes the JSON.
  init(_ path: String, _ metadata: FeatureMetadata) throws(FileError) {
    file = try AtomicFile(path)
    sidecar = try AtomicFile(FeatureFormat.sidecarPath(of: path))
    try Array(metadata.json.utf8).withBytes(sidecar.append)
  }

  /// Appends to the feature file; where that fails, both are cancelled.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    do throws(FileError) {
      try file.append(bytes)
    } catch {
      cancel()
      throw error
    }
  }

  func finish() throws(FileError) { try AtomicFile.finish([file, sidecar]) }

  func cancel() {
    file.cancel()
    sidecar.cancel()
  }
}
