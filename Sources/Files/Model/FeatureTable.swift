import Foundation
import Learning
import Numerical

/// Features as classifiers take them: a sample a row.
public struct FeatureTable: Sendable {
  public let vectors: Matrix<Float>
  /// The axes of one sample, `[path, space...]`, before them perhaps one of colours.
  public let axes: [Int]
  /// The columns of one path, its samples in space.
  public let pathWidth: Int
  /// SHA-256 of the configuration that made the features; nil for an array that does not say.
  public let configurationHash: String?
  /// One a row.
  public let names: [String]

  package init(
    vectors: Matrix<Float>, axes: [Int], pathWidth: Int, configurationHash: String?, names: [String]
  ) {
    (self.vectors, self.axes, self.pathWidth) = (vectors, axes, pathWidth)
    (self.configurationHash, self.names) = (configurationHash, names)
  }

  /// Reads a feature file, or a NumPy array `[samples, path, space...]` with no description beside it.
  ///
  /// - Throws: `FileError.Kind.noInput` for a missing file; `badData` for one that is damaged, or an array of fewer than
  ///   two axes or without samples.
  public init(path: String) throws(FileError) {
    let sidecar = FeatureFormat.sidecarPath(of: path)
    if FeatureFormat(extensionOf: path) == .npy, !FileManager.default.fileExists(atPath: sidecar) {
      try self.init(array: path)
    } else {
      try self.init(FeatureFile(path: path))
    }
  }

  /// The features of a file. The first axis of a batch is that of samples: the colours of an image are one sample.
  private init(_ file: FeatureFile) throws(FileError) {
    let metadata = file.metadata
    let rows = metadata.batch.first ?? 1
    guard rows > 0, metadata.batchCount > 0 else {
      throw FileError(.badData, file.path, found: "no sample", expected: "one at least")
    }
    axes = metadata.batch.dropFirst() + [metadata.paths.count] + metadata.outputShape.dimensions
    vectors = Matrix(try file.features(), rows: rows, columns: axes.reduce(1, *))
    pathWidth = metadata.outputShape.count
    configurationHash = metadata.configurationHash
    let step = metadata.batchCount / rows
    names = (0..<rows).map { metadata.inputs[$0 * step] }
  }

  private init(array path: String) throws(FileError) {
    let file = try MappedFile(path)
    let header = try ArrayHeader(NPYHeader(file.bytes, path), path)
    guard header.dimensions.count >= 2 else {
      throw FileError(
        .badData, path, found: "an array \(header.dimensions)", expected: "features [samples, path, space...]"
      )
    }
    let source = try ArraySource(ArrayLayout(header, of: path, rank: 1), file)
    axes = Array(header.dimensions.dropFirst())
    let (rows, columns) = (header.dimensions[0], axes.reduce(1, *))
    vectors = Matrix(try source.readAll(), rows: rows, columns: columns)
    pathWidth = axes.dropFirst().reduce(1, *)
    configurationHash = nil
    names = (0..<rows).map { "\(path)[\($0)]" }
  }
}

extension FrameSource {
  /// All samples of an array, in its order.
  fileprivate func readAll() throws(FileError) -> [Float] {
    var elements = [Float](repeating: 0, count: count * shape.count)
    let failure = elements.withUnsafeMutableBufferPointer { buffer -> FileError? in
      do throws(FileError) {
        try read(0..<count, into: buffer.baseAddress!)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
    return elements
  }
}

extension FeatureMetadata {
  /// SHA-256 of the configuration's JSON text, its keys sorted: equal for features of the same meaning.
  public var configurationHash: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // A configuration holds numbers and names alone.
    return try! encoder.encode(configuration).withUnsafeBytes(sha256)
  }
}
