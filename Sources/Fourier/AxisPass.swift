import Arrays

/// One pass of a `GridTransform`: the columns of a matrix, transformed and written as rows.
///
/// Strips of a few columns at a time, so that what is read and written of them stays in the nearest cache.
struct AxisPass: @unchecked Sendable {
  /// Columns of the matrix, and samples of each.
  let columns, length: Int
  /// Columns of a strip; the last may have fewer.
  let width: Int
  /// FFTW's plans of a strip and of the last.
  let strip, rest: OpaquePointer

  /// The columns of a strip: as many single-precision samples as a line of the cache holds.
  static var stripWidth: Int { 8 }

  /// - Parameters:
  ///   - count: Samples of the matrix.
  ///   - makePlan: The plan of a recipe.
  init(
    _ kind: Recipe.Kind, length: Int, of count: Int, rigor: Rigor, makePlan: (Recipe) -> OpaquePointer
  ) {
    let columns = count / length
    func plan(_ batch: Int) -> OpaquePointer {
      makePlan(Recipe(kind, length: length, batch: batch, matrixColumns: columns, rigor: rigor))
    }
    (self.length, self.columns) = (length, columns)
    width = min(Self.stripWidth, columns)
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
