import Arrays

/// One pass of a `GridTransform`: the columns of a matrix, transformed and written as rows.
///
/// A matrix that is not small goes through in strips of a few columns, so that what is read and written of them stays in the
/// nearest cache.
struct AxisPass: @unchecked Sendable {
  /// Columns of the matrix, and of a strip; the last may have fewer.
  private let columns, width: Int
  /// Bytes of a sample, and of a column's samples.
  private let sampleStride, columnBytes: Int
  /// The transforms of a strip and of the last.
  private let strip, rest: UnownedPlan

  /// The columns of a strip: as many single-precision samples as a line of the cache holds. Of the widths from 2 to 40 it is the
  /// fastest or near it at all sizes (decision 14).
  static var stripWidth: Int { 8 }
  /// The bytes up to which a matrix and its result are near the processor as a whole.
  private static var smallSize: Int { 1 << 15 }

  /// - Parameters:
  ///   - length: Samples of a column.
  ///   - count: Samples of the matrix.
  ///   - stride: Bytes of a sample.
  ///   - makePlan: The plan of a recipe.
  init(
    _ kind: Recipe.Kind, length: Int, of count: Int, stride: Int, rigor: Rigor,
    makePlan: (Recipe) -> UnownedPlan
  ) {
    let columns = count / length
    func plan(_ batch: Int) -> UnownedPlan {
      makePlan(Recipe(kind, length: length, batch: batch, matrixColumns: columns, rigor: rigor))
    }
    (self.columns, sampleStride, columnBytes) = (columns, stride, length * stride)
    width = 2 * count * stride <= Self.smallSize ? columns : min(Self.stripWidth, columns)
    strip = plan(width)
    rest = columns % width == 0 ? strip : plan(columns % width)
  }

  @inline(__always)
  func execute(_ matrix: UnsafeMutableRawPointer, into rows: UnsafeMutableRawPointer) {
    for column in stride(from: 0, to: columns, by: width) {
      (column + width <= columns ? strip : rest).execute(
        matrix + column * sampleStride, rows + column * columnBytes)
    }
  }
}
