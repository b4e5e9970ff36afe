import Arrays
import Numerical

/// The vectors of training images, those that are learned from at least, and of all test images, computed once for every method that takes them.
public struct VectorSet: Sendable {
  /// A text of what decides the vectors of an image, such as `pixels` or the transform.
  public let name: String
  /// The vectors, one image a row.
  public let train, test: Matrix<Float>
  /// The training images that the rows of `train` are of, ascending; nil for all.
  public let trainIndices: [Int]?
  /// The number of neighbouring columns that belong together: the positions of one path.
  public let pathWidth: Int
  /// Seconds to compute the vector of one image.
  public let secondsPerImage: Double
  /// Computes the vectors of other images; nil where only these are known.
  public let vectors: (@Sendable (Signal<Float>) -> Matrix<Float>)?

  /// - Precondition: as many columns in both, in whole paths.
  public init(
    name: String, train: Matrix<Float>, trainIndices: [Int]? = nil, test: Matrix<Float>, pathWidth: Int = 1,
    secondsPerImage: Double,
    vectors: (@Sendable (Signal<Float>) -> Matrix<Float>)? = nil
  ) {
    precondition(
      train.columns == test.columns && train.columns % pathWidth == 0,
      "vectors of \(train.columns) and \(test.columns) numbers in paths of \(pathWidth)")
    precondition(
      trainIndices.map { $0.count == train.rows } ?? true, "\(train.rows) rows of other training images")
    (self.name, self.train, self.trainIndices, self.test) = (name, train, trainIndices, test)
    (self.pathWidth, self.secondsPerImage, self.vectors) = (pathWidth, secondsPerImage, vectors)
  }

  public var dimension: Int { train.columns }

  /// The vectors of some training images, ascending.
  /// - Precondition: they are among those that the set has.
  func train(_ indices: [Int]) -> Matrix<Float> {
    if indices.count == train.rows { return train }
    guard let trainIndices else { return train.selecting(indices) }
    var row = 0
    return train.selecting(
      indices.map { index in
        while trainIndices[row] < index { row += 1 }
        precondition(trainIndices[row] == index, "training image \(index) has no vector")
        return row
      })
  }

  /// A set of the first columns alone.
  /// - Parameter secondsPerImage: What these cost by themselves.
  public func prefix(_ columns: Int, name: String, secondsPerImage: Double) -> VectorSet {
    var firstVectors: (@Sendable (Signal<Float>) -> Matrix<Float>)?
    if let vectors { firstVectors = { vectors($0).prefix(columns) } }
    return VectorSet(
      name: name, train: train.prefix(columns), trainIndices: trainIndices, test: test.prefix(columns),
      pathWidth: pathWidth,
      secondsPerImage: secondsPerImage, vectors: firstVectors)
  }
}

extension Matrix<Float> {
  /// The first columns.
  fileprivate func prefix(_ count: Int) -> Matrix<Float> {
    let elements = (0..<rows).flatMap { row($0).prefix(count) }
    return Matrix(elements, rows: rows, columns: count)
  }
}
