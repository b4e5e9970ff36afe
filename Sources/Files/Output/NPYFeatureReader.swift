import Foundation

/// Reads what a `.npy` feature file and the JSON beside it say.
enum NPYFeatureReader {
  /// More than any header that NumPy reads.
  static let longestHeader = 1 << 16

  static func read(_ path: String, byteCount: Int) throws(FileError) -> FeatureMetadata {
    let metadata = try FeatureFile.readSidecar(of: path)
    let start = [UInt8](try FeatureFile.contents(of: path).prefix(longestHeader))
    try FeatureArrayCheck(path: path, metadata: metadata).check(start: start, byteCount: byteCount)
    return metadata
  }
}
