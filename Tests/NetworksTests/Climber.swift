import Networks
import Numerical
import Scattering

/// Derivatives of a network by differences of its definition, and the directions that it stretches most.
struct Climber {
  private let plain: PlainNetwork
  private let count: Int

  init(_ network: Network) {
    (plain, count) = (PlainNetwork(network), network.input.reduce(1, *))
  }

  /// A network whose vectors are not those of a fresh one: variances, weights and means of their own.
  static func drawn(_ description: NetworkDescription, seed: UInt64) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    let arrays = try Network(description, seed: seed).arrays.map { array in
      var array = array
      if array.dimensions.count == 1 {
        array.elements = array.elements.map { _ in Float.random(in: 0.2..<2, using: &generator) }
      }
      return array
    }
    return try Network(description, arrays: arrays)
  }

  func image(seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Double.random(in: -1..<1, using: &generator) }
  }

  /// The Jacobian of a node, `[output][input]`, by central differences.
  func jacobian(ofNode node: Int, at image: [Double]) -> [[Double]] {
    let columns = columns(at: image).map { $0[node] }
    return columns[0].indices.map { row in columns.map { $0[row] } }
  }

  func slope(ofNode node: Int, at image: [Double]) -> Double {
    Self.stretch(columns(at: image).map { $0[node] }).norm
  }

  /// The norm of each node's Jacobian, from below, and the direction that the last stretches most.
  func slopes(at image: [Double]) -> (norms: [Double], direction: [Double]) {
    let columns = columns(at: image)
    let found = columns[0].indices.map { node in Self.stretch(columns.map { $0[node] }) }
    return (found.map(\.norm), found.last!.direction)
  }

  /// By what factor each node takes two images apart.
  func ratios(_ first: [Double], _ second: [Double]) -> [Double] {
    let length = norm(difference(first, second))
    return zip(plain.values(of: first), plain.values(of: second)).map {
      norm(difference($0, $1)) / length
    }
  }

  /// `[input][node][output]`
  private func columns(at image: [Double]) -> [[[Double]]] {
    (0..<count).map { input in
      let (step, center) = (1e-3, image[input])
      var moved = image
      moved[input] = center + step
      let ahead = plain.values(of: moved)
      moved[input] = center - step
      return zip(ahead, plain.values(of: moved)).map { combined($0, $1) { ($0 - $1) / (2 * step) } }
    }
  }

  /// The largest singular value and its right vector by power iteration: from below, for the length of an image is a length at any step.
  private static func stretch(_ columns: [[Double]]) -> (norm: Double, direction: [Double]) {
    var (direction, length) = (normalised(columns.map { 1 + norm($0) }), 0.0)
    for _ in 0..<100 {
      var image = [Double](repeating: 0, count: columns[0].count)
      for (column, factor) in zip(columns, direction) { subtract(-factor, times: column, from: &image) }
      length = norm(image)
      if length == 0 { break }
      direction = normalised(columns.map { dot($0, image) })
    }
    return (length, direction)
  }
}
