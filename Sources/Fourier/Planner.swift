import Arrays
import Synchronization

/// Plans are made and freed under one lock for the whole process: FFTW asks for it.
let plannerLock = Mutex<Void>(())

/// Makes transforms and keeps them: the only part of Fourier that changes.
///
/// Safe to use from any number of threads. Plans of equal recipe are made once; a thread that asks for a plan which is known
/// does not wait while another is searched for.
public final class Planner: Sendable {
  private struct Key: Hashable {
    let recipe: Recipe
    let precision: FourierPrecision
    /// The index of the provider.
    let provider: Int
  }

  private let entries = Mutex<[Key: any AnyObject & Sendable]>([:])
  /// The libraries, in the order in which they are asked.
  private let providers: [any FourierProvider]

  /// What searches take their time from.
  private let budget: SearchBudget

  /// The planner that everything uses unless given another, with wisdom in the user's cache folder and no limit on searches.
  public static let shared = Planner()

  /// - Parameters:
  ///   - wisdom: Where FFTW's plans are remembered; nil for nowhere.
  ///   - mkl: Transforms larger grids instead of FFTW. Results then differ in their last bits.
  ///   - searchLimit: About how long all searches of this planner may take together; nil for as long as their rigor takes. Then
  ///     the search under way is cut short, and further plans are chosen by rule; that may be other plans, and so other last
  ///     bits, on another run. What a search found that was cut short is not remembered. What wisdom knows takes no time.
  public convenience init(
    wisdom: WisdomStore? = .standard, mkl: MathKernelLibrary? = nil, searchLimit: Duration? = nil
  ) {
    self.init(preferring: mkl.map { [$0] } ?? [], wisdom: wisdom, searchLimit: searchLimit)
  }

  /// - Parameter providers: Asked for every plan before FFTW, in this order.
  package init(
    preferring providers: [any FourierProvider], wisdom: WisdomStore?, searchLimit: Duration? = nil
  ) {
    budget = SearchBudget(searchLimit)
    self.providers = providers + [FFTW(wisdom: wisdom, budget: budget)]
  }

  /// How long searches may still take; nil for no limit.
  package var searchTimeLeft: Duration? { budget.left }

  /// The plan of a recipe. The first call for a recipe takes the time its rigor takes, or what is left of the planner's limit;
  /// later calls are instant.
  public func plan<Sample: FourierScalar>(
    _ recipe: Recipe, of _: Sample.Type = Sample.self
  ) -> FourierPlan<Sample> {
    guard let plan: FourierPlan<Sample> = firstPlan(recipe, by: providers.indices) else {
      fatalError("FFTW made no plan for \(recipe)")
    }
    return plan
  }

  /// The plan of a whole grid in place, or nil where the grid is best transformed axis by axis.
  /// - Parameter isInPlace: Whether there must be a plan, FFTW's if no other.
  func wholePlan<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ grid: Shape, rigor: Rigor, isInPlace: Bool
  ) -> FourierPlan<Sample>? {
    let recipe = Recipe(kind, shape: grid, rigor: rigor, isInPlace: true)
    return firstPlan(recipe, by: providers.indices.filter { isInPlace || providers[$0].prefersWholeGrids })
  }

  private func firstPlan<Sample: FourierScalar>(
    _ recipe: Recipe, by candidates: some Sequence<Int>
  ) -> FourierPlan<Sample>? {
    for index in candidates {
      let key = Key(recipe: recipe, precision: Sample.precision, provider: index)
      if let plan = entry(key, of: Sample.self).plan({ providers[index].makePlan(recipe, of: Sample.self) }) {
        return plan
      }
    }
    return nil
  }

  private func entry<Sample: FourierScalar>(_ key: Key, of _: Sample.Type) -> PlanEntry<Sample> {
    entries.withLock { entries in
      if let entry = entries[key] as? PlanEntry<Sample> { return entry }
      let entry = PlanEntry<Sample>()
      entries[key] = entry
      return entry
    }
  }
}

/// The time that all searches of a planner may still take.
final class SearchBudget: Sendable {
  private let state: Mutex<Duration?>

  /// - Parameter limit: Nil for none.
  init(_ limit: Duration?) { state = Mutex(limit) }

  var left: Duration? { state.withLock { $0 } }

  /// Searches within what is left, and takes from it the time that this needed.
  /// - Precondition: called with the planner's lock held.
  func spend<Plan: Sendable>(_ search: (_ limit: Duration?) -> Plan) -> Plan {
    let start = ContinuousClock.now
    let plan = search(left)
    let time = ContinuousClock.now - start
    state.withLock { $0 = $0.map { max(.zero, $0 - time) } }
    return plan
  }
}

/// One provider's plan of one recipe, made at most once: who asks meanwhile waits, and nobody else.
private final class PlanEntry<Sample: FourierScalar>: Sendable {
  private enum State {
    case unknown
    case known(FourierPlan<Sample>?)
  }

  private let state = Mutex(State.unknown)

  func plan(_ make: () -> FourierPlan<Sample>?) -> FourierPlan<Sample>? {
    state.withLock { state in
      if case .known(let plan) = state { return plan }
      let plan = plannerLock.withLock { _ in make() }
      state = .known(plan)
      return plan
    }
  }
}
