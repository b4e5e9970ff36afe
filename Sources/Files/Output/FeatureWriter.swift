import Scattering

/// A destination of features as they are computed, the elements of the flattened batch in order.
///
/// Memory does not grow with what is written. Dropped unfinished, cancelled or failed, a writer leaves no
/// file behind.
public protocol FeatureWriter<Sample>: AnyObject {
  associatedtype Sample: Scalar

  /// Appends the next features, in the order of `[batch..., path, space...]`; elements of the batch need not be whole.
  /// - Throws: `FileError.Kind.cannotWrite`, for instance where the disk is full; the writer is cancelled
  ///   then.
  /// - Precondition: They are no more than the batch has left.
  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError)

  /// Makes the files appear under their names.
  /// - Precondition: The features of every element of the batch were appended.
  func finish() throws(FileError)

  /// Removes what was written, unless it is finished.
  func cancel()
}

/// Counts the features that a writer has taken.
struct FeatureProgress {
  private let total: Int
  private var taken = 0

  init(_ metadata: FeatureMetadata) { total = metadata.batchCount * metadata.blockLength }

  /// Takes features and returns which of all they are.
  mutating func take(_ count: Int) -> Range<Int> {
    precondition(count <= total - taken, "\(taken + count) features appended where there are \(total)")
    defer { taken += count }
    return taken..<(taken + count)
  }

  func checkComplete() { precondition(taken == total, "finished after \(taken) features of \(total)") }
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
    var next = progress.take(features.count).lowerBound
    var rest = features[...]
    while !rest.isEmpty {
      let (element, offset) = next.quotientAndRemainder(dividingBy: blockLength)
      let part = rest.prefix(blockLength - offset)
      try append(part, ofElement: element, from: offset)
      rest = rest.dropFirst(part.count)
      next += part.count
    }
  }

  /// Appends features of one element, of which the first is number `offset`.
  private func append(
    _ features: Slice<UnsafeBufferPointer<Sample>>, ofElement element: Int, from offset: Int
  ) throws(FileError) {
    let (entry, frame) = element.quotientAndRemainder(dividingBy: framesPerEntry)
    var record = frame == 0 && offset == 0 ? CSVRecord([names[entry]]) : .continued
    for sample in features { record.append("\(sample)") }
    let isLast = frame + 1 == framesPerEntry && offset + features.count == blockLength
    try (isLast ? record.bytes : record.text).withBytes(file.append)
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
