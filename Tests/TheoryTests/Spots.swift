import Foundation
import Scattering
import Stability
import Theory

/// Images of three classes: a bright spot at one of three places, a little off it, and a faint one anywhere.
struct Spots {
  static let shape: Shape = [16, 16]
  static let classCount = 3
  let images: Signal<Double>
  let labels: [Int]

  init(_ count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let centres = [(4.0, 4.0), (4.0, 11.0), (11.0, 7.5)]
    labels = (0..<count).map { $0 % Self.classCount }
    let samples = labels.flatMap { label in
      let spots = [
        (
          centres[label].0 + Double.random(in: -0.5..<0.5, using: &generator),
          centres[label].1 + Double.random(in: -0.5..<0.5, using: &generator), 1.0
        ),
        (Double.random(in: 4..<12, using: &generator), Double.random(in: 4..<12, using: &generator), 0.1),
      ]
      return (0..<Self.shape.count).map { index in
        spots.reduce(0.0) { sum, spot in
          let (row, column) = (Double(index / 16) - spot.0, Double(index % 16) - spot.1)
          return sum + spot.2 * exp(-(row * row + column * column) / 8)
        }
      }
    }
    images = Signal(samples, batch: [count], shape: Self.shape)
  }

  var inputs: [StabilityInput] { labels.indices.map { StabilityInput(name: "image \($0)", sha256: "") } }

  /// Non-expansive, zeros beyond the edges: the constant of the features is 1, padding included.
  static func transform(scales: Int = 2) throws -> ScatteringTransform<Double> {
    let configuration = try ScatteringConfiguration(
      shape: shape, scales: scales, orientations: 4, padding: .zero, normalization: .nonexpansive)
    return ScatteringTransform(configuration, parallel: Parallel(threads: 2), rigor: .estimate)
  }

  /// The nearest of the classes' means, which is linear.
  func means(of representation: any Representation) throws -> LinearMeans {
    try LinearMeans(representation.vectors(of: images), labels: labels, classCount: Self.classCount)
  }

  /// The nearest of the classes' means of scattering, with its certified radii.
  func certifiedMeans() throws -> CertifiedHead {
    let transform = try Self.transform()
    let representation = ScatteringRepresentation(
      transform, lipschitzConstant: NetworkBounds(transform).constant)
    let means = try means(of: representation)
    return CertifiedHead(representation, LinearHead(weights: means.weights, offsets: means.offsets))!
  }
}

/// Means m of vectors by class; `m.v - |m|^2 / 2` is largest for the nearest.
struct LinearMeans {
  let weights, offsets: [Double]

  init(_ vectors: [Double], labels: [Int], classCount: Int) {
    let dimension = vectors.count / labels.count
    var weights = [Double](repeating: 0, count: classCount * dimension)
    for (sample, label) in labels.enumerated() {
      let share = 1 / Double(labels.count { $0 == label })
      for column in 0..<dimension {
        weights[label * dimension + column] += share * vectors[sample * dimension + column]
      }
    }
    self.weights = weights
    offsets = (0..<classCount).map { row in
      -weights[(row * dimension)..<((row + 1) * dimension)].reduce(0) { $0 + $1 * $1 } / 2
    }
  }
}
