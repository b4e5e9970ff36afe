import Arrays
import ComplexModule
import Synchronization

/// Plans are made and freed under one lock for the whole process: FFTW asks for it.
let plannerLock = Mutex<Void>(())

/// Makes transforms, keeps them, and remembers on disk what it learnt: the only part of Fourier that changes.
///
/// Safe to use from any number of threads. Plans of equal recipe are made once.
public final class Planner: Sendable {
  private struct State {
    var plans: [Key: any AnyObject & Sendable] = [:]
    var mklPlans: [Key: MathKernelLibrary.Plan] = [:]
    var hasReadWisdom: Set<ObjectIdentifier> = []
  }

  private struct Key: Hashable {
    let recipe: Recipe
    let scalar: ObjectIdentifier
  }

  private let state = Mutex(State())
  private let wisdom: WisdomStore?
  private let mkl: MathKernelLibrary?

  /// The planner that everything uses unless told otherwise, with wisdom in the user's cache folder.
  public static let shared = Planner()

  /// - Parameters:
  ///   - wisdom: Where FFTW's plans are remembered; nil for nowhere.
  ///   - mkl: Transforms larger grids in FFTW's place. Results then differ in their last bits.
  public init(wisdom: WisdomStore? = .standard, mkl: MathKernelLibrary? = nil) {
    (self.wisdom, self.mkl) = (wisdom, mkl)
  }

  /// The plan of a recipe. The first call for a recipe takes the time its rigor takes; later calls are instant.
  public func plan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type = Sample.self) -> FourierPlan<
    Sample
  > {
    let key = Key(recipe: recipe, scalar: ObjectIdentifier(Sample.self))
    return state.withLock { state in
      if let plan = state.plans[key] as? FourierPlan<Sample> { return plan }
      let plan: FourierPlan<Sample> = plannerLock.withLock { _ in make(recipe, &state) }
      state.plans[key] = plan
      return plan
    }
  }

  /// The Math Kernel Library's plan of a complex transform in place; nil for grids that are FFTW's.
  func mklPlan<Sample: FourierScalar>(_ kind: Recipe.Kind, _ grid: Shape, of _: Sample.Type)
    -> MathKernelLibrary.Plan?
  {
    guard let mkl, MathKernelLibrary.takes(grid, stride: MemoryLayout<Complex<Sample>>.stride) else {
      return nil
    }
    // Rigor is FFTW's: this library does not search.
    let recipe = Recipe(kind, shape: grid, rigor: .estimate, isInPlace: true)
    let key = Key(recipe: recipe, scalar: ObjectIdentifier(Sample.self))
    return state.withLock { state in
      if let plan = state.mklPlans[key] { return plan }
      let plan = plannerLock.withLock { _ in mkl.plan(recipe, of: Sample.self) }
      state.mklPlans[key] = plan
      return plan
    }
  }

  private func make<Sample: FourierScalar>(_ recipe: Recipe, _ state: inout State) -> FourierPlan<Sample> {
    guard let wisdom, recipe.rigor != .estimate else { return FourierPlan(recipe) }
    let isFirst = state.hasReadWisdom.insert(ObjectIdentifier(Sample.self)).inserted
    let isMissing = isFirst && !wisdom.read(Sample.self)
    let known = Sample.exportWisdom()
    let plan = FourierPlan<Sample>(recipe)
    if isMissing || Sample.exportWisdom() != known { wisdom.write(Sample.self) }
    return plan
  }
}
