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
    if !isShort, let steps = Self.steps(kind, length, columns, layout, Sample.self, instructions, in: arena) {
      way = .steps(steps, layout)
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

  /// All lines along an axis of a grid, in place; nil where that takes a plan.
  init?<Sample: FourierScalar>(
    _ kind: Recipe.Kind, axis: Int, of grid: Shape, _: Sample.Type, in arena: Arena
  ) {
    let (length, before) = (grid.dimensions[axis], grid.dimensions[..<axis].reduce(1, *))
    let after = grid.count / (before * length)
    let areRows = after == 1
    (matrices, lines, stride) = areRows ? (1, before, length) : (before, after, after)
    sampleSize = 2 * MemoryLayout<Sample>.stride
    matrixSize = length * after * sampleSize
    let layout = areRows ? ColumnSteps.Layout.rows : .columns
    guard let steps = Self.steps(kind, length, lines, layout, Sample.self, .best, in: arena) else {
      return nil
    }
    way = .steps(steps, layout)
  }

  /// Steps of our own, unless the length is not theirs or there are too few lines: one alone is FFTW's.
  private static func steps<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ length: Int, _ lines: Int, _ layout: ColumnSteps.Layout, _: Sample.Type,
    _ instructions: InstructionSet, in arena: Arena
  ) -> ColumnSteps? {
    guard lines >= (layout == .turned ? 2 : ColumnSteps.fewestInPlace(Sample.self)) else { return nil }
    return ColumnFactors(of: length).map {
      ColumnSteps(kind, $0, of: Sample.self, instructions: instructions, in: arena)
    }
  }

  /// Whether FFTW transforms even numbers of columns of this length in registers: faster than steps, and found by rule.
  private static func isShort(_ length: Int) -> Bool {
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
