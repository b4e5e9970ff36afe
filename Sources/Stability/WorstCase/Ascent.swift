import Numerical

/// Projected gradient ascent from several points at a time, on the objective of the point scaled onto the bounds: where it
/// grows outwards, the gradient is less by what scaling back takes. A step has a share of the point's length in units of the
/// metric; the share grows where the objective did and shrinks where it did not, and a point that did not rise stays.
struct Ascent {
  let objective: SearchObjective
  private(set) var points: [SearchPoint]
  private var values: [Double]
  /// Unit vectors in units of the metric, and whether the objective grows along the point itself.
  private var directions: [[Double]] = []
  private var isGrowing: [Bool] = []
  private var shares: [Double]

  private static let firstShare = 0.5, leastShare = 1e-3, growth = 1.5, decline = 0.4

  /// - Parameter points: Within the bounds.
  init(_ objective: SearchObjective, from points: [SearchPoint]) throws {
    (self.objective, self.points) = (objective, points)
    let place = objective.space.neighbourhood(of: points)
    values = try objective.values(place)
    shares = points.map { _ in Self.firstShare }
    directions = points.map { _ in [] }
    isGrowing = points.map { _ in false }
    try look(place, at: Array(points.indices))
  }

  /// Climbs until the steps are spent or too short.
  mutating func climb(steps: Int, checkCancellation: () throws -> Void) throws {
    for _ in 0..<steps {
      try checkCancellation()
      let moving = points.indices.filter { shares[$0] >= Self.leastShare }
      if moving.isEmpty { return }
      try step(moving)
    }
  }

  private mutating func step(_ moving: [Int]) throws {
    let place = objective.space.neighbourhood(of: moving.map(candidate))
    let found = try objective.values(place)
    var risen: [Int] = []
    for (index, point) in moving.enumerated() {
      let hasRisen = found[index] > values[point]
      shares[point] *= hasRisen ? Self.growth : Self.decline
      if hasRisen {
        (points[point], values[point]) = (place.points[index], found[index])
        risen.append(point)
      }
    }
    if !risen.isEmpty {
      try look(objective.space.neighbourhood(of: risen.map { points[$0] }), at: risen)
    }
  }

  private func candidate(_ index: Int) -> SearchPoint {
    let metric = objective.space.metric
    let length = norm(zip(points[index].coefficients, metric).map { $0 / $1 })
    var moved = points[index]
    for place in metric.indices {
      moved.coefficients[place] += shares[index] * length * metric[place] * directions[index][place]
    }
    return objective.space.fitted(moved, growing: isGrowing[index])
  }

  /// Takes the gradients at points.
  private mutating func look(_ place: Neighbourhood, at indices: [Int]) throws {
    let metric = objective.space.metric
    let gradients = try objective.gradients(place)
    let space = objective.space
    let bounds = objective.parallel.map(indices.count) { space.boundGradient(at: place.points[$0]) }
    for (index, (gradient, bound)) in zip(indices, zip(gradients, bounds)) {
      let outward = dot(gradient, points[index].coefficients)
      isGrowing[index] = outward > 0
      let taken = outward > 0 ? bound : nil
      let scaled = metric.indices.map { metric[$0] * (gradient[$0] - outward * (taken?[$0] ?? 0)) }
      let length = norm(scaled)
      directions[index] = length > 0 ? scaled.map { $0 / length } : scaled
      if length == 0 { shares[index] = 0 }
    }
  }
}
