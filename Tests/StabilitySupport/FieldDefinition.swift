import Foundation
import Scattering
import Stability
import TestSupport

/// One field of Docs/RandomFields.md, as `Docs/random_fields.py` names it and `Data/Golden/fields/fields.json` lists it.
package struct DefinedField: Codable, Sendable, CustomStringConvertible {
  package var file: String?
  package var kind: DeformationKind
  package var amplitude: Double
  package var shape: [Int]
  package var seed: UInt64
  package var image, field, cutoff: Int
  package var exponent: Double

  package init(
    _ kind: DeformationKind, _ shape: [Int], amplitude: Double, seed: UInt64, image: Int, field: Int,
    cutoff: Int = 5, exponent: Double = 0.5
  ) {
    (self.kind, self.shape, self.amplitude, self.seed) = (kind, shape, amplitude, seed)
    (self.image, self.field, self.cutoff, self.exponent) = (image, field, cutoff, exponent)
  }

  package var description: String { "\(kind.rawValue) \(shape) \(amplitude) px, \(seed) \(image) \(field)" }

  /// What this library draws: tau, or for noise the noise of a norm; and how far another implementation may be from it.
  ///
  /// Whole numbers are the same. Sines, logarithms and powers of two libraries differ by a unit in the last place, u = 2^-52 of them, and
  /// sums by their order. A normal number, 8.6 at most, is off by some u of that: 4e-15. A frame is divided by a length above 1e-3: 4e-12
  /// of the amplitude. A field of M waves with coefficients C is off by u (M + 8 c) sum |C|, the arguments of its sines reaching pi c.
  /// Noise of n samples is divided by their norm: 4e-15 and n u of its own norm.
  package func draw(noiseDistance: Double) -> (samples: [Double], tolerance: Double) {
    let shape = try! Shape(shape)
    var generator = SeededGenerator(
      seed: seed, kind: kind, amplitude: amplitude, image: image, field: field)
    let deformation = DeformationGenerator(
      kind.hasField ? kind : .elastic, amplitude: amplitude, shape: shape, cutoff: cutoff, exponent: exponent
    ).deformation(using: &generator)
    guard kind.hasField else {
      let noise = matchedNoise(distance: noiseDistance, shape: shape, using: &generator)
      return (noise.samples, noiseDistance * (4e-15 + 0x1p-52 * Double(shape.count)))
    }
    let samples = deformation.field().displacement.samples
    guard let elastic = deformation as? ElasticDeformation else { return (samples, 4e-12 * amplitude) }
    let sum = elastic.coefficients.reduce(0) { $0 + abs($1) }
    let count = Double(elastic.elastic.modes.count + 8 * elastic.elastic.cutoff)
    return (samples, 0x1p-52 * count * sum)
  }

  /// The largest difference of what this library draws from other samples, over what it may be.
  package func excess(of others: [Double], noiseDistance: Double) -> Double {
    let (samples, tolerance) = draw(noiseDistance: noiseDistance)
    guard samples.count == others.count else { return .infinity }
    return zip(samples, others).map { abs($0 - $1) }.max()! / tolerance
  }
}

/// The golden fields.
package struct GoldenFields: Decodable, Sendable {
  package let version: Int
  package let noiseDistance: Double
  package let fields: [DefinedField]

  package static let all: GoldenFields = {
    let path = "\(repository)/Data/Golden/fields/fields.json"
    return try! JSONDecoder().decode(GoldenFields.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }()
}
