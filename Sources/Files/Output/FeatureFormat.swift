import Foundation
import Scattering

/// The kinds of feature files, told apart by the extension of their names.
public enum FeatureFormat: String, CaseIterable, Sendable {
  /// NumPy's array alone, `[batch..., path, space...]`, and the metadata as JSON next to it.
  case npy
  /// NumPy's archive of arrays, which holds everything.
  case npz
  /// Text, a row an entry of the batch and a column a feature, and the metadata as JSON next to it.
  case csv

  /// The format by the extension of a path.
  ///
  /// - Throws: `FileError.Kind.cannotWrite` for any other extension.
  public init(path: String) throws(FileError) {
    guard let format = Self(extensionOf: path) else { throw Self.unknownExtension(.cannotWrite, path) }
    self = format
  }

  /// The format by the extension of `path`, in small or capital letters.
  package init?(extensionOf path: String) {
    self.init(rawValue: NSString(string: path).pathExtension.lowercased())
  }

  static func unknownExtension(_ kind: FileError.Kind, _ path: String) -> FileError {
    .unknownExtension(kind, path, choices: allCases.map(\.rawValue))
  }

  /// The JSON file next to a feature file: its name with another extension.
  package static func sidecarPath(of path: String) -> String {
    NSString(string: path).deletingPathExtension + ".json"
  }

  /// The files that a feature file of this format consists of.
  public func files(of path: String) -> [String] {
    self == .npz ? [path] : [path, Self.sidecarPath(of: path)]
  }

  /// Opens a feature file, and what stands next to it, for writing.
  /// - Parameter path: Its folder must exist; a file of that name is replaced when the writer finishes.
  /// - Throws: `FileError.Kind.cannotWrite`.
  /// - Precondition: `metadata.precision` is that of `Sample`.
  public func makeWriter<Sample: Scalar>(
    _ path: String, metadata: FeatureMetadata, of _: Sample.Type = Sample.self
  ) throws(FileError) -> any FeatureWriter<Sample> {
    precondition(
      metadata.precision.rawValue == Sample.name,
      "\(Sample.name) features for metadata of \(metadata.precision)")
    switch self {
    case .npy: return try BinaryFeatureWriter<Sample>(DescribedFile(npy: path, metadata), metadata)
    case .npz: return try BinaryFeatureWriter<Sample>(ZipWriter(npz: path, metadata), metadata)
    case .csv: return try CSVFeatureWriter<Sample>(path, metadata)
    }
  }
}
