import Arrays
import ComplexModule

/// The complex transform of the leading axis of a matrix in place, unnormalised: of every column.
///
/// Plain pointers into the arena it was made in, which must outlive it: immutable, run by any number of threads at once.
package struct ColumnTransform<Sample: FourierScalar>: @unchecked Sendable {
  private let pass: AxisPass

  package init(
    _ kind: Recipe.Kind, length: Int, columns: Int, rigor: Rigor, planner: Planner, in arena: Arena
  ) {
    pass = AxisPass(
      kind, length: length, columns: columns, Sample.self, rigor: rigor, isInPlace: true, planner: planner,
      in: arena)
  }

  /// Transforms the columns of a matrix, which starts where memory of an `AlignedBuffer` may.
  package func execute(_ matrix: UnsafeMutablePointer<Complex<Sample>>) {
    // Untyped, so that a caller in another module runs the loop as it stands here.
    let matrix = UnsafeMutableRawPointer(matrix)
    pass.execute(matrix, into: matrix)
  }
}
