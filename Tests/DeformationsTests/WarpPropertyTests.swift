import Files
import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Gradients, small displacements, threads.
@Suite struct WarpPropertyTests {
  /// The gradient is that of the interpolant itself: central differences of step h are off by h^2 / 6 times third
  /// derivatives, at most pi^2 of the slopes: 2e-8, and as much again by rounding, 1e-16 / h of the values.
  @Test(arguments: Fields.shapes, WarpBoundary.allCases)
  func gradientsAreThoseOfTheInterpolant(shape: Shape, boundary: WarpBoundary) {
    let image = Signal<Double>.noise(shape: shape, seed: 5)
    let h = 1e-4
    let field = Fields.random(.elastic, shape, amplitude: 12)
    let tau = field.displacement.samples
    for warp in Warps.all(boundary).prefix(2) {
      let prepared = warp.prepare(image)
      let gradient = prepared.applyWithGradient(field)
      #expect(gradient.values.samples == prepared.apply(field).samples)
      let expected = (0..<shape.rank).flatMap { axis in
        func moved(_ step: Double) -> [Double] {
          var samples = tau
          for index in 0..<shape.count { samples[axis * shape.count + index] -= step }
          return prepared.apply(displacementOnly(samples, shape)).samples
        }
        return zip(moved(h), moved(-h)).map { ($0 - $1) / (2 * h) }
      }
      #expect(relativeDistance(gradient.gradient.samples, expected) < 1e-6)
    }
  }

  /// |L_(t tau) x - x| goes to zero like t: warps that pass through the samples and are smooth between them. The next term
  /// is of relative size t pi sup|tau|, 3 % at t = 1e-2 and nothing at the ends compared here.
  @Test(arguments: Fields.shapes) func distancesAreProportionalToSmallDisplacements(shape: Shape) {
    let image = Signal<Double>.noise(shape: shape, seed: 6)
    let field = Fields.random(.elastic, shape, amplitude: 1)
    for warp in Warps.all(.reflect).prefix(2) {
      let prepared = warp.prepare(image)
      let distances = [1e-2, 1e-3, 1e-4, 1e-5].map {
        distance(prepared.apply(field.scaled(by: $0)), image)
      }
      for (large, small) in zip(distances, distances.dropFirst()) {
        #expect(abs(log10(large / small) - 1) < 0.05)
      }
    }
  }

  /// Bilinear interpolation blurs in proportion to the displacement, and scattering sees the blur: at 0.1 pixel it doubles
  /// the distance of features, where the fast warp is off by 2 % at most.
  @Test(arguments: ["leaves.png", "weave.png"]) func bilinearDoublesDistances(picture: String) throws {
    let set = try InputSet(paths: ["\(repository)/Data/Samples/\(picture)"])
    let image = Signal(try set.read(0..<1, as: Double.self).samples, shape: [96, 96])
    let transform = ScatteringTransform<Double>(
      try ScatteringConfiguration(shape: image.shape, scales: 3), rigor: .estimate)
    let features = transform(image).samples
    let field = Fields.random(.elastic, image.shape, amplitude: 0.1, seed: 9)
    func moved(_ warp: some Warp) -> Double {
      relativeDistance(transform(warp(image, by: field)).samples, features)
    }
    let reference = moved(SplineWarp.reference())
    #expect(moved(SplineWarp.bilinear()) > 1.9 * reference)
    #expect(abs(moved(SplineWarp.fast()) / reference - 1) < 0.02)
  }

  @Test(arguments: WarpBoundary.allCases) func anyThreadsAnyBatchSameBits(boundary: WarpBoundary) {
    let shape: Shape = [13, 18]
    let images = Signal<Double>.noise(batch: [2, 3], shape: shape, seed: 7)
    let fields = (0..<4).map { Fields.random(.elastic, shape, seed: $0) }
    let alone = SplineWarp.reference(boundary: boundary, parallel: Parallel(threads: 1)).prepare(images)
    let every = alone.apply(fields)
    #expect(every.batch == [2, 3, 4])
    let gradient = alone.applyWithGradient(fields[1])
    #expect(gradient.gradient.batch == [2, 3, 2])
    for threads in [2, 5] {
      let shared = SplineWarp.reference(boundary: boundary, parallel: Parallel(threads: threads)).prepare(
        images)
      #expect(shared.apply(fields).samples == every.samples)
      #expect(shared.applyWithGradient(fields[1]).gradient.samples == gradient.gradient.samples)
    }
    for image in 0..<6 {
      let one = Signal(images.samples[(image * shape.count)..<((image + 1) * shape.count)], shape: shape)
      for (index, field) in fields.enumerated() {
        let start = (image * 4 + index) * shape.count
        let part = Array(every.samples[start..<(start + shape.count)])
        #expect(SplineWarp.reference(boundary: boundary)(one, by: field).samples == part)
      }
    }
    #expect(alone.apply([]).samples.isEmpty)
  }

  @Test func emptyBatchesStayEmpty() {
    let none = Signal<Double>([], batch: [0], shape: [8, 8])
    #expect(SplineWarp.fast()(none, by: .zero([8, 8])).samples.isEmpty)
    #expect(FourierShift()(none, by: [0.5, 0]).samples.isEmpty)
  }

  /// A picture mirrored at its edges never shows its far side: moving a step image leaves its dark half's edge dark.
  @Test func nothingWrapsAround() {
    let shape: Shape = [16, 64]
    func value(_ u: [Double]) -> Double { 1 / (1 + exp(-(u[1] - 31.5) / 2)) }
    let image = Signal((0..<shape.count).map { value(Fields.point($0, shape)) }, shape: shape)
    let field = AffineDeformation.translation(by: [0, 2.5], shape: shape).field()
    let moved = SplineWarp.reference(boundary: .reflect)(image, by: field).samples
    // The sigmoid is exp(-26 / 2) eight pixels from the edge, moved by 2.5; a far side would show as 1.
    #expect(moved.indices.allSatisfy { $0 % 64 > 8 || abs(moved[$0]) < 1e-5 })
  }
}
