import ComplexModule
import Scattering

/// The FFTW baseline: the Fourier transforms that a scattering transform needs and nothing else, run one after the other on
/// memory that stays in cache.
struct FFTWBaseline: Sendable {
  private let plans: [(plan: FourierPlan<Float>, count: Int)]
  private let sampleCount: Int

  init(_ plan: ScatteringPlan, rigor: Rigor, planner: Planner) {
    plans = plan.neededTransforms.map { needed in
      (planner.plan(Recipe(needed.kind, shape: needed.shape, rigor: rigor)), needed.count)
    }
    sampleCount = plan.grid.count
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
