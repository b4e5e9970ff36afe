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

  /// - Precondition: as many columns in both, in whole paths.
  public init(
    name: String, train: Matrix<Float>, test: Matrix<Float>, pathWidth: Int = 1, secondsPerImage: Double
  ) {
    precondition(
      train.columns == test.columns && train.columns % pathWidth == 0,
      "vectors of \(train.columns) and \(test.columns) numbers in paths of \(pathWidth)")
    (self.name, self.train, self.test) = (name, train, test)
    (self.pathWidth, self.secondsPerImage) = (pathWidth, secondsPerImage)
  }

  public var dimension: Int { train.columns }

  /// A set of the first columns alone.
  /// - Parameter secondsPerImage: What these cost by themselves.
  public func prefix(_ columns: Int, name: String, secondsPerImage: Double) -> VectorSet {
    VectorSet(
      name: name, train: train.prefix(columns), test: test.prefix(columns), pathWidth: pathWidth,
      secondsPerImage: secondsPerImage)
  }
}

extension Matrix<Float> {
  /// The first columns.
  fileprivate func prefix(_ count: Int) -> Matrix<Float> {
    let elements = (0..<rows).flatMap { row($0).prefix(count) }
    return Matrix(elements, rows: rows, columns: count)
  }
}
