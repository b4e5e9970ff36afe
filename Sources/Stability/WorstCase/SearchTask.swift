import Arrays
import Deformations
import Numerical

/// One search of some images within the bounds of one kind and amplitude.
struct SearchTask {
  private let search: WorstCase
  private let draw: RandomPoints
  /// The family of the fields; nil for noise.
  private let family: (any DeformationFamily)?
  private let space: any SearchSpace
  private let objective: SearchObjective
  /// The random points of all images, images slowest, scaled to the bounds, and how many of an image's were beyond them.
  private let random: [SearchPoint]
  private let rescaled: [Int]
  /// Points spread over the family where it has few coefficients, and random ones that only the ascent sets out from.
  private let scan, others: [SearchPoint]
  private let gradientBound: Double?
  private let radii: [Double]?

  init(_ search: WorstCase, _ draw: RandomPoints, gradientBound: Double?) throws {
    (self.search, self.draw) = (search, draw)
    let (settings, count) = (search.settings, search.settings.randomCount)
    let (inner, outer) = (0..<count, count..<(count + settings.randomStarts))
    var drawn: [SearchPoint]
    if draw.kind.hasField {
      let family = draw.family(draw.kind)
      drawn = draw.points(inner, family)
      let points = drawn
      let gradients = search.parallel.map(points.count) { family.supNorms(points[$0].coefficients).gradient }
      let bound = gradientBound ?? gradients.median()
      let space = draw.space(family, gradientBound: bound)
      (self.family, self.space, self.gradientBound, radii) = (family, space, bound, nil)
      rescaled = stride(from: 0, to: gradients.count, by: count).map { start in
        gradients[start..<(start + count)].count { $0 > bound }
      }
      others = draw.points(outer, family).map { space.projected($0, growing: true) }
      scan = (0..<draw.images.batchCount).flatMap { space.scan(image: $0) }
    } else {
      let radii = draw.matchedRadii(inner)
      let space = NoiseSpace(images: draw.images, radii: radii)
      drawn = draw.noise(inner).map { space.projected($0, growing: true) }
      (family, self.space, self.gradientBound, self.radii) = (nil, space, nil, radii)
      rescaled = radii.map { _ in 0 }
      others = draw.noise(outer).map { space.projected($0, growing: true) }
      scan = []
    }
    let (space, points) = (self.space, drawn)
    random = search.parallel.map(points.count) { space.projected(points[$0], growing: false) }
    objective = try SearchObjective(
      search.representation, space, draw.images, parallel: search.parallel)
  }

  func run(_ checkCancellation: () throws -> Void) throws -> [WorstCaseResult] {
    let found = try objective.evaluate(random, checkCancellation)
    let linear = try linearized(checkCancellation)
    let scanned = try objective.evaluate(scan, checkCancellation)
    let starts = starts(found, scanned, linear.map(\.coefficients))
    let count = starts[0].count
    let reached = try starts.indices.chunks(of: max(1, objective.batch / count)).flatMap { chunk in
      try climbed(starts[chunk].flatMap { $0 }, count: count, checkCancellation)
    }
    let values = try objective.evaluate(reached, checkCancellation)
    return linear.indices.map { image in
      let (chance, largest) = zip(block(random, image), block(found, image)).max { $0.1 < $1.1 }!
      // The fast warp, that the ascent uses, may take it below the random field from which it set out.
      let own = reached.indices.filter { reached[$0].image == image }
      let (point, value) = (own.map { (reached[$0], values[$0]) } + [(chance, largest)]).max {
        $0.1 < $1.1
      }!
      return result(point, value: value, randomMaximum: largest, gain: linear[image].gain)
    }
  }

  /// The best points of each image after all rounds of ascent.
  private func climbed(_ starts: [SearchPoint], count: Int, _ checkCancellation: () throws -> Void) throws
    -> [SearchPoint]
  {
    var ascent = try Ascent(objective, from: starts)
    for round in search.settings.rounds(starts: count) {
      if let crossed = round.crossed {
        try ascent.cross()
        ascent.keep(crossed)
      }
      try ascent.ascend(steps: round.steps, effort: round.effort, checkCancellation: checkCancellation)
      ascent.keep(round.kept)
    }
    return ascent.climbs.map(\.point)
  }

  /// The linearised solution of each image.
  private func linearized(_ checkCancellation: () throws -> Void) throws -> [(
    gain: Double, coefficients: [Double]
  )] {
    let zero = space.metric.map { _ in 0.0 }
    let zeroFields = (0..<draw.images.batchCount).map { SearchPoint(image: $0, coefficients: zero) }
    return try LinearizedProblem(objective: objective).solve(
      space.neighbourhood(of: zeroFields), steps: search.settings.powerSteps, seed: search.settings.seed,
      checkCancellation: checkCancellation)
  }

  /// Where the ascent begins: both signs of the linearised solution, the largest of the random and scanned points, and others.
  private func starts(_ found: [Double], _ scanned: [Double], _ linear: [[Double]]) -> [[SearchPoint]] {
    linear.indices.map { image in
      let signs = [1.0, -1.0].map { sign in
        space.projected(
          SearchPoint(image: image, coefficients: linear[image].map { sign * $0 }), growing: true)
      }
      let points = block(random, image) + block(scan, image)
      let values = block(found, image) + block(scanned, image)
      let largest = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
      return signs + largest.prefix(search.settings.largestStarts).map { points[$0] } + block(others, image)
    }
  }

  private func block<Element>(_ all: [Element], _ image: Int) -> [Element] {
    Array(all.block(image, of: draw.images.batchCount))
  }

  private func result(_ point: SearchPoint, value: Double, randomMaximum: Double, gain: Double)
    -> WorstCaseResult
  {
    let norm = draw.images.slice(point.image..<(point.image + 1)).norms()[0]
    return WorstCaseResult(
      kind: draw.kind, amplitude: draw.amplitude, gradientBound: gradientBound,
      noiseBound: radii?[point.image], coefficients: point.coefficients,
      field: family?.field(point.coefficients),
      deformed: Signal(space.evaluate([point]).samples, shape: draw.images.shape),
      distance: value.squareRoot() / norm, randomMaximum: randomMaximum.squareRoot() / norm,
      randomCount: search.settings.randomCount, rescaledCount: rescaled[point.image], linearizedGain: gain)
  }
}

extension RandomPoints {
  /// The median |L_tau x - x| over elastic fields of the amplitude, for each image.
  func matchedRadii(_ range: Range<Int>) -> [Double] {
    let family = family(.elastic)
    let space = space(family, gradientBound: .infinity)
    let points = points(range, family)
    return (0..<images.batchCount).map { image in
      let own = Array(points.block(image, of: images.batchCount))
      let moved = space.evaluate(own)
      return own.indices.map {
        distance(moved.samples(of: $0), images.samples(of: image), count: images.shape.count)
      }.median()
    }
  }
}
