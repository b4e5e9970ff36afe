import Numerical

/// Vectors, each with the number of its class.
public struct LabelledVectors: Sendable {
  /// The vectors, one sample a row.
  public let vectors: Matrix<Float>
  /// The class of each row, in `0..<classCount`.
  public let labels: [Int]
  public let classCount: Int

  /// - Precondition: one label a row, each in `0..<classCount`.
  public init(_ vectors: Matrix<Float>, labels: [Int], classCount: Int) {
    precondition(vectors.rows == labels.count, "\(labels.count) labels for \(vectors.rows) vectors")
    precondition(labels.allSatisfy { (0..<classCount).contains($0) }, "a label outside 0..<\(classCount)")
    (self.vectors, self.labels, self.classCount) = (vectors, labels, classCount)
  }

  public var count: Int { labels.count }

  /// The samples of these indices, in this order.
  public func selecting(_ indices: some Collection<Int>) -> LabelledVectors {
    LabelledVectors(vectors.selecting(indices), labels: indices.map { labels[$0] }, classCount: classCount)
  }
}

extension LabelledVectors {
  /// The indices of the samples of each class.
  var indicesByClass: [[Int]] {
    var indices = [[Int]](repeating: [], count: classCount)
    for (index, label) in labels.enumerated() { indices[label].append(index) }
    return indices
  }

  /// What every learner asks of its samples.
  ///
  /// - Throws: `LearningError` for fewer than two classes, a class without samples, and a sample that is not finite.
  func check() throws(LearningError) {
    guard classCount >= 2 else { throw .oneClass(found: classCount) }
    if let empty = indicesByClass.firstIndex(where: \.isEmpty) { throw .emptyClass(empty) }
    try vectors.checkFinite()
  }
}

extension Matrix<Float> {
  /// - Throws: `LearningError.nonFinite` for the first element that is infinite or NaN.
  func checkFinite() throws(LearningError) {
    let index = elements.withUnsafeBufferPointer { $0.firstIndex { !$0.isFinite } }
    guard let index else { return }
    throw .nonFinite(row: index / columns, column: index % columns, found: "\(elements[index])")
  }
}
