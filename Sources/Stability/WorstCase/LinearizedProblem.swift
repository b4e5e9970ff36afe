import Arrays
import Numerical

/// The top singular value and vector of the linearised map from coefficients to features, one for each image: power
/// iteration on J^T J in the units of the space's metric (Golub and Van Loan 2013, section 8.2).
struct LinearizedProblem {
  let objective: SearchObjective

  /// The gain |J v| of unit v, and the coefficients v, in units of the metric.
  func solve(
    _ neighbourhood: Neighbourhood, steps: Int, seed: UInt64, checkCancellation: () throws -> Void
  ) throws -> [(gain: Double, coefficients: [Double])] {
    let (space, metric) = (objective.space, objective.space.metric)
    var generator = SeededGenerator(seed: seed)
    var vectors = neighbourhood.points.map { _ in unit(metric.map { _ in generator.nextNormal() }) }
    var gains = [Double](repeating: 0, count: vectors.count)
    for _ in 0..<steps {
      try checkCancellation()
      let tangents = space.pushforward(neighbourhood, along: vectors.map { zip($0, metric).map(*) })
      let pushed = try objective.representation.pushforward(at: neighbourhood.signals, along: tangents)
      for index in gains.indices { gains[index] = norm(pushed.block(index, of: gains.count)) }
      vectors = try objective.pulled(neighbourhood, pushed).map { unit(zip($0, metric).map(*)) }
    }
    return zip(gains, vectors).map { ($0, zip($1, metric).map(*)) }
  }
}

/// A vector divided by its norm; one of norm 0 is left.
func unit(_ vector: [Double]) -> [Double] {
  let length = norm(vector)
  return length > 0 ? vector.map { $0 / length } : vector
}
