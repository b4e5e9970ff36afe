import Arrays
import ComplexModule

/// The complex transform of a grid of any rank, unnormalised, as one pass an axis: a pass sees the grid as a matrix, its first axis
/// by all others, transforms the columns and writes them as rows. That moves the axis to the end, so after as many passes as
/// axes all are in their order again.
///
/// FFTW's own plans of a grid leave every axis where it is, and so step through memory by whole rows both where they read
/// and where they write; transposing on the way is faster by a third (decision 14). Grids that are transformed in
/// place take FFTW's own plan, and larger ones that of the planner's `MathKernelLibrary`, if it has one (decision 16).
///
/// Plain pointers into the arena it was made in: immutable, run by any number of threads at once.
public struct GridTransform<Sample: FourierScalar>: @unchecked Sendable {
  /// One for each axis; none in place.
  let passes: UnsafeBufferPointer<AxisPass>
  /// The plan of the whole grid, in place.
  let inPlace: OpaquePointer?
  /// What executes that plan, if it is the Math Kernel Library's.
  let mklExecute: MathKernelLibrary.Functions.Execute?
  /// Whether the result takes the place of the input: in place, or after an even number of passes.
  let endsAtSource: Bool

  /// - Parameter isInPlace: Whether the transform is to need no second array.
  package init(
    _ kind: Recipe.Kind, grid: Shape, rigor: Rigor, isInPlace: Bool = false, planner: Planner, in arena: Arena
  ) {
    func makePlan(_ recipe: Recipe) -> OpaquePointer {
      let plan: FourierPlan<Sample> = planner.plan(recipe)
      arena.keep(plan)
      return plan.handle
    }
    let mklPlan = planner.mklPlan(kind, grid, of: Sample.self)
    let axes: [Int]
    if let mklPlan {
      arena.keep(mklPlan)
      (axes, inPlace) = ([], mklPlan.handle)
    } else if isInPlace {
      (axes, inPlace) = ([], makePlan(Recipe(kind, shape: grid, rigor: rigor, isInPlace: true)))
    } else {
      (axes, inPlace) = (grid.dimensions, nil)
    }
    mklExecute = mklPlan?.execute
    passes = arena.store(
      axes.map { length in
        AxisPass(
          kind, length: length, of: grid.count, stride: MemoryLayout<Complex<Sample>>.stride, rigor: rigor,
          makePlan: makePlan)
      })
    endsAtSource = axes.count % 2 == 0
  }

  /// Where the result of a transform of `source` lies.
  package func result(
    of source: UnsafeMutablePointer<Complex<Sample>>, over other: UnsafeMutablePointer<Complex<Sample>>
  ) -> UnsafeMutablePointer<Complex<Sample>> {
    endsAtSource ? source : other
  }

  /// Where the source must lie, and the scratch, for the result to lie at `out`.
  package func places(
    into out: UnsafeMutablePointer<Complex<Sample>>, over other: UnsafeMutablePointer<Complex<Sample>>
  ) -> (source: UnsafeMutablePointer<Complex<Sample>>, other: UnsafeMutablePointer<Complex<Sample>>) {
    endsAtSource ? (out, other) : (other, out)
  }
}

extension FourierScalar {
  /// Transforms the grid at `source`, back and forth between it and `other`, which is not needed in place.
  /// - Returns: Where the result lies.
  @inline(__always)
  static func run(
    _ transform: GridTransform<Self>, _ source: UnsafeMutablePointer<Complex<Self>>,
    over other: UnsafeMutablePointer<Complex<Self>>
  ) -> UnsafeMutablePointer<Complex<Self>> {
    if let plan = transform.inPlace {
      if let mklExecute = transform.mklExecute {
        mklExecute(plan, source, source)
      } else {
        execute(plan, source, source)
      }
      return source
    }
    var (here, there) = (source, other)
    for pass in transform.passes {
      pass.forEachStrip { plan, from, to in execute(plan, here + from, there + to) }
      swap(&here, &there)
    }
    return here
  }
}
