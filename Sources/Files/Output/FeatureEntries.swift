/// Entries of a batch: what classifiers, tables and people take as one, along its first axis. A picture is one entry, however many
/// planes it has.
extension FeatureMetadata {
  /// The number of entries along the first axis of the batch: 1 without batch axes, 0 where they hold no frame.
  public var entryCount: Int { batchCount == 0 ? 0 : batch.first ?? 1 }

  /// The number of frames of an entry, which are the elements of the batch behind its first axis: 3 for a picture in colour.
  public var framesPerEntry: Int { batch.dropFirst().reduce(1, *) }

  /// The number of features of one entry, of all its frames.
  public var entryLength: Int { framesPerEntry * blockLength }

  /// The name of each entry: that of its frame or, of several frames, what their names have in common, `a.png` of `a.png[red]`
  /// and `x.npy[2]` of `x.npy[2,5]`.
  public var entryNames: [String] { (0..<entryCount).map { entryName(of: frames(ofEntry: $0)) } }

  /// What tells the frames of an entry apart: `red`, `green` and `blue`, or the indices along the axes behind the first.
  var frameLabels: [String] {
    let labels = entryCount > 0 ? frames(ofEntry: 0).compactMap { indicesOfFrame($0) } : []
    return labels.count == framesPerEntry ? labels : Self.indices(along: batch.dropFirst())
  }

  private func frames(ofEntry index: Int) -> ArraySlice<String> {
    inputs[(index * framesPerEntry)..<((index + 1) * framesPerEntry)]
  }

  /// Names that were not made by this rule stay as they are.
  private func entryName(of frames: ArraySlice<String>) -> String {
    let first = frames[frames.startIndex]
    guard let name = FrameName(first)?.droppingLast(indexCount),
      frames.allSatisfy({ FrameName($0)?.droppingLast(indexCount) == name })
    else { return first }
    return name
  }

  private func indicesOfFrame(_ name: String) -> String? {
    guard let frame = FrameName(name), frame.indices.count >= indexCount else { return nil }
    return frame.indices.suffix(indexCount).joined(separator: ",")
  }

  /// The indices by which the frames of an entry differ.
  private var indexCount: Int { max(batch.count - 1, 0) }

  /// The indices of all elements along some axes in row-major order, such as `2,3`.
  static func indices(along axes: some Sequence<Int>) -> [String] {
    axes.reduce([[]]) { indices, count in
      indices.flatMap { index in (0..<count).map { index + ["\($0)"] } }
    }.map { $0.joined(separator: ",") }
  }
}

/// The name of a frame taken apart: its file, and in brackets behind it where in the file the frame stands, an index an axis.
package struct FrameName {
  /// The file's name, which may hold brackets too.
  package let file: Substring
  /// Such as `2` and `red`.
  package let indices: [Substring]

  /// - Returns: nil for a name without brackets at its end.
  package init?(_ name: String) {
    let bytes = name.utf8
    guard bytes.last == UInt8(ascii: "]"), let start = bytes.lastIndex(of: UInt8(ascii: "[")) else {
      return nil
    }
    file = name[..<start]
    let inside = bytes[bytes.index(after: start)...].dropLast()
    indices = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Substring.init)
  }

  /// The name without its last indices, and without brackets where none is left; nil where there are fewer or `count` is 0.
  package func droppingLast(_ count: Int) -> String? {
    guard count > 0, indices.count >= count else { return nil }
    let rest = indices.dropLast(count)
    return rest.isEmpty ? String(file) : "\(file)[\(rest.joined(separator: ","))]"
  }
}
