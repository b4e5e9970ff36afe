import Dispatch
import Fourier
import Scattering
import Synchronization
import TestSupport
import Testing

/// The planner among providers, and among threads.
@Suite struct PlannerTests {
  /// A library that makes no plan: it says what it is asked for, and takes its time over one shape.
  final class Slow: FourierProvider {
    let asked = Mutex<[Recipe]>([])
    let slow: Shape?
    let started = DispatchSemaphore(value: 0)
    let proceed = DispatchSemaphore(value: 0)
    let prefersWholeGrids: Bool

    init(slow: Shape? = nil, prefersWholeGrids: Bool = false) {
      (self.slow, self.prefersWholeGrids) = (slow, prefersWholeGrids)
    }

    func makePlan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> FourierPlan<Sample>? {
      asked.withLock { $0.append(recipe) }
      if recipe.shape == slow {
        started.signal()
        proceed.wait()
      }
      return nil
    }
  }

  /// Asks for a known plan while another is searched for: were there one lock, this would never end.
  @Test func aKnownPlanWaitsForNoSearch() {
    let provider = Slow(slow: [6, 6])
    let planner = Planner(preferring: [provider], wisdom: nil)
    let known: FourierPlan<Float> = planner.plan(Recipe(.forward, shape: [4, 4], rigor: .estimate))
    let done = DispatchSemaphore(value: 0)
    let queue = DispatchQueue(label: "search")
    queue.async {
      let _: FourierPlan<Float> = planner.plan(Recipe(.forward, shape: [6, 6], rigor: .estimate))
      done.signal()
    }
    provider.started.wait()
    let again: FourierPlan<Float> = planner.plan(Recipe(.forward, shape: [4, 4], rigor: .estimate))
    #expect(again === known)
    provider.proceed.signal()
    done.wait()
    #expect(provider.asked.withLock { $0.map(\.shape) } == [[4, 4], [6, 6]])
  }

  @Test func threadsThatAskForOnePlanShareIt() {
    let provider = Slow()
    let planner = Planner(preferring: [provider], wisdom: nil)
    let recipe = Recipe(.backward, shape: [10, 6], rigor: .measure)
    let plans = Parallel(threads: 8).map(32) { _ in planner.plan(recipe, of: Double.self) }
    #expect(plans.allSatisfy { $0 === plans[0] })
    #expect(provider.asked.withLock { $0 } == [recipe])
  }

  /// Grids go to a provider whole if it prefers them so or must, and to FFTW's passes where it declines.
  @Test(arguments: [false, true], [false, true])
  func gridsAreOfferedWholeWhereThatIsBest(prefersWholeGrids: Bool, isInPlace: Bool) {
    let provider = Slow(prefersWholeGrids: prefersWholeGrids)
    let planner = Planner(preferring: [provider], wisdom: nil)
    let arena = Arena()
    _ = GridTransform<Float>(
      .forward, grid: [6, 8], rigor: .estimate, isInPlace: isInPlace, planner: planner, in: arena)
    let asked = provider.asked.withLock { $0 }
    #expect(asked.contains { $0.isInPlace } == (prefersWholeGrids || isInPlace))
    #expect(asked.contains { $0.matrixColumns != nil } == !isInPlace)
  }
}
