import Foundation
import Scattering
import TestSupport
import Testing

/// Planners whose searches have little time or none: what they make, and what is remembered of it.
@Suite struct SearchLimitTests {
  /// Time for every search of these tests.
  static let plenty = Duration.seconds(100_000)
  /// No time, so that FFTW is not asked to search, and less than FFTW's first look at the clock takes.
  static let none: [Duration] = [.zero, .nanoseconds(1)]

  let folder = TemporaryFolder()
  var store: WisdomStore { WisdomStore(folder: folder.path) }

  /// Of a number of signals that nobody has planned for: drawn anew a call, as in `WisdomTests`.
  func newRecipe() -> Recipe {
    Recipe(.backward, shape: [5], batch: .random(in: 1_000..<200_000), rigor: .measure)
  }

  @discardableResult
  func plan(_ recipe: Recipe, _ planner: Planner) -> FourierPlan<Float> { planner.plan(recipe) }

  /// What a planner that remembers nothing itself, but has time, takes from it for a plan.
  func searchTime(_ recipe: Recipe) -> Duration {
    let planner = Planner(wisdom: nil, searchLimit: Self.plenty)
    plan(recipe, planner)
    return Self.plenty - planner.searchTimeLeft!
  }

  @Test(arguments: none) func plansWithoutTimeAreRight(limit: Duration) {
    let recipe = newRecipe()
    let planner = Planner(wisdom: nil, searchLimit: limit)
    let input = complexNoise(5 * recipe.batch, seed: 1, as: Float.self)
    let spectrum = Spectrum<Float>(batch: [recipe.batch], signalShape: [5], isHalf: false)
    _ = spectrum.storage.mutableElements.update(fromContentsOf: input)
    let expected = naiveTransform(
      input.map { Complex(Double($0.real), Double($0.imaginary)) }, shape: [recipe.batch, 5], sign: 1,
      axes: [1])
    #expect(relativeDistance(plan(recipe, planner)(spectrum).samples, expected) < 1e-6)
    #expect(planner.searchTimeLeft == .zero)
  }

  @Test(arguments: none) func whatWasCutShortIsNotRemembered(limit: Duration) throws {
    let recipe = newRecipe()
    plan(recipe, Planner(wisdom: store, searchLimit: limit))
    #expect(folder.contents.isEmpty)
    // Nor is it when another plan is.
    plan(newRecipe(), Planner(wisdom: store))
    let text = try String(contentsOfFile: store.file(Float.self), encoding: .utf8)
    #expect(text.hasPrefix("(fftw-3") && text.hasSuffix(")\n") && !text.contains("TIMEOUT"))
    #expect(searchTime(recipe) > .zero)
  }

  @Test func knownPlansTakeNoTime() {
    let recipe = newRecipe()
    #expect(searchTime(recipe) > .zero)
    #expect(searchTime(recipe) == .zero)
  }

  /// A search within the limit is as good as one without, and remembered.
  @Test func whatWasFoundInTimeIsRemembered() {
    let recipe = newRecipe()
    plan(recipe, Planner(wisdom: store, searchLimit: Self.plenty))
    #expect(folder.contents.count == 1)
    #expect(searchTime(recipe) == .zero)
  }

  @Test func allSearchesShareTheLimit() {
    let planner = Planner(wisdom: nil, searchLimit: Self.plenty)
    var left = [Self.plenty]
    for _ in 0..<3 {
      plan(newRecipe(), planner)
      left.append(planner.searchTimeLeft!)
    }
    #expect(zip(left, left.dropFirst()).allSatisfy { $0 > $1 })
    #expect(Planner(wisdom: nil).searchTimeLeft == nil)
  }

  @Test func whatIsEstimatedTakesNoTime() {
    let planner = Planner(wisdom: nil, searchLimit: Self.plenty)
    plan(Recipe(.forward, shape: [5], batch: 7, rigor: .estimate), planner)
    #expect(planner.searchTimeLeft == Self.plenty)
  }
}
