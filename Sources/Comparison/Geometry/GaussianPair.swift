import Scattering

/// Two vectors on their way through random layers, known by their squared norms and their inner product.
///
/// A row of a Gaussian matrix meets two vectors only in the plane they span, where its coordinates are two independent normal numbers
/// whatever the plane. So the law of what is behind the layer depends on these three numbers alone, and drawing two numbers a row is
/// drawing the whole matrix: memory does not grow with the width.
struct GaussianPair {
  private(set) var squares: (Double, Double)
  private(set) var product: Double
  /// |x - y|^2, summed by itself so that near vectors do not cancel.
  private(set) var squaredDistance: Double

  /// Unit vectors.
  init(cosine: Double) {
    (squares, product) = ((1, 1), cosine)
    squaredDistance = 2 - 2 * cosine
  }

  /// Goes through one layer of `width` rows, N(0, 1/width), and the rectifier.
  mutating func pass(width: Int, using generator: inout SeededGenerator) {
    let first = squares.0.squareRoot()
    let along = first > 0 ? product / first : 0
    let across = max(squares.1 - along * along, 0).squareRoot()
    var sums = (x: 0.0, y: 0.0, product: 0.0, distance: 0.0)
    for _ in 0..<width {
      let (g, h) = generator.nextNormalPair()
      let (x, y) = (max(first * g, 0), max(along * g + across * h, 0))
      sums.x += x * x
      sums.y += y * y
      sums.product += x * y
      sums.distance += (x - y) * (x - y)
    }
    let scale = 1 / Double(width)
    squares = (scale * sums.x, scale * sums.y)
    (product, squaredDistance) = (scale * sums.product, scale * sums.distance)
  }
}
