import Learning
import Testing

/// Which candidates of a learner stand at the end of what is tried.
@Suite struct EdgeTests {
  private func edges(_ learner: some Learner) -> [[String]] {
    (0..<learner.candidateCount).map(learner.edges)
  }

  @Test func onlyTheEndsOfAnAxisAreEdges() throws {
    #expect(
      edges(try OneVersusRest(.squaredHinge, costs: [1, 0.1, 10])) == [
        ["C 0.1, the smallest tried"], [], ["C 10, the largest tried"],
      ])
    #expect(
      edges(try AffinePCA(dimensions: [5, 20, 80])) == [
        ["dimension 5, the smallest tried"], [], ["dimension 80, the largest tried"],
      ])
    #expect(
      edges(try Ridge(lambdas: [1, 0.1, 0.01])) == [
        ["lambda 1, the largest tried"], [], ["lambda 0.01, the smallest tried"],
      ])
  }

  /// Two costs have no inside, three gammas have; both axes are looked at.
  @Test func everyAxisIsLookedAt() throws {
    let ends = ["gamma 0.25, the smallest tried"]
    let last = ["gamma 1, the largest tried"]
    #expect(
      edges(try RadialSVM(costs: [4, 16], gammas: [0.25, 0.5, 1])) == [ends, [], last, ends, [], last])
    #expect(
      edges(try RadialSVM(costs: [1, 4, 16], gammas: [0.25, 0.5, 1]))[0] == ["C 1, the smallest tried"] + ends
    )
  }

  @Test func aPipelineHasItsLearners() throws {
    let learner = try OneVersusRest(.squaredHinge, costs: [0.1, 1, 10])
    #expect(edges(PipelineLearner(steps: [.standardise], learner: learner)) == edges(learner))
  }
}
