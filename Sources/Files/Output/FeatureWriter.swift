import Scattering

/// A destination of features as they are computed, the elements of the flattened batch in order.
///
/// Memory does not grow with what is written. Dropped unfinished, cancelled or failed, a writer leaves no
/// file behind.
public protocol FeatureWriter<Sample>: AnyObject {
  associatedtype Sample: Scalar

  /// Appends `[k, path, space...]`, contiguous: the features of the next k elements of the batch.
  /// - Throws: `FileError.Kind.cannotWrite`, for instance where the disk is full; the writer is cancelled
  ///   then.
  /// - Precondition: the elements are whole and no more than the batch has left.
  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError)

  /// Makes the files appear under their names.
  /// - Precondition: every element of the batch was appended.
  func finish() throws(FileError)

  /// Removes what was written, unless it is finished.
  func cancel()
}

/// Counts the elements of the batch that a writer has taken.
struct FeatureProgress {
  private let batchCount, blockLength: Int
  private(set) var taken = 0

  init(_ metadata: FeatureMetadata) {
    (batchCount, blockLength) = (metadata.batchCount, metadata.blockLength)
  }

  /// Takes samples of whole elements and returns which elements they are.
  mutating func take(_ sampleCount: Int) -> Range<Int> {
    let (count, rest) = sampleCount.quotientAndRemainder(dividingBy: blockLength)
    precondition(rest == 0, "\(sampleCount) samples are no whole elements of \(blockLength)")
    precondition(
      taken + count <= batchCount, "\(taken + count) elements appended to a batch of \(batchCount)")
    defer { taken += count }
    return taken..<(taken + count)
  }

  func checkComplete() {
    precondition(taken == batchCount, "finished after \(taken) elements of a batch of \(batchCount)")
  }
}

/// Writes features as one array of NumPy's format: a file with the metadata as JSON next to it, or the last entry of
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
    try NPYHeader(.number(metadata.precision), shape: metadata.arrayShape).bytes.withBytes(append)
  }
}

extension ZipWriter {
  /// A `.npz` file up to its features.
  convenience init(npz path: String, _ metadata: FeatureMetadata) throws(FileError) {
    try self.init(path)
    try append("metadata", text: [metadata.json], shape: [])
    try append("inputs", text: metadata.inputs, shape: [metadata.inputs.count])
    try append(PathTable(paths: metadata.paths, unit: metadata.frequencyUnit))
    try begin("features", .number(metadata.precision), shape: metadata.arrayShape)
  }
}

/// Writes features as comma-separated values (RFC 4180), and the metadata as JSON next to them.
///
/// The first record names the columns: `input`, then path and sample of each feature, `S1 j0 l3 [y,x]`. Each
/// record after it is one entry of the batch: where that has several frames, the features of the first stand before those of
/// the second, and columns begin with what tells frames apart, `red S1 j0 l3 [y,x]`. Numbers are the shortest that read back as
/// the same.
final class CSVFeatureWriter<Sample: Scalar>: FeatureWriter {
  private let file: DescribedFile
  private let names: [String]
  private let framesPerEntry, blockLength: Int
  private var progress: FeatureProgress

  init(_ path: String, _ metadata: FeatureMetadata) throws(FileError) {
    file = try DescribedFile(path, metadata)
    (names, framesPerEntry) = (metadata.entryNames, metadata.framesPerEntry)
    blockLength = metadata.blockLength
    progress = FeatureProgress(metadata)
    try CSVRecord(["input"] + Self.columns(metadata)).bytes.withBytes(file.append)
  }

  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    for (index, element) in progress.take(features.count).enumerated() {
      let (entry, frame) = element.quotientAndRemainder(dividingBy: framesPerEntry)
      var record = frame == 0 ? CSVRecord([names[entry]]) : .continued
      for sample in features[(index * blockLength)..<((index + 1) * blockLength)] {
        record.append("\(sample)")
      }
      try (frame + 1 == framesPerEntry ? record.bytes : record.text).withBytes(file.append)
    }
  }

  func finish() throws(FileError) {
    progress.checkComplete()
    try file.finish()
  }

  func cancel() { file.cancel() }

  /// The names of the features: of each frame those of the paths, each with every sample's index.
  private static func columns(_ metadata: FeatureMetadata) -> [String] {
    let features = zip(metadata.paths, metadata.layout.entries).flatMap { path, entry in
      FeatureMetadata.indices(along: entry.shape.dimensions).map { "\(path) [\($0)]" }
    }
    guard metadata.batch.count > 1 else { return features }
    return metadata.frameLabels.flatMap { frame in features.map { "\(frame) \($0)" } }
  }
}

/// A feature file and the JSON file next to it, which appear together or not at all.
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
