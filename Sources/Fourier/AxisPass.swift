import Arrays

/// The transforms along one axis of a grid, of all its lines, unnormalised.
package struct AxisPass: @unchecked Sendable {
  private enum Way {
    case steps(ColumnSteps, ColumnSteps.Layout)
    /// A plan for strips of `width` columns, and one for the last, which may have fewer: what is read and written of them stays in the
    /// nearest cache. `advance` is the bytes from one column's result to the next.
    case plans(width: Int, advance: Int, strip: UnownedPlan, rest: UnownedPlan)
  }

  /// Matrices one after the other; the lines of one, and the samples between starts of its rows.
  private let matrices, lines, stride: Int
  /// Bytes of a sample, and of a matrix.
  private let sampleSize, matrixSize: Int
  private let way: Way

  /// The columns of a matrix of `length` rows, written as rows, or in place.
  package init<Sample: FourierScalar>(
    _ kind: Recipe.Kind, length: Int, columns: Int, _: Sample.Type, rigor: Rigor, isInPlace: Bool = false,
    instructions: InstructionSet = .best, planner: Planner, in arena: Arena
  ) {
    (matrices, lines, stride) = (1, columns, columns)
    sampleSize = 2 * MemoryLayout<Sample>.stride
    matrixSize = length * columns * sampleSize
    let isShort = !isInPlace && Self.isShort(length) && columns.isMultiple(of: 2)
    let layout = isInPlace ? ColumnSteps.Layout.columns : .turned
    if !isShort, let factors = Self.factors(length, lines: columns, layout, Sample.self) {
      way = .steps(
        ColumnSteps(kind, factors, of: Sample.self, instructions: instructions, in: arena), layout)
      return
    }
    func plan(_ batch: Int) -> UnownedPlan {
      let recipe = Recipe(
        kind, length: length, batch: batch, matrixColumns: columns, isInPlace: isInPlace,
        rigor: Self.isShort(length) ? .estimate : rigor)
      let plan: FourierPlan<Sample> = planner.plan(recipe)
      arena.keep(plan)
      return plan.unowned
    }
    let isSmall = (isInPlace ? 1 : 2) * matrixSize <= Self.smallSize
    let width = isSmall ? columns : min(Self.stripWidth, columns)
    let strip = plan(width)
    way = .plans(
      width: width, advance: isInPlace ? sampleSize : length * sampleSize, strip: strip,
      rest: columns % width == 0 ? strip : plan(columns % width))
  }

  /// All lines along an axis of a grid, in place.
  /// - Precondition: `areStepsInPlace`.
  init<Sample: FourierScalar>(
    _ kind: Recipe.Kind, axis: Int, of grid: Shape, _: Sample.Type, in arena: Arena
  ) {
    let (length, before, after) = Self.extents(axis, of: grid)
    let areRows = after == 1
    (matrices, lines, stride) = areRows ? (1, before, length) : (before, after, after)
    sampleSize = 2 * MemoryLayout<Sample>.stride
    matrixSize = length * after * sampleSize
    way = .steps(
      ColumnSteps(kind, ColumnFactors(of: length)!, of: Sample.self, in: arena), areRows ? .rows : .columns)
  }

  /// The passes of a grid's axes of more than a sample, in place.
  /// - Parameter axes: Which of them; nil for all.
  /// - Precondition: `areStepsInPlace`.
  static func inPlace<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ grid: Shape, axes: Range<Int>? = nil, _: Sample.Type, in arena: Arena
  ) -> [AxisPass] {
    (axes ?? 0..<grid.rank).filter { grid[$0] > 1 }.map {
      AxisPass(kind, axis: $0, of: grid, Sample.self, in: arena)
    }
  }

  /// Whether steps transform every axis of a grid in place; else that takes a plan.
  static func areStepsInPlace<Sample>(_ grid: Shape, _: Sample.Type) -> Bool {
    grid.dimensions.indices.allSatisfy { axis in
      let (length, before, after) = extents(axis, of: grid)
      let lines = after == 1 ? before : after
      return length == 1 || factors(length, lines: lines, .columns, Sample.self) != nil
    }
  }

  /// The samples along an axis, the product of those before it, and of those after.
  private static func extents(_ axis: Int, of grid: Shape) -> (length: Int, before: Int, after: Int) {
    let (length, before) = (grid.dimensions[axis], grid.dimensions[..<axis].reduce(1, *))
    return (length, before, grid.count / (before * length))
  }

  /// The factors by which steps transform so many lines of a length; nil where they do not: a line alone is FFTW's.
  private static func factors<Sample>(
    _ length: Int, lines: Int, _ layout: ColumnSteps.Layout, _: Sample.Type
  ) -> ColumnFactors? {
    let fewest = layout == .turned ? 2 : ColumnSteps.fewestInPlace(Sample.self)
    return lines >= fewest ? ColumnFactors(of: length) : nil
  }

  /// Whether FFTW transforms even numbers of columns of this length in registers: faster than steps, and found by rule.
  package static func isShort(_ length: Int) -> Bool {
    [1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 32].contains(length)
  }

  /// The columns of a strip of FFTW's: as many single-precision samples as a line of the cache holds.
  private static var stripWidth: Int { 8 }
  /// The bytes up to which a matrix and its result are near the processor as a whole.
  private static var smallSize: Int { 1 << 15 }

  /// - Parameter result: The matrix itself in place.
  @inline(__always)
  package func execute(_ matrix: UnsafeMutableRawPointer, into result: UnsafeMutableRawPointer) {
    switch way {
    case .steps(let steps, let layout):
      for index in 0..<matrices {
        steps.execute(
          matrix + index * matrixSize, stride: stride, count: lines, layout, into: result + index * matrixSize
        )
      }
    case .plans(let width, let advance, let strip, let rest):
      for column in Swift.stride(from: 0, to: lines, by: width) {
        (column + width <= lines ? strip : rest).execute(
          matrix + column * sampleSize, result + column * advance)
      }
    }
  }
}
