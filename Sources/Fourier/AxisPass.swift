import Arrays

/// One pass of a `GridTransform`: the columns of a matrix, transformed and written as rows.
///
/// A matrix that is not small goes through in strips of a few columns, so that what is read and written of them stays in the
/// nearest cache.
struct AxisPass: @unchecked Sendable {
  /// Columns of the matrix, and samples of each.
  let columns, length: Int
  /// Columns of a strip; the last may have fewer.
  let width: Int
  /// FFTW's plans of a strip and of the last.
  let strip, rest: OpaquePointer

  /// The columns of a strip: as many single-precision samples as a line of the cache holds. Of the widths from 2 to 40 it is the
  /// fastest or near it at all sizes (decision 14).
  private static var stripWidth: Int { 8 }
  /// The bytes up to which a matrix and its result are near the processor as a whole.
  private static var smallSize: Int { 1 << 15 }

  /// - Parameters:
  ///   - count: Samples of the matrix.
  ///   - stride: Bytes of a sample.
  ///   - makePlan: The plan of a recipe.
  init(
    _ kind: Recipe.Kind, length: Int, of count: Int, stride: Int, rigor: Rigor,
    makePlan: (Recipe) -> OpaquePointer
  ) {
    let columns = count / length
    func plan(_ batch: Int) -> OpaquePointer {
      makePlan(Recipe(kind, length: length, batch: batch, matrixColumns: columns, rigor: rigor))
    }
    (self.length, self.columns) = (length, columns)
    width = 2 * count * stride <= Self.smallSize ? columns : min(Self.stripWidth, columns)
    strip = plan(width)
    rest = columns % width == 0 ? strip : plan(columns % width)
  }

  /// Each strip's plan, the place of its first sample, and the place where its first row goes.
  @inline(__always)
  func forEachStrip(_ body: (_ plan: OpaquePointer, _ source: Int, _ target: Int) -> Void) {
    for column in stride(from: 0, to: columns, by: width) {
      body(column + width <= columns ? strip : rest, column, column * length)
    }
  }
}
