import Arrays
import Numerical

/// The vectors of all training and all test images, computed once for every method that takes them.
public struct VectorSet: Sendable {
  /// A text of what decides the vectors of an image, such as `pixels` or the transform.
  public let name: String
  /// The vectors, one image a row.
  public let train, test: Matrix<Float>
  /// The number of neighbouring columns that belong together: the positions of one path.
  public let pathWidth: Int
  /// Seconds to compute the vector of one image.
  public let secondsPerImage: Double
  /// Computes the vectors of other images; nil where only these are known.
  public let vectors: (@Sendable (Signal<Float>) -> Matrix<Float>)?

  /// - Precondition: as many columns in both, in whole paths.
  public init(
    name: String, train: Matrix<Float>, test: Matrix<Float>, pathWidth: Int = 1, secondsPerImage: Double,
    vectors: (@Sendable (Signal<Float>) -> Matrix<Float>)? = nil
  ) {
    precondition(
      train.columns == test.columns && train.columns % pathWidth == 0,
      "vectors of \(train.columns) and \(test.columns) numbers in paths of \(pathWidth)")
    (self.name, self.train, self.test) = (name, train, test)
    (self.pathWidth, self.secondsPerImage, self.vectors) = (pathWidth, secondsPerImage, vectors)
  }

  public var dimension: Int { train.columns }

  /// A set of the first columns alone.
  /// - Parameter secondsPerImage: What these cost by themselves.
  public func prefix(_ columns: Int, name: String, secondsPerImage: Double) -> VectorSet {
    var firstVectors: (@Sendable (Signal<Float>) -> Matrix<Float>)?
    if let vectors { firstVectors = { vectors($0).prefix(columns) } }
    return VectorSet(
      name: name, train: train.prefix(columns), test: test.prefix(columns), pathWidth: pathWidth,
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
