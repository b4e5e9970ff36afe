import ComplexModule
import Scattering

/// The FFTW baseline: the Fourier transforms that a scattering transform needs and nothing else, run one after the other on
/// memory that stays in cache.
struct FFTWBaseline: Sendable {
  private let plans: [(plan: FourierPlan<Float>, count: Int)]
  private let sampleCount: Int
  /// The work of the plan's transforms over that of these, in samples times their logarithms.
  let work: Double

  /// - Parameter areSmooth: Whether each side is replaced by the nearest with factors 2, 3 and 5.
  init(_ plan: ScatteringPlan, rigor: Rigor, areSmooth: Bool = false, planner: Planner) {
    let needed = plan.neededTransforms
    func shape(_ shape: Shape) -> Shape {
      areSmooth ? Shape(unchecked: shape.dimensions.map(ColumnFactors.nearestSmoothLength(to:))) : shape
    }
    plans = needed.map { (planner.plan(Recipe($0.kind, shape: shape($0.shape), rigor: rigor)), $0.count) }
    sampleCount = needed.map { shape($0.shape).count }.max()!
    func work(_ shape: (Shape) -> Shape) -> Double {
      needed.reduce(0) { sum, transform in
        let count = Double(shape(transform.shape).count)
        return sum + Double(transform.count) * count * Double.log2(count)
      }
    }
    self.work = work { $0 } / work(shape)
  }

  /// Two arrays for one worker.
  func makeWorkspace() -> (AlignedBuffer<Complex<Float>>, AlignedBuffer<Complex<Float>>) {
    let arrays = (
      AlignedBuffer<Complex<Float>>(uninitialized: sampleCount),
      AlignedBuffer<Complex<Float>>(uninitialized: sampleCount)
    )
    arrays.0.mutableElements.update(repeating: 0)
    arrays.1.mutableElements.update(repeating: 0)
    return arrays
  }

  /// The transforms of one signal.
  func execute(_ workspace: (AlignedBuffer<Complex<Float>>, AlignedBuffer<Complex<Float>>)) {
    for (plan, count) in plans {
      for _ in 0..<count {
        if plan.recipe.kind == .realForward {
          plan.execute(
            UnsafeRawPointer(workspace.0.base).assumingMemoryBound(to: Float.self), into: workspace.1.base)
        } else {
          plan.execute(UnsafePointer(workspace.0.base), into: workspace.1.base)
        }
      }
    }
  }
}
