import Arrays

/// Where each path's feature lies in the block of features of one signal.
public struct FeatureLayout: Hashable, Sendable {
  /// One path's feature.
  public struct Entry: Hashable, Sendable {
    /// The index of its first sample in the block.
    public let offset: Int
    /// The axes of its samples, in row-major order.
    public let shape: Shape
  }

  /// An entry a path, one after the other without gaps.
  public let entries: [Entry]
  /// The number of samples of a block.
  public let count: Int
  /// The shape of every path's feature, nil where they differ: then features are no array `[batch, path, space...]`.
  public let commonShape: Shape?

  /// - Parameter shapes: One a path, at least one.
  public init(shapes: [Shape]) {
    var (entries, count): ([Entry], Int) = ([], 0)
    entries.reserveCapacity(shapes.count)
    for shape in shapes {
      entries.append(Entry(offset: count, shape: shape))
      count += shape.count
    }
    (self.entries, self.count) = (entries, count)
    commonShape = shapes.dropFirst().allSatisfy { $0 == shapes[0] } ? shapes[0] : nil
  }

  /// The range of a path's samples in the block.
  public func range(ofPath path: Int) -> Range<Int> {
    entries[path].offset..<(entries[path].offset + entries[path].shape.count)
  }
}
