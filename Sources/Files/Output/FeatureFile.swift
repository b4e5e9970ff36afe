import Foundation
import Scattering

/// A feature file, read without its features: its metadata, format and size.
public struct FeatureFile: Sendable {
  public let path: String
  public let format: FeatureFormat
  public let metadata: FeatureMetadata
  /// Bytes of the file; the JSON next to it not counted.
  public let byteCount: Int

  /// The array's axes, `[batch..., path, space...]`.
  public var shape: [Int] { metadata.arrayShape }
  /// The type of the features: `float32` or `float64`.
  public var precision: SampleType { metadata.precision }

  /// Reads what `path` says about itself and checks that the array is there and whole: by sizes for `.npy`
  /// and `.npz`, by counting the records of a `.csv`.
  ///
  /// - Throws: `FileError.Kind.noInput` for a missing file, `badData` for one that is no feature file or is
  ///   cut short.
  public init(path: String) throws(FileError) {
    guard let format = FeatureFormat(extensionOf: path) else {
      throw FeatureFormat.unknownExtension(.badData, path)
    }
    (self.path, self.format) = (path, format)
    byteCount = try Self.size(of: path)
    switch format {
    case .npy: metadata = try Self.npyMetadata(path, byteCount: byteCount)
    case .npz: metadata = try Self.npzMetadata(path)
    case .csv: metadata = try Self.csvMetadata(path)
    }
  }

  /// The bytes of a plain file.
  private static func size(of path: String) throws(FileError) -> Int {
    var status = stat()
    guard stat(path.fileName, &status) == 0, access(path.fileName, R_OK) == 0 else {
      throw FileError(.noInput, path, found: FileError.text(for: errno), expected: "a feature file")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(.badData, path, found: "no plain file", expected: "a feature file")
    }
    return Int(status.st_size)
  }

  /// The metadata in the JSON file next to `path`.
  /// - Throws: `.noInput` in the feature file's name where there is none.
  static func readSidecar(of path: String) throws(FileError) -> FeatureMetadata {
    let sidecar = FeatureFormat.sidecarPath(of: path)
    guard access(sidecar.fileName, F_OK) == 0 else {
      let name = NSString(string: sidecar).lastPathComponent
      throw FileError(
        .noInput, path, found: "no description \(name) next to it",
        expected: "the one that 'scatter features' wrote with \(NSString(string: path).lastPathComponent)")
    }
    return try FeatureMetadata(json: contents(of: sidecar), path: sidecar)
  }

  /// The contents of a file, mapped where possible.
  static func contents(of path: String) throws(FileError) -> Data {
    try MappedFile.data(path)
  }
}

extension FeatureFile {
  /// Whether a file seems to be of features, by the names in an archive, or by the JSON next to it, which must describe it.
  static func isLikely(_ path: String) -> Bool {
    switch FeatureFormat(extensionOf: path) {
    case .npz: (try? NumPyArchive(path))?.isOfFeatures ?? false
    case .npy, .csv:
      // An array may have the name of features in another format.
      isSidecar(FeatureFormat.sidecarPath(of: path)) && (try? FeatureFile(path: path)) != nil
    case nil: false
    }
  }

  /// Whether a file holds the name of the text that describes features.
  private static func isSidecar(_ path: String) -> Bool {
    guard let text = try? contents(of: path) else { return false }
    return text.range(of: Data(FeatureMetadata.schema.utf8)) != nil
  }
}
