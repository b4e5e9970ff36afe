/// The class of every sample, by number, and what the classes are called.
public struct Labels: Codable, Hashable, Sendable {
  /// One a sample, each in `0..<classNames.count`.
  public let values: [Int]
  /// Sorted: as numbers where all are whole numbers, else bytewise.
  public let classNames: [String]

  /// - Precondition: every value names a class.
  public init(values: [Int], classNames: [String]) {
    precondition(
      values.allSatisfy { classNames.indices.contains($0) }, "a label outside 0..<\(classNames.count)")
    (self.values, self.classNames) = (values, classNames)
  }
}
