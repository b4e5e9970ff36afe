import Numerical

/// Projected gradient ascent from several points at a time, on the objective of the point scaled onto the bounds: where it
/// grows outwards, the gradient is less by what scaling back takes. A step's size is relative to the point's length in units of
/// the metric; it grows where the objective did and shrinks where it did not, and a point that did not rise stays.
struct Ascent {
  let objective: SearchObjective
  private(set) var points: [SearchPoint]
  private var values: [Double]
  /// Unit vectors in units of the metric, and whether the objective grows along the point itself.
  private var directions: [[Double]] = []
  private var isGrowing: [Bool] = []
  private var stepSizes: [Double]

  private static let firstStepSize = 0.5, leastStepSize = 1e-3, growth = 1.5, decline = 0.4

  /// - Parameter points: Within the bounds.
  init(_ objective: SearchObjective, from points: [SearchPoint]) throws {
    (self.objective, self.points) = (objective, points)
    let neighbourhood = objective.space.neighbourhood(of: points)
    values = try objective.values(neighbourhood)
    stepSizes = points.map { _ in Self.firstStepSize }
    directions = points.map { _ in [] }
    isGrowing = points.map { _ in false }
    try evaluateGradients(neighbourhood, at: Array(points.indices))
  }

  /// Takes steps until they are spent or too short.
  mutating func ascend(steps: Int, checkCancellation: () throws -> Void) throws {
    for _ in 0..<steps {
      try checkCancellation()
      let moving = points.indices.filter { stepSizes[$0] >= Self.leastStepSize }
      if moving.isEmpty { return }
      try step(moving)
    }
  }

  private mutating func step(_ moving: [Int]) throws {
    let neighbourhood = objective.space.neighbourhood(of: moving.map(proposal))
    let found = try objective.values(neighbourhood)
    var risen: [Int] = []
    for (index, point) in moving.enumerated() {
      let hasRisen = found[index] > values[point]
      stepSizes[point] *= hasRisen ? Self.growth : Self.decline
      if hasRisen {
        (points[point], values[point]) = (neighbourhood.points[index], found[index])
        risen.append(point)
      }
    }
    if !risen.isEmpty {
      try evaluateGradients(objective.space.neighbourhood(of: risen.map { points[$0] }), at: risen)
    }
  }

  /// Where a step from a point leads.
  private func proposal(_ index: Int) -> SearchPoint {
    let metric = objective.space.metric
    let length = norm(zip(points[index].coefficients, metric).map { $0 / $1 })
    var moved = points[index]
    for coefficient in metric.indices {
      moved.coefficients[coefficient] +=
        stepSizes[index] * length * metric[coefficient] * directions[index][coefficient]
    }
    return objective.space.projected(moved, growing: isGrowing[index])
  }

  /// Evaluates the gradients at points, and with them the directions of the next steps.
  private mutating func evaluateGradients(_ neighbourhood: Neighbourhood, at indices: [Int]) throws {
    let metric = objective.space.metric
    let gradients = try objective.gradients(neighbourhood)
    let space = objective.space
    let bounds = objective.parallel.map(indices.count) { space.boundGradient(at: neighbourhood.points[$0]) }
    for (index, (gradient, bound)) in zip(indices, zip(gradients, bounds)) {
      let outward = dot(gradient, points[index].coefficients)
      isGrowing[index] = outward > 0
      let taken = outward > 0 ? bound : nil
      let scaled = metric.indices.map { metric[$0] * (gradient[$0] - outward * (taken?[$0] ?? 0)) }
      let length = norm(scaled)
      directions[index] = length > 0 ? scaled.map { $0 / length } : scaled
      if length == 0 { stepSizes[index] = 0 }
    }
  }
}
