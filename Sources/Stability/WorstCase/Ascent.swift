import Numerical

/// Ascent by steps within the bounds, from several points at a time.
///
/// A first step is of infinite size: it maximises the linearised objective. Where the objective did not rise the point
/// stays and the next step is shorter; where it did, longer.
struct Ascent {
  let objective: SearchObjective
  private(set) var climbs: [Climb] = []

  /// A point on its way up.
  struct Climb: Sendable {
    var point: SearchPoint
    var value = -1.0
    /// How far the features are from the image's own.
    var difference: [Double] = []
    /// The unit direction of steepest ascent; empty until the point is left.
    var direction: [Double] = []
    /// The relative size of the next step.
    var stepSize = Double.infinity
    /// What the step before left to quicken the next.
    var memory: [Double] = []
  }

  /// What an infinite step that failed is followed by, and how sizes change.
  private static let finiteStepSize = 1.0, leastStepSize = 1e-3, growth = 3.0, decline = 0.3

  /// - Parameter points: Within the bounds.
  init(_ objective: SearchObjective, from points: [SearchPoint]) throws {
    self.objective = objective
    try add(points)
  }

  private mutating func add(_ points: [SearchPoint]) throws {
    if points.isEmpty { return }
    climbs += points.map { Climb(point: $0) }
    try move(Array(climbs.indices.suffix(points.count)), to: points)
  }

  /// Takes steps until they are spent or too short.
  mutating func ascend(steps: Int, effort: Int, checkCancellation: () throws -> Void) throws {
    for _ in 0..<steps {
      try checkCancellation()
      try evaluateDirections()
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
      for (index, step) in zip(moving, steps) { climbs[index].memory = step.1 }
      try move(moving, to: steps.map(\.0))
    }
  }

  /// Adds climbs from the crossings of each image's best point with its others.
  mutating func cross() throws {
    let own = Dictionary(grouping: climbs.indices) { climbs[$0].point.image }
    try add(
      own.keys.sorted().flatMap { image in
        objective.space.crossings(of: ordered(own[image]!).map { climbs[$0].point })
      })
  }

  /// Keeps the highest of each image.
  mutating func keep(_ count: Int) {
    let own = Dictionary(grouping: climbs.indices) { climbs[$0].point.image }
    climbs = own.keys.sorted().flatMap { image in ordered(own[image]!).prefix(count).map { climbs[$0] } }
  }

  /// The highest first.
  private func ordered(_ indices: [Int]) -> [Int] {
    indices.sorted { (climbs[$0].value, $1) > (climbs[$1].value, $0) }
  }

  /// Moves climbs to points where the objective is larger.
  private mutating func move(_ moving: [Int], to proposals: [SearchPoint]) throws {
    let differences = try objective.differences(objective.space.neighbourhood(of: proposals))
    for (index, own) in moving.enumerated() {
      let (value, size) = (squaredNorm(differences[index]), climbs[own].stepSize)
      if value > climbs[own].value {
        (climbs[own].point, climbs[own].value) = (proposals[index], value)
        (climbs[own].difference, climbs[own].direction) = (differences[index], [])
        climbs[own].stepSize = Self.growth * size
      } else {
        climbs[own].stepSize = size == .infinity ? Self.finiteStepSize : Self.decline * size
      }
    }
  }

  /// Evaluates the gradients where they are not known. A climb without one ends.
  private mutating func evaluateDirections() throws {
    let new = climbs.indices.filter { climbs[$0].direction.isEmpty }
    if new.isEmpty { return }
    let gradients = try objective.pulled(
      objective.space.neighbourhood(of: new.map { climbs[$0].point }), new.flatMap { climbs[$0].difference })
    for (index, gradient) in zip(new, gradients) {
      climbs[index].direction = objective.space.direction(gradient)
      if climbs[index].direction.allSatisfy({ $0 == 0 }) { climbs[index].stepSize = 0 }
    }
  }
}
