import Arrays
import ComplexModule

/// The complex transform of the leading axis of a matrix in place, unnormalised: of every column, in strips of a few.
///
/// Plain pointers into the arena it was made in, which must outlive it: immutable, run by any number of threads at once.
package struct ColumnTransform<Sample: FourierScalar>: @unchecked Sendable {
  private let columns, width: Int
  /// The transforms of a strip and of the last, which may have fewer columns.
  private let strip, rest: UnownedPlan

  package init(
    _ kind: Recipe.Kind, length: Int, columns: Int, rigor: Rigor, planner: Planner, in arena: Arena
  ) {
    func plan(_ batch: Int) -> UnownedPlan {
      let plan: FourierPlan<Sample> = planner.plan(
        Recipe(kind, length: length, batch: batch, matrixColumns: columns, isInPlace: true, rigor: rigor))
      arena.keep(plan)
      return plan.unowned
    }
    self.columns = columns
    width = min(AxisPass.stripWidth, columns)
    strip = plan(width)
    rest = columns % width == 0 ? strip : plan(columns % width)
  }

  /// Transforms the columns of a matrix, which is aligned as an `AlignedBuffer` is.
  package func execute(_ matrix: UnsafeMutablePointer<Complex<Sample>>) {
    for column in stride(from: 0, to: columns, by: width) {
      (column + width <= columns ? strip : rest).execute(matrix + column, matrix + column)
    }
  }
}
