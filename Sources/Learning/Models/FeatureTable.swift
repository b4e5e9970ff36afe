import Files
import Foundation
import Numerical
import Scattering

/// Features as classifiers take them: a sample a row.
public struct FeatureTable: Sendable {
  public let vectors: Matrix<Float>
  /// The axes of one sample, `[path, space...]`, before them perhaps one of colours.
  public let axes: [Int]
  /// The number of columns of one path, its samples in space.
  public let pathWidth: Int
  /// SHA-256 of the configuration that made the features; nil for an array that does not say.
  public let configurationHash: String?
  /// The transform that made the features; nil for an array that does not say.
  public let configuration: ScatteringConfiguration?
  /// The name of each row: of a picture its file, also where it has several planes.
  public let names: [String]
  /// The inputs that could not be read and have no row.
  public let skipped: [SkippedInput]
  /// How the inputs were read, where that was not the default.
  public let reading: InputReading?

  package init(
    vectors: Matrix<Float>, axes: [Int], pathWidth: Int, configurationHash: String?,
    configuration: ScatteringConfiguration? = nil, names: [String], skipped: [SkippedInput] = [],
    reading: InputReading? = nil
  ) {
    (self.vectors, self.axes, self.pathWidth) = (vectors, axes, pathWidth)
    (self.configurationHash, self.configuration) = (configurationHash, configuration)
    self.names = names
    (self.skipped, self.reading) = (skipped, reading)
  }

  /// Reads a feature file, or a NumPy array `[samples, path, space...]` with no description next to it.
  ///
  /// - Throws: `FileError.Kind.noInput` for a missing file; `badData` for one that is damaged, or an array of fewer than
  ///   two axes or without samples.
  public init(path: String) throws(FileError) {
    let sidecar = FeatureFormat.sidecarPath(of: path)
    if FeatureFormat(extensionOf: path) == .npy, !FileStatus.exists(sidecar) {
      try self.init(array: path)
    } else {
      try self.init(FeatureFile(path: path))
    }
  }

  /// The features of a file. The first axis of a batch is that of samples: the colours of an image are one sample.
  private init(_ file: FeatureFile) throws(FileError) {
    let metadata = file.metadata
    let rows = metadata.entryCount
    guard rows > 0 else {
      throw FileError(.badData, file.path, found: "no sample", expected: "one at least")
    }
    guard let shape = metadata.outputShape else {
      throw FileError(
        .badData, file.path, found: "features that differ in shape from path to path",
        expected: "one shape for all paths, as averages have")
    }
    axes = metadata.batch.dropFirst() + [metadata.paths.count] + shape.dimensions
    vectors = Matrix(try file.features(), rows: rows, columns: axes.reduce(1, *))
    pathWidth = shape.count
    (configurationHash, configuration) = (metadata.configurationHash, metadata.configuration)
    (names, skipped, reading) = (metadata.entryNames, metadata.skipped, metadata.reading)
  }

  private init(array path: String) throws(FileError) {
    let array = try StoredArray<Float>(path: path, .npy) { (dimensions) throws(FileError) in
      guard dimensions.count >= 2 else {
        throw FileError(
          .badData, path, found: "an array \(dimensions)", expected: "features [samples, path, space...]")
      }
    }
    axes = Array(array.dimensions.dropFirst())
    let (rows, columns) = (array.dimensions[0], axes.reduce(1, *))
    vectors = Matrix(array.elements, rows: rows, columns: columns)
    pathWidth = axes.dropFirst().reduce(1, *)
    (configurationHash, configuration) = (nil, nil)
    (names, skipped, reading) = ((0..<rows).map { "\(path)[\($0)]" }, [], nil)
  }
}
