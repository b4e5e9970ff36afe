import Arrays

/// The arrays of a `.npz` file, as far as their headers say.
package struct NumPyArchive {
  package struct Entry {
    /// The name by which `numpy.load` knows the array.
    package let name: String
    package let header: NPYHeader
    /// The bytes of the array's file, header included.
    package let byteCount: Int
  }

  package let path: String
  package let entries: [Entry]

  /// More than any header that NumPy writes for an array of numbers.
  private static let longestHeader = 1 << 16
  static let ending = ".npy"

  /// - Throws: `.badData` for what is no archive of arrays.
  package init(_ path: String) throws(FileError) {
    let archive = try ZipReader(path)
    var entries: [Entry] = []
    while let entry = try archive.next() {
      guard entry.name.hasSuffix(Self.ending) else { continue }
      let header = try archive.read(Self.longestHeader).withBytes { (bytes) throws(FileError) in
        try NPYHeader(bytes, "\(path):\(entry.name)")
      }
      entries.append(
        Entry(
          name: String(entry.name.dropLast(Self.ending.count)), header: header, byteCount: entry.byteCount))
    }
    guard !entries.isEmpty else {
      throw FileError(.badData, path, found: "a ZIP archive without arrays", expected: "NumPy's .npz")
    }
    (self.path, self.entries) = (path, entries)
  }

  /// Whether the arrays are those of a feature file.
  var isOfFeatures: Bool { Set(entries.map(\.name)).isSuperset(of: ["metadata", "inputs", "features"]) }

  /// The array of a name, or without one the only array that `fits` accepts.
  ///
  /// - Parameter wanted: What such arrays are, for the error.
  /// - Throws: `.badData` if there is none, or more than one.
  package func entry(named name: String?, wanted: String, where fits: (NPYHeader) -> Bool) throws(FileError)
    -> Entry
  {
    if let name {
      guard let entry = entries.first(where: { $0.name == name || $0.name + Self.ending == name }) else {
        throw FileError(.badData, path, found: "no array \(name)", expected: "one of \(list(entries))")
      }
      return entry
    }
    if isOfFeatures {
      throw FileError(.badData, path, found: "a feature file of scatter", expected: wanted)
    }
    let candidates = entries.filter { fits($0.header) }
    guard candidates.count == 1 else {
      throw FileError(
        .badData, path, found: "the arrays \(list(candidates.isEmpty ? entries : candidates))",
        expected: "one of \(wanted), or its name: \(path):\(candidates.first?.name ?? "NAME")")
    }
    return candidates[0]
  }

  /// The whole file of an array, as far as the archive says it goes.
  package func contents(of entry: Entry) throws(FileError) -> [UInt8] {
    try ZipReader(path, at: entry.name + Self.ending).read(entry.byteCount)
  }

  /// Names and axes of arrays, for messages.
  private func list(_ entries: [Entry]) -> String {
    let texts = entries.prefix(8).map { entry in
      let axes = entry.header.dimensions.axesText
      return axes.isEmpty ? entry.name : "\(entry.name) (\(axes))"
    }
    return texts.joined(separator: ", ") + (entries.count > 8 ? " and \(entries.count - 8) more" : "")
  }
}

/// A position in an entry of a zip archive.
final class ZipCursor: ByteCursor, @unchecked Sendable {
  private let archive: ZipReader
  private(set) var position = 0

  var path: String { archive.path }

  /// At the start of the array of a name.
  ///
  /// - Throws: `.badData` if it has gone.
  init(_ path: String, entry name: String) throws(FileError) {
    archive = try ZipReader(path, at: name + NumPyArchive.ending)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let count = try archive.read(into: buffer)
    position += count
    return count
  }
}
