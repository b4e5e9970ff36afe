import Numerical

/// Ascent by steps within the bounds, from several points at a time.
///
/// A first step is of infinite size: it maximises the linearised objective. Where the objective did not rise the point
/// stays and the next step is shorter; where it did, longer.
struct Ascent {
  let objective: SearchObjective
  private(set) var climbs: [Climb]

  /// A point on its way up.
  struct Climb: Sendable {
    var point: SearchPoint
    var value = -1.0
    /// The unit direction of steepest ascent.
    var direction: [Double] = []
    /// The relative size of the next step.
    var stepSize = Double.infinity
    var memory: [Double] = []
  }

  /// What an infinite step that failed is followed by, and how sizes change.
  private static let finiteStepSize = 1.0, leastStepSize = 1e-3, growth = 3.0, decline = 0.3

  /// - Parameter points: Within the bounds.
  init(_ objective: SearchObjective, from points: [SearchPoint]) throws {
    self.objective = objective
    climbs = points.map { Climb(point: $0) }
    try move(Array(climbs.indices), to: points)
  }

  /// Takes steps until they are spent or too short.
  mutating func ascend(steps: Int, effort: Int, checkCancellation: () throws -> Void) throws {
    for _ in 0..<steps {
      try checkCancellation()
      let moving = climbs.indices.filter { climbs[$0].stepSize >= Self.leastStepSize }
      if moving.isEmpty { return }
      let (space, current) = (objective.space, climbs)
      let steps = objective.parallel.map(moving.count) { index in
        let climb = current[moving[index]]
        var memory = climb.memory
        let point = space.step(
          from: climb.point, along: climb.direction, size: climb.stepSize, effort: effort, memory: &memory)
        return (point, memory)
      }
      for (index, step) in zip(moving, steps) { self.climbs[index].memory = step.1 }
      try move(moving, to: steps.map(\.0))
    }
  }

  /// Keeps the highest of each image.
  mutating func keep(_ count: Int) {
    let order = climbs.indices.sorted { (climbs[$0].value, $1) > (climbs[$1].value, $0) }
    var kept: [Int: Int] = [:]
    let chosen = order.filter { index in
      kept[climbs[index].point.image, default: 0] += 1
      return kept[climbs[index].point.image]! <= count
    }
    climbs = chosen.sorted().map { climbs[$0] }
  }

  /// Moves climbs to points where the objective is larger, and evaluates its gradients there.
  private mutating func move(_ moving: [Int], to proposals: [SearchPoint]) throws {
    let neighbourhood = objective.space.neighbourhood(of: proposals)
    let differences = try objective.differences(neighbourhood)
    var risen: [Int] = []
    for (index, own) in moving.enumerated() {
      let value = squaredNorm(differences[index])
      if value > climbs[own].value {
        (climbs[own].point, climbs[own].value) = (proposals[index], value)
        climbs[own].stepSize *= Self.growth
        risen.append(index)
      } else {
        let size = climbs[own].stepSize
        climbs[own].stepSize = size == .infinity ? Self.finiteStepSize : Self.decline * size
      }
    }
    if risen.isEmpty { return }
    let gradients = try objective.pulled(
      neighbourhood.selecting(risen), risen.flatMap { differences[$0] })
    for (index, gradient) in zip(risen, gradients) {
      let direction = objective.space.direction(gradient)
      climbs[moving[index]].direction = direction
      if direction.allSatisfy({ $0 == 0 }) { climbs[moving[index]].stepSize = 0 }
    }
  }
}
