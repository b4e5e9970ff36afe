import Arrays
import Foundation
import Numerical

/// Random Gaussian rectifier layers, drawn many times and compared with the closed form.
///
/// A draw is fixed by the seed, its width, depth, angle and number, so that figures are the same bits for any number of threads and
/// whatever else is drawn.
public struct GaussianLayers: Sendable {
  public let draws: Int
  public let seed: UInt64
  let parallel: Parallel

  /// - Parameter draws: At least 2: deviations are over draws.
  /// - Throws: `TheoryError.outOfRange`.
  public init(draws: Int, seed: UInt64, parallel: Parallel = Parallel()) throws(TheoryError) {
    try TheoryError.check("draws of a random layer", draws, in: 2...(1 << 30))
    (self.draws, self.seed, self.parallel) = (draws, seed, parallel)
  }

  /// Measures what becomes of two unit vectors at an angle behind `depth` layers of `width` rows each.
  ///
  /// The measured cosine is the mean inner product over the root of the product of the mean squared norms: for one layer the ratio of
  /// the closed form at any width; behind more layers the closed form is that of wide ones, which finite widths miss by O(1/width).
  public func measure(width: Int, depth: Int = 1, angle: Double) throws(TheoryError) -> GaussianLayerRow {
    try Self.check(width: width, depth: depth, angle: angle)
    let pairs = parallel.map(draws) { draw(width: width, depth: depth, angle: angle, number: $0) }
    func mean(_ value: (GaussianPair) -> Double) -> Double {
      pairs.reduce(0) { $0 + value($1) } / Double(draws)
    }
    let distance = mean(\.squaredDistance)
    let second = mean { ($0.squaredDistance - distance) * ($0.squaredDistance - distance) }
    let fourth = mean { pow($0.squaredDistance - distance, 4) }
    let deviation = (second * Double(draws) / Double(draws - 1)).squareRoot()
    let error = (max(fourth - second * second, 0) / Double(draws)).squareRoot()
    return GaussianLayerRow(
      width: width, depth: depth, angle: angle,
      predicted: GaussianRectifier.squaredDistance(angle: angle, behind: depth), measured: distance,
      predictedCosine: cos(GaussianRectifier.angle(angle, behind: depth)),
      measuredCosine: mean(\.product) / (mean { $0.squares.0 } * mean { $0.squares.1 }).squareRoot(),
      deviation: deviation, deviationError: deviation > 0 ? error / (2 * deviation) : 0,
      predictedDeviation: depth == 1 ? GaussianRectifier.deviation(angle: angle, width: width) : nil,
      draws: draws)
  }

  private func draw(width: Int, depth: Int, angle: Double, number: Int) -> GaussianPair {
    var generator = SeededGenerator(
      seed: seed, words: [UInt64(width), UInt64(depth), angle.bitPattern, UInt64(number)])
    var pair = GaussianPair(cosine: cos(angle))
    for _ in 0..<depth { pair.pass(width: width, using: &generator) }
    return pair
  }

  static func check(width: Int, depth: Int, angle: Double) throws(TheoryError) {
    try TheoryError.check("the width of a random layer", width, in: 1...(1 << 30))
    try TheoryError.check("the depth of a random network", depth, in: 1...(1 << 10))
    guard angle > 0, angle <= .pi else {
      throw .outOfRange("the angle of two vectors", found: "\(angle)", expected: "above 0 and at most pi")
    }
  }
}

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
