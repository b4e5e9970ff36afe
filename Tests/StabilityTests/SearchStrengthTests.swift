import Deformations
import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// What searches find beside dense scans of small families and beside a search of a hundred times the effort.
@Suite struct SearchStrengthTests {
  static let shape: Shape = [16, 16]

  /// The largest distances |f(L_tau x) - f(x)| / |x| over fields, by the reference warp.
  private static func largest(
    _ representation: any Representation, _ images: Signal<Double>, _ fields: [Signal<Double>]
  ) throws -> [Double] {
    let prepared = SplineWarp.reference(boundary: .reflect, parallel: Parallel(threads: 2)).prepare(images)
    let (own, norms) = (try representation.vectors(of: images), images.norms())
    var best = norms.map { _ in 0.0 }
    for field in fields {
      let moved = Signal<Double>(batch: images.batch, shape: images.shape) { out in
        field.withUnsafeSamples { field in
          for image in norms.indices {
            prepared.warp(
              image, by: field.baseAddress!, into: out.baseAddress! + image * images.shape.count,
              gradient: nil)
          }
        }
      }
      let vectors = try representation.vectors(of: moved)
      for image in norms.indices {
        let (one, other) = (vectors.block(image, of: norms.count), own.block(image, of: norms.count))
        best[image] = max(best[image], norm(difference(one, other)) / norms[image])
      }
    }
    return best
  }

  /// A wave of some turns a pixel along each axis, between 0 and 1.
  private static func wave(_ turns: [Double], side: Int) -> [Double] {
    (0..<(side * side)).map { index in
      let turn = turns[0] * Double(index / side) + turns[1] * Double(index % side)
      return 0.5 + 0.5 * cos(2 * .pi * turn)
    }
  }

  /// Each family over a dense grid within the search's bounds, on blobs and on a wave whose distance is not monotonous in the size.
  @Test(arguments: [DeformationKind.translation, .rotation, .dilation, .shear])
  func affineSearchesFindTheMaximum(kind: DeformationKind) throws {
    let wave = Self.wave([0.17, 0.21], side: 16)
    let images = Signal(blobs(2, shape: Self.shape).samples + wave, batch: [3], shape: Self.shape)
    let representation = try scattering(Self.shape, scales: 2)
    let settings = StabilityPreset.standard.settings(seed: 1, scales: 2).search
    let found = try WorstCase(representation, settings: settings).search(images, kind: kind, amplitude: 3)
    let family = AffineFamily(DeformationGenerator(kind, amplitude: 3, shape: Self.shape))
    func fields(_ direction: [Double], _ shares: [Double]) -> [Signal<Double>] {
      let sups = family.supNorms(direction)
      let full = family.scaled(
        direction, by: min(3 / sups.displacement, found[0].gradientBound! / sups.gradient))
      return shares.map { family.displacement(family.scaled(full, by: $0)) }
    }
    let shares = (1...20).map { Double($0) / 20 }
    let all =
      switch kind {
      case .translation:
        (0..<60).flatMap { fields([cos(Double($0) * .pi / 30), sin(Double($0) * .pi / 30)], shares) }
      case .shear:
        (0..<60).flatMap { turn in [-0.1, 0.1].flatMap { fields([$0, Double(turn) * .pi / 60], shares) } }
      default: [-0.1, 0.1].flatMap { fields([$0], (1...100).map { Double($0) / 100 }) }
      }
    for (result, best) in zip(found, try Self.largest(representation, images, all)) {
      #expect(result.distance >= 0.99 * best, "\(kind): \(result.distance) of \(best)")
    }
  }

  /// Elastic fields of two coefficients, on lines, over 180 directions and 20 sizes.
  @Test func smallElasticFamiliesAreSearchedToTheMaximum() throws {
    let shape: Shape = [24]
    let images = blobs(3, shape: shape)
    let representation = RawPixels(shape: shape)
    var settings = StabilityPreset.standard.settings(seed: 1, scales: 2).search
    settings.elasticCutoff = 2
    let found = try WorstCase(representation, settings: settings).search(
      images, kind: .elastic, amplitude: 1.5, gradientBound: 0.25)
    let elastic = ElasticField(shape: shape, cutoff: 2)
    let all = (0..<180).flatMap { turn -> [Signal<Double>] in
      let c = [cos(Double(turn) * .pi / 90), sin(Double(turn) * .pi / 90)]
      let sups = elastic.supNorms(coefficients: c)
      let full = min(1.5 / sups.displacement, 0.25 / sups.gradient)
      return (1...20).map { size in
        elastic.displacement(coefficients: c.map { $0 * full * Double(size) / 20 })
      }
    }
    for (result, best) in zip(found, try Self.largest(representation, images, all)) {
      #expect(result.distance >= 0.999 * best, "\(result.distance) of \(best)")
    }
  }

  /// Two waves of 32 x 32, J = 3, L = 8 at 1 and 2 px. `earlier` is what the search found that scaled whole fields back to the bounds
  /// (commit 5e5ddd1), `strong` the largest that searches of a hundred times the effort found (decision 22).
  @Test(arguments: [
    (
      1.0, 0.2863818733134301, earlier: [0.08463256760255469, 0.0917066444437961],
      strong: [0.11477600, 0.12388970]
    ),
    (
      2.0, 0.5801557826292538, earlier: [0.18383089974426103, 0.17492158604225302],
      strong: [0.24669035, 0.23197662]
    ),
  ]) func wavesAreMovedAsFarAsLongSearchesDo(
    amplitude: Double, gradientBound: Double, earlier: [Double], strong: [Double]
  ) throws {
    let shape: Shape = [32, 32]
    let samples = Self.wave([0.125, 0], side: 32) + Self.wave([0.11, 0.17], side: 32)
    let transform = ScatteringTransform<Double>(
      try ScatteringConfiguration(shape: shape, scales: 3, orientations: 8), rigor: .estimate)
    let found = try WorstCase(
      ScatteringRepresentation(transform),
      settings: StabilityPreset.standard.settings(seed: 0, scales: 3).search
    ).search(
      Signal(samples, batch: [2], shape: shape), kind: .elastic, amplitude: amplitude,
      gradientBound: gradientBound)
    for (result, (earlier, strong)) in zip(found, zip(earlier, strong)) {
      #expect(result.distance > 1.15 * earlier)
      #expect(result.distance >= 0.95 * strong, "\(result.distance) of \(strong)")
      let sizes = try #require(result.field).sizes()
      #expect(sizes.displacement <= amplitude * (1 + 1e-12) && sizes.gradient <= gradientBound * (1 + 1e-12))
    }
  }
}
