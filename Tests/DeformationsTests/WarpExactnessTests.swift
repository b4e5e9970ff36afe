import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// What warps must give exactly, or to the accuracy of their interpolant.
@Suite struct WarpExactnessTests {
  @Test(arguments: Fields.shapes, WarpBoundary.allCases)
  func noDisplacementGivesTheImageBack(shape: Shape, boundary: WarpBoundary) {
    let images = Signal<Double>.noise(batch: [2], shape: shape, seed: 1)
    for warp in Warps.all(boundary) {
      #expect(warp(images, by: .zero(shape)).samples == images.samples)
    }
  }

  @Test(arguments: Fields.shapes, WarpBoundary.allCases)
  func wholeShiftsMoveSamples(shape: Shape, boundary: WarpBoundary) {
    let image = Signal<Double>.noise(shape: shape, seed: 2)
    let samples = image.samples
    for step in [1, -3, 50] {
      let offset = (0..<shape.rank).map { step * ($0 + 1) }
      let field = AffineDeformation.translation(by: offset.map(Double.init), shape: shape).field()
      let expected = (0..<shape.count).map { index in
        let point = Fields.point(index, shape)
        return samples[
          (0..<shape.rank).reduce(0) { place, axis in
            var source = Int(point[axis]) - offset[axis]
            let period = boundary == .reflect ? 2 * shape[axis] : shape[axis]
            source = ((source % period) + period) % period
            if source >= shape[axis] { source = period - 1 - source }
            return place * shape[axis] + source
          }]
      }
      for warp in Warps.all(boundary) { #expect(warp(image, by: field).samples == expected) }
      #expect(FourierShift(boundary: boundary)(image, by: offset.map(Double.init)).samples == expected)
    }
  }

  /// Noise holds every frequency to Nyquist, where a quintic spline on a grid 8 times as fine is off by 1.4 (1/16)^6 =
  /// 8.4e-8 of it an axis; on one twice as fine by 1.4 / 4^6 = 3.4e-4 in theory's leading term, 1e-3 in all.
  /// Fields reach far beyond the edges.
  @Test(arguments: Fields.shapes, WarpBoundary.allCases)
  func splinesFollowTheFourierSeries(shape: Shape, boundary: WarpBoundary) {
    let image = Signal<Double>.noise(shape: shape, seed: 3)
    let series = FourierSeries(image, boundary)
    for amplitude in [0.7, 30] {
      let field = Fields.random(.elastic, shape, amplitude: amplitude)
      let expected = series.warped(by: field)
      let reference = SplineWarp.reference(boundary: boundary)(image, by: field).samples
      let fast = SplineWarp.fast(boundary: boundary)(image, by: field).samples
      #expect(relativeDistance(reference, expected) < 1e-6)
      #expect(relativeDistance(fast, expected) < 5e-3)
    }
  }

  /// A phase is as exact as the transforms: some ulp times log n.
  @Test(arguments: Fields.shapes, WarpBoundary.allCases)
  func fourierShiftsFollowTheFourierSeries(shape: Shape, boundary: WarpBoundary) {
    let images = Signal<Double>.noise(batch: [2], shape: shape, seed: 4)
    let offset = Array([0.3, -1.7, 0.45][..<shape.rank])
    let field = AffineDeformation.translation(by: offset, shape: shape).field()
    let shifted = FourierShift(boundary: boundary)(images, by: offset).samples
    let expected = [0, 1].flatMap { index in
      let part = Signal(images.samples[(index * shape.count)..<((index + 1) * shape.count)], shape: shape)
      return FourierSeries(part, boundary).warped(by: field)
    }
    #expect(relativeDistance(shifted, expected) < 1e-13)
    #expect(
      relativeDistance(SplineWarp.reference(boundary: boundary)(images, by: field).samples, shifted) < 1e-6)
  }

  /// Sinusoids of a periodic grid up to 0.9 of Nyquist: quintic splines are off by 1.4 (0.9 / 16)^6 = 4.5e-8 an axis in
  /// the root mean square, their slopes by 2 pi / (0.9 pi / 8) = 18 times as much.
  @Test(arguments: [3, 16, 24, 29]) func sinusoidsAndTheirGradients(frequency: Int) {
    let shape: Shape = [64, 48]
    let turn = 2 * Double.pi
    let wave = (turn * Double(frequency) / 64, turn * Double(frequency * 3 / 4) / 48)
    func phase(_ u: [Double]) -> Double { wave.0 * u[0] + wave.1 * u[1] + 0.4 }
    let image = Signal((0..<shape.count).map { cos(phase(Fields.point($0, shape))) }, shape: shape)
    let field = Fields.random(.elastic, shape, amplitude: 3)
    let tau = field.displacement.samples
    let points = (0..<shape.count).map { index in
      let u = Fields.point(index, shape)
      return [u[0] - tau[index], u[1] - tau[shape.count + index]]
    }
    let warped = SplineWarp.reference(boundary: .periodic).prepare(image).applyWithGradient(field)
    let slopes = points.map { -wave.0 * sin(phase($0)) } + points.map { -wave.1 * sin(phase($0)) }
    #expect(relativeDistance(warped.values.samples, points.map { cos(phase($0)) }) < 1e-6)
    #expect(relativeDistance(warped.gradient.samples, slopes) < 1e-5)
  }

  /// A Gaussian of deviation 2 has lost all but exp(-2 pi^2) = 3e-9 at Nyquist, and all but 1e-14 at the edge.
  @Test(arguments: WarpBoundary.allCases) func gaussians(boundary: WarpBoundary) {
    let shape: Shape = [40, 44]
    func value(_ u: [Double]) -> Double { exp(-(pow(u[0] - 19.3, 2) + pow(u[1] - 21.8, 2)) / 8) }
    let image = Signal((0..<shape.count).map { value(Fields.point($0, shape)) }, shape: shape)
    for kind in Fields.kinds(shape) {
      let field = Fields.random(kind, shape, amplitude: 2.5)
      let tau = field.displacement.samples
      let expected = (0..<shape.count).map { index in
        let u = Fields.point(index, shape)
        return value([u[0] - tau[index], u[1] - tau[shape.count + index]])
      }
      #expect(
        relativeDistance(SplineWarp.reference(boundary: boundary)(image, by: field).samples, expected) < 1e-6)
    }
  }

  /// Decision 6: at 0.9 of Nyquist, 8 times as fine, cubic splines miss 1e-6 and quintic ones do not.
  @Test func decisionSixHolds() {
    let count = 64
    let rate = 2 * Double.pi * 29 / Double(count)
    let shape = try! Shape([count])
    let image = Signal((0..<count).map { cos(rate * Double($0) + 1) }, shape: shape)
    let field = Fields.random(.elastic, shape, amplitude: 5)
    let tau = field.displacement.samples
    let expected = (0..<count).map { cos(rate * (Double($0) - tau[$0]) + 1) }
    func error(_ degree: Spline.Degree, _ factor: Int) -> Double {
      let images = SplineImages(
        image, spline: Spline(degree: degree, factor: factor), boundary: .periodic, parallel: Parallel())
      return relativeDistance(images.apply(field).samples, expected)
    }
    #expect(error(.cubic, 8) > 1e-5 && error(.quintic, 4) > 1e-6)
    #expect(error(.quintic, 8) < 2e-7 && error(.quintic, 2) < 2e-3)
  }
}
