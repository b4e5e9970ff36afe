import Numerical

/// Vectors, each with the number of its class.
public struct LabelledVectors: Sendable {
  /// One sample a row.
  public let vectors: Matrix<Float>
  /// One a row, each in `0..<classCount`.
  public let labels: [Int]
  public let classCount: Int

  /// - Precondition: one label a row, each in `0..<classCount`.
  public init(_ vectors: Matrix<Float>, labels: [Int], classCount: Int) {
    precondition(vectors.rows == labels.count, "\(labels.count) labels for \(vectors.rows) vectors")
    precondition(labels.allSatisfy { (0..<classCount).contains($0) }, "a label outside 0..<\(classCount)")
    (self.vectors, self.labels, self.classCount) = (vectors, labels, classCount)
  }

  public var count: Int { labels.count }

  /// The samples at these places, in this order.
  public func selecting(_ places: some Collection<Int>) -> LabelledVectors {
    LabelledVectors(vectors.selecting(places), labels: places.map { labels[$0] }, classCount: classCount)
  }
}
