import Arrays
import ComplexModule

/// The complex transform of a grid of any rank, unnormalised, as one pass an axis: a pass sees the grid as a matrix, its first axis
/// by all others, transforms the columns and writes them as rows. That moves the axis to the end, so after as many passes as
/// axes all are in their order again.
///
/// Plans of a whole grid leave every axis where it is, and so step through memory by whole rows both where they read and where
/// they write; turning columns into rows on the way is faster by a third (decision 14). In place a pass leaves its axis where it is,
/// and one slice of a volume after another goes through the passes of its own axes, near the processor. Grids that a provider of the planner prefers whole (decision 16), and those in place with an axis that takes a plan, take one
/// plan of the whole grid.
///
/// Plain pointers into the arena it was made in, which must outlive it: immutable, run by any number of threads at once.
package struct GridTransform<Sample: FourierScalar>: @unchecked Sendable {
  package typealias Samples = UnsafeMutablePointer<Complex<Sample>>

  /// One for each axis, in place for each of more than a sample; none where the grid is transformed whole.
  private let passes: UnsafeBufferPointer<AxisPass>
  /// What goes through other passes before, in place: the slices along the first axis, each transformed along the axes it has; their
  /// number, and the samples of each.
  private let slicePasses: UnsafeBufferPointer<AxisPass>
  private let sliceCount, sliceSize: Int
  /// The transform of the whole grid, in place.
  private let whole: UnownedPlan?
  private let isInPlace: Bool
  /// Whether the result takes the place of the input: in place, or after an even number of passes.
  private let endsAtSource: Bool

  /// - Parameter isInPlace: Whether the transform is to need no second array.
  package init(
    _ kind: Recipe.Kind, grid: Shape, rigor: Rigor, isInPlace: Bool = false, planner: Planner, in arena: Arena
  ) {
    let needsPlan = isInPlace && !AxisPass.areStepsInPlace(grid, Sample.self)
    let whole: FourierPlan<Sample>? = planner.wholePlan(kind, grid, rigor: rigor, isInPlace: needsPlan)
    if let whole { arena.keep(whole) }
    self.whole = whole?.unowned
    self.isInPlace = isInPlace || whole != nil
    endsAtSource = self.isInPlace || grid.rank % 2 == 0
    let slice = Shape(unchecked: Array(grid.dimensions.dropFirst()))
    let areSliced = isInPlace && whole == nil && grid.rank > 2 && AxisPass.areStepsInPlace(slice, Sample.self)
    (sliceCount, sliceSize) = (grid[0], slice.count)
    slicePasses = arena.store(areSliced ? AxisPass.inPlace(kind, slice, Sample.self, in: arena) : [])
    if whole != nil {
      passes = arena.store([])
    } else if isInPlace {
      passes = arena.store(
        AxisPass.inPlace(kind, grid, axes: areSliced ? 0..<1 : 0..<grid.rank, Sample.self, in: arena))
    } else {
      passes = arena.store(
        grid.dimensions.map { length in
          AxisPass(
            kind, length: length, columns: grid.count / length, Sample.self, rigor: rigor, planner: planner,
            in: arena)
        })
    }
  }

  /// Transforms the grid at `source`, back and forth between it and `other`, which is not needed in place.
  /// - Returns: Where the result lies, one of the two.
  @discardableResult
  package func execute(_ source: Samples, over other: Samples) -> Samples {
    if let whole {
      whole.execute(source, source)
      return source
    }
    // Untyped, so that a caller in another module runs the loops as they stand here.
    var (here, there) = (UnsafeMutableRawPointer(source), UnsafeMutableRawPointer(other))
    if isInPlace { there = here }
    if !slicePasses.isEmpty {
      for index in 0..<sliceCount {
        let slice = UnsafeMutableRawPointer(source + index * sliceSize)
        for pass in slicePasses { pass.execute(slice, into: slice) }
      }
    }
    for pass in passes {
      pass.execute(here, into: there)
      swap(&here, &there)
    }
    return result(of: source, over: other)
  }

  /// The buffer in which the result of a transform of `source` lies.
  package func result(of source: Samples, over other: Samples) -> Samples { endsAtSource ? source : other }

  /// The buffers of source and scratch with which the result lies at `out`.
  package func buffers(into out: Samples, over other: Samples) -> (source: Samples, other: Samples) {
    endsAtSource ? (out, other) : (other, out)
  }
}
