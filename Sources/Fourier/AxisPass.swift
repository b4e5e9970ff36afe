import Arrays

/// The transforms of the columns of a matrix, which are written as rows, as `GridTransform` passes over its axes, or stay in place.
///
/// A matrix that is not small goes through in strips of a few columns, so that what is read and written of them stays in the
/// nearest cache.
struct AxisPass: @unchecked Sendable {
  private enum Way {
    /// A plan for strips of `width` columns, and one for the last, which may have fewer.
    case plans(width: Int, strip: UnownedPlan, rest: UnownedPlan)
    case odd(OddColumns)
  }

  private let columns: Int
  /// Bytes from one column to the next, and from one result to the next.
  private let sampleStride, resultStride: Int
  private let way: Way

  /// The columns of a strip: as many single-precision samples as a line of the cache holds. Of the widths from 2 to 40 it is the
  /// fastest or near it at all sizes (decision 14).
  private static var stripWidth: Int { 8 }
  /// The bytes up to which a matrix and its result are near the processor as a whole.
  private static var smallSize: Int { 1 << 15 }

  /// - Parameters:
  ///   - length: Samples of a column.
  ///   - count: Samples of the matrix.
  ///   - isInPlace: Whether columns are left as columns, where they were.
  ///   - makePlan: The plan of a recipe.
  init<Sample: FourierScalar>(
    _ kind: Recipe.Kind, length: Int, of count: Int, _: Sample.Type, rigor: Rigor, isInPlace: Bool = false,
    in arena: Arena, makePlan: (Recipe) -> UnownedPlan
  ) {
    let columns = count / length
    let stride = 2 * MemoryLayout<Sample>.stride
    (self.columns, sampleStride, resultStride) = (columns, stride, isInPlace ? stride : length * stride)
    let radices = isInPlace ? [] : OddColumns.radices(of: length)
    guard radices.isEmpty else {
      way = .odd(OddColumns(kind, radices: radices, of: Sample.self, in: arena))
      return
    }
    func plan(_ batch: Int) -> UnownedPlan {
      makePlan(
        Recipe(
          kind, length: length, batch: batch, matrixColumns: columns, isInPlace: isInPlace, rigor: rigor))
    }
    let isSmall = (isInPlace ? 1 : 2) * count * stride <= Self.smallSize
    let width = isSmall ? columns : min(Self.stripWidth, columns)
    let strip = plan(width)
    way = .plans(
      width: width, strip: strip, rest: columns % width == 0 ? strip : plan(columns % width))
  }

  @inline(__always)
  func execute(_ matrix: UnsafeMutableRawPointer, into rows: UnsafeMutableRawPointer) {
    switch way {
    case .odd(let kernel): kernel.execute(matrix, stride: columns, columns: columns, into: rows)
    case .plans(let width, let strip, let rest):
      for column in stride(from: 0, to: columns, by: width) {
        (column + width <= columns ? strip : rest).execute(
          matrix + column * sampleStride, rows + column * resultStride)
      }
    }
  }
}
