import Foundation

/// Reads what a `.npz` feature file says.
enum NPZFeatureReader {
  static func read(_ path: String) throws(FileError) -> FeatureMetadata {
    let archive = try ZipReader(path)
    var metadata: FeatureMetadata?
    while let entry = try archive.next() {
      switch (entry.name, metadata) {
      case ("metadata.npy", _): metadata = try parse(try archive.read(.max), path)
      case ("features.npy", let metadata?):
        let start = try archive.read(NPYFeatureReader.longestHeader)
        try FeatureArrayCheck(path: path, metadata: metadata).check(start: start, byteCount: entry.byteCount)
        return metadata
      default: continue
      }
    }
    throw FileError(
      .badData, path, found: "no metadata and features after them", expected: "a feature archive")
  }

  /// Metadata from the array of one string that holds their JSON text.
  private static func parse(_ array: [UInt8], _ path: String) throws(FileError) -> FeatureMetadata {
    let header = try array.withBytes { (bytes) throws(FileError) in try NPYHeader(bytes, path) }
    guard case .string(let type) = header.descriptor, type.hasPrefix("<U"), header.dimensions.isEmpty else {
      throw FileError(.badData, path, found: "metadata that are no text", expected: "a feature archive")
    }
    let scalars = stride(from: header.offset, to: array.count - 3, by: 4).compactMap { at in
      Unicode.Scalar(array[at..<(at + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
    let text = String(String.UnicodeScalarView(scalars))
    return try FeatureMetadata(json: Data(text.utf8), path: path)
  }
}
