import Arrays
import Deformations
import Numerical

/// The fields of a family within bounds on sup|tau| and sup|grad tau|.
struct FieldSpace: SearchSpace {
  let family: any DeformationFamily
  let displacementBound, gradientBound: Double
  private let reference, fast: SplineImages
  private let feasible: FeasibleFields?
  private let parallel: Parallel

  init(
    _ family: any DeformationFamily, images: Signal<Double>, displacementBound: Double,
    gradientBound: Double, parallel: Parallel
  ) {
    (self.family, self.parallel) = (family, parallel)
    feasible = (family as? ElasticFamily).map {
      FeasibleFields($0.elastic, displacementBound: displacementBound, gradientBound: gradientBound)
    }
    (self.displacementBound, self.gradientBound) = (displacementBound, gradientBound)
    reference = SplineWarp.reference(boundary: .reflect, parallel: parallel).prepare(images)
    fast = SplineWarp.fast(boundary: .reflect, parallel: parallel).prepare(images)
  }

  var metric: [Double] { family.metric }
  private var shape: Shape { family.shape }

  func neighbourhood(of points: [SearchPoint]) -> Neighbourhood {
    let (block, rank) = (shape.count, shape.rank)
    var slopes: Signal<Double>?
    let signals = Signal<Double>(batch: [points.count], shape: shape) { out in
      nonisolated(unsafe) let values = out.baseAddress!
      slopes = Signal(batch: [points.count, rank], shape: shape) { out in
        nonisolated(unsafe) let slopes = out.baseAddress!
        parallel.forEach(points.count) { _, index in
          family.displacement(points[index].coefficients).withUnsafeSamples {
            fast.warp(
              points[index].image, by: $0.baseAddress!, into: values + index * block,
              gradient: slopes + index * rank * block)
          }
        }
      }
    }
    return Neighbourhood(points: points, signals: signals, slopes: slopes)
  }

  func evaluate(_ points: [SearchPoint]) -> Signal<Double> {
    Signal(batch: [points.count], shape: shape) { out in
      nonisolated(unsafe) let values = out.baseAddress!
      parallel.forEach(points.count) { _, index in
        family.displacement(points[index].coefficients).withUnsafeSamples {
          reference.warp(
            points[index].image, by: $0.baseAddress!, into: values + index * shape.count, gradient: nil)
        }
      }
    }
  }

  /// `-<grad x(u - tau), dtau>` at every sample.
  func pushforward(_ neighbourhood: Neighbourhood, along directions: [[Double]]) -> Signal<Double> {
    let (block, rank) = (shape.count, shape.rank)
    return Signal(batch: [directions.count], shape: shape) { out in
      nonisolated(unsafe) let out = out
      out.update(repeating: 0)
      parallel.forEach(directions.count) { _, index in
        let slopes = neighbourhood.slopes!.samples(of: index * rank)
        let tau = family.pushforward(at: neighbourhood.points[index].coefficients, along: directions[index])
        tau.withUnsafeSamples { tau in
          for offset in 0..<(rank * block) {
            out[index * block + offset % block] -= slopes[offset] * tau[offset]
          }
        }
      }
    }
  }

  func pullback(_ neighbourhood: Neighbourhood, of gradients: Signal<Double>) -> [[Double]] {
    let (block, rank) = (shape.count, shape.rank)
    return parallel.map(neighbourhood.points.count) { index in
      let (slopes, gradient) = (neighbourhood.slopes!.samples(of: index * rank), gradients.samples(of: index))
      let pulled = Signal<Double>(batch: [rank], shape: shape) { out in
        for offset in 0..<(rank * block) { out[offset] = -slopes[offset] * gradient[offset % block] }
      }
      return family.pullback(at: neighbourhood.points[index].coefficients, of: pulled)
    }
  }

  /// The family's scan at the bounds and at shares of them.
  func scan(image: Int) -> [SearchPoint] {
    family.scan.flatMap { direction in
      let full = projected(SearchPoint(image: image, coefficients: direction), growing: true)
      return (family.coefficientCount == 1 ? [0.25, 0.5, 0.75, 1] : [0.5, 1]).map { share in
        SearchPoint(image: image, coefficients: family.scaled(full.coefficients, by: share))
      }
    }
  }

  func direction(_ gradient: [Double]) -> [Double] {
    if let feasible { return feasible.direction(gradient) }
    return unit(zip(gradient, metric).map(*))
  }

  func step(
    from point: SearchPoint, along direction: [Double], size: Double, effort: Int, memory: inout [Double]
  ) -> SearchPoint {
    var moved = point
    if let feasible {
      moved.coefficients = feasible.step(
        from: point.coefficients, along: direction, size: size, fields: &memory, iterations: effort)
      return moved
    }
    let length = min(size, 1) * norm(zip(point.coefficients, metric).map { $0 / $1 })
    for index in metric.indices { moved.coefficients[index] += length * metric[index] * direction[index] }
    return projected(moved, growing: false)
  }

  func crossings(of points: [SearchPoint]) -> [SearchPoint] {
    guard let feasible, let first = points.first else { return [] }
    return points.dropFirst().flatMap { other in
      (0..<shape.rank).flatMap { axis in
        [(first, other), (other, first)].map { near, far in
          let crossed = feasible.crossed(near.coefficients, far.coefficients, along: axis)
          return projected(SearchPoint(image: first.image, coefficients: crossed), growing: true)
        }
      }
    }
  }

  func projected(_ point: SearchPoint, growing: Bool) -> SearchPoint {
    let supNorms = family.supNorms(point.coefficients)
    let factor = min(displacementBound / supNorms.displacement, gradientBound / supNorms.gradient)
    guard factor < 1 || (growing && factor.isFinite) else { return point }
    return SearchPoint(image: point.image, coefficients: family.scaled(point.coefficients, by: factor))
  }
}
