import Arrays
import Numerical

/// Additive noise of bounded norm: the coefficients are its samples.
struct NoiseSpace: SearchSpace {
  let images: Signal<Double>
  /// The bound on |eta| for each image.
  let radii: [Double]

  private var shape: Shape { images.shape }
  var metric: [Double] { [Double](repeating: 1, count: shape.count) }

  func neighbourhood(of points: [SearchPoint]) -> Neighbourhood {
    Neighbourhood(points: points, signals: evaluate(points), slopes: nil)
  }

  func evaluate(_ points: [SearchPoint]) -> Signal<Double> {
    Signal(batch: [points.count], shape: shape) { out in
      for (index, point) in points.enumerated() {
        let original = images.samples(of: point.image)
        for sample in 0..<shape.count {
          out[index * shape.count + sample] = original[sample] + point.coefficients[sample]
        }
      }
    }
  }

  func pushforward(_: Neighbourhood, along directions: [[Double]]) -> Signal<Double> {
    Signal(directions.flatMap { $0 }, batch: [directions.count], shape: shape)
  }

  func pullback(_ neighbourhood: Neighbourhood, of gradients: Signal<Double>) -> [[Double]] {
    neighbourhood.points.indices.map { gradients.elements(of: $0) }
  }

  func scan(image _: Int) -> [SearchPoint] { [] }

  func direction(_ gradient: [Double]) -> [Double] { unit(gradient) }

  func step(
    from point: SearchPoint, along direction: [Double], size: Double, effort _: Int, memory _: inout [Double]
  ) -> SearchPoint {
    let (radius, isCorner) = (radii[point.image], size == .infinity)
    var moved = point
    for (index, value) in direction.enumerated() {
      moved.coefficients[index] = isCorner ? value : point.coefficients[index] + size * radius * value
    }
    return projected(moved, growing: isCorner)
  }

  func crossings(of _: [SearchPoint]) -> [SearchPoint] { [] }

  func projected(_ point: SearchPoint, growing: Bool) -> SearchPoint {
    let factor = radii[point.image] / norm(point.coefficients)
    guard factor < 1 || (growing && factor.isFinite) else { return point }
    return SearchPoint(image: point.image, coefficients: point.coefficients.map { factor * $0 })
  }
}
