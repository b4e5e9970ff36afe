import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Experiments beside what is known of them, and beside slow recomputation.
@Suite struct ExperimentTests {
  static let shape: Shape = [16, 16]
  static let images = blobs(4, shape: shape)

  static func settings(_ kinds: [DeformationKind] = [.elastic, .noise], fields: Int = 3, seed: UInt64 = 7)
    -> ExperimentSettings
  {
    ExperimentSettings(
      kinds: kinds, amplitudes: [0.25, 1], fieldCount: fields, seed: seed, scales: 2, bootstrapCount: 200)
  }

  static func run(
    _ representations: [any Representation], _ settings: ExperimentSettings = settings(), threads: Int = 2
  ) throws -> Measurements {
    try Experiment(
      representations: representations, images: images, settings: settings,
      parallel: Parallel(threads: threads)
    ).run()
  }

  /// Noise has each sample's own norm, and sums of squares are rounded to 1e-15.
  @Test func pixelsAreTheirOwnNoise() throws {
    let kinds = DeformationKind.allCases
    for row in try Self.run([RawPixels(shape: Self.shape)], Self.settings(kinds)).rows {
      guard row.kind.hasField else {
        #expect(row.relativeStability == nil && row.deformationSensitivityByMean == nil)
        #expect(row.deformationSensitivityByMedian == nil && row.relativeStabilityOfMedians == nil)
        #expect(row.noiseSensitivityByMean != nil && row.noiseSensitivityByMedian != nil)
        continue
      }
      let stability = try #require(row.relativeStability)
      for value in [stability.median, stability.low, stability.high] { #expect(abs(value - 1) < 1e-12) }
      // R = D / G by either denominator.
      for (d, g) in [
        (row.deformationSensitivityByMean, row.noiseSensitivityByMean),
        (row.deformationSensitivityByMedian, row.noiseSensitivityByMedian),
      ] { #expect(abs(try #require(d).median / #require(g).median / stability.median - 1) < 1e-12) }
    }
  }

  /// What a representation was asked for is all that the figures may depend on: here they are made again from it.
  @Test func figuresAreTheirDefinitions() throws {
    let (count, fields) = (Self.shape.count, 3)
    let odd = OddRepresentation(Self.shape, lipschitzConstant: 1)
    let found = try Self.run([odd], Self.settings([.elastic]))
    let images = Self.images.samples
    func image(_ index: Int) -> ArraySlice<Double> { images[(index * count)..<((index + 1) * count)] }
    func square(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let batches = odd.asked.withLock { $0 }.suffix(2)
    let pairs = (0..<4).flatMap { i in (0..<4).filter { $0 != i }.map { square(image(i), image($0)) } }
    let pairMean = pairs.reduce(0, +) / Double(pairs.count)
    let pairMedian = pairs.median()
    for (row, batch) in zip(found.rows, batches) {
      #expect(batch.batchCount == 2 * 4 * fields)
      let samples = batch.samples
      let squares = (0..<batch.batchCount).map { item in
        square(samples[(item * count)..<((item + 1) * count)], image(item % (4 * fields) / fields))
      }
      let (moved, noised) = (squares[..<(4 * fields)], squares[(4 * fields)...])
      let shares = moved.enumerated().map { $1.squareRoot() / norm(image($0 / fields)) }
      let perImage = (0..<4).map { shares[($0 * fields)..<(($0 + 1) * fields)].sorted() }
      let middle = perImage.map { $0[1] }.sorted()
      let largest = perImage.map { $0[2] }.sorted()
      // Sums of 256 squares in another order.
      #expect(abs(row.distance.median - (middle[1] + middle[2]) / 2) < 1e-13)
      #expect(abs(row.randomMaximum - (largest[1] + largest[2]) / 2) < 1e-13)
      let means = (moved.reduce(0, +), noised.reduce(0, +))
      #expect(abs(row.relativeStability!.median / (means.0 / means.1) - 1) < 1e-12)
      let sensitivity = means.0 / Double(4 * fields) / pairMean
      let response = means.1 / Double(4 * fields) / pairMean
      #expect(abs(row.deformationSensitivityByMean!.median / sensitivity - 1) < 1e-12)
      #expect(abs(row.noiseSensitivityByMean!.median / response - 1) < 1e-12)
      let exchange = pairMean / pairMedian
      #expect(abs(row.deformationSensitivityByMedian!.median / (sensitivity * exchange) - 1) < 1e-12)
      #expect(abs(row.noiseSensitivityByMedian!.median / (response * exchange) - 1) < 1e-12)
      // The first field of each image, number by number.
      let sums = [0, 4 * fields].map { start in
        (0..<count).reduce(0.0) { sum, index in
          sum
            + (0..<4).map { number in
              let change = samples[(start + number * fields) * count + index] - images[number * count + index]
              return change * change
            }.median()
        }
      }
      #expect(abs(row.relativeStabilityOfMedians! / (sums[0] / sums[1]) - 1) < 1e-12)
    }
  }

  /// Smooth blobs move in proportion to small displacements; constants lie below the largest ratio.
  @Test func fitsFollowSmallDisplacements() throws {
    var settings = Self.settings([.elastic, .translation], fields: 20)
    settings.amplitudes = [0.01, 0.02, 0.04]
    for fit in try Self.run([RawPixels(shape: Self.shape)], settings).fits {
      #expect(abs(fit.slope - 1) < 0.05)
      #expect(fit.constant.low <= fit.constant.median && fit.constant.median <= fit.largestRatio)
    }
  }

  @Test func oneAmplitudeHasNoFit() throws {
    var settings = Self.settings([.elastic])
    settings.amplitudes = [1]
    #expect(try Self.run([RawPixels(shape: Self.shape)], settings).fits.isEmpty)
  }

  @Test func summariesDescribeTheFields() throws {
    let found = try Self.run([RawPixels(shape: Self.shape)], Self.settings([.dilation, .noise]))
    #expect(found.deformations.map(\.kind) == [.dilation, .dilation, .noise, .noise])
    let dilation = found.deformations[1]
    // A rate of amplitude over the half diagonal, everywhere.
    let rate = 1 / (7.5 * 2.0.squareRoot())
    #expect(abs(dilation.gradient! - rate) < 1e-14 && abs(dilation.displacement! - 1) < 1e-14)
    #expect(dilation.hessian == 0 && dilation.foldedShare == 0 && dilation.fieldCount == 12)
    // The rate has either sign, so that the median over 12 fields is one of two determinants or their mean, to some units in the last
    // place.
    let determinants = [(1 - rate) * (1 - rate), (1 + rate) * (1 + rate), 1 + rate * rate]
    #expect(determinants.contains { abs(dilation.minimalDeterminant! - $0) < 1e-14 })
    #expect(found.deformations[2].gradient == nil && found.deformations[2].foldedShare == nil)
  }

  /// A constant in the fifth decimal place of the fast warp's error is flagged once the constant is huge.
  @Test func highFloorsAreFlagged() throws {
    let sound = OddRepresentation(Self.shape, name: "sound", lipschitzConstant: 1)
    let loose = OddRepresentation(Self.shape, name: "loose", lipschitzConstant: 1e9)
    let silent = OddRepresentation(Self.shape, name: "silent")
    let rows = try Self.run([sound, loose, silent], Self.settings([.elastic])).rows
    #expect(rows.filter { $0.representation == "sound" }.allSatisfy { !$0.isFloorTooHigh })
    #expect(rows.filter { $0.representation == "loose" }.allSatisfy { $0.isFloorTooHigh })
    #expect(rows.filter { $0.representation == "silent" }.allSatisfy { $0.interpolationFloor == nil })
  }

  @Test func seedsFixEveryBitOnAnyThreads() throws {
    func all(_ threads: Int) throws -> [any Representation] {
      [FourierModulus(shape: Self.shape), try scattering(Self.shape, scales: 2, threads: threads)]
    }
    let kinds = DeformationKind.allCases
    let found = try Self.run(all(1), Self.settings(kinds), threads: 1)
    #expect(try Self.run(all(3), Self.settings(kinds), threads: 3) == found)
    #expect(try Self.run(all(1), Self.settings(kinds, seed: 8), threads: 1) != found)
    #expect(found.rows.count == 5 * 7 * 2 && found.fits.count == 5 * 6)
  }

  /// Every field has a generator of its own, so what else is drawn does not matter.
  @Test func cellsAreIndependent() throws {
    let pixels = RawPixels(shape: Self.shape)
    let all = try Self.run([pixels], Self.settings([.shear, .rough, .elastic])).rows
    let one = try Self.run([FourierModulus(shape: Self.shape), pixels], Self.settings([.rough])).rows
    #expect(all.filter { $0.kind == .rough } == one.filter { $0.representation == pixels.name })
  }

  @Test func picturesShowTheLargestAmplitude() throws {
    let odd = OddRepresentation(Self.shape)
    let pictures = try Self.run([odd], Self.settings([.elastic, .noise])).pictures
    #expect(pictures.map(\.kind) == [nil, .elastic, .noise, nil, .elastic, .noise])
    #expect(pictures.map(\.amplitude) == [0, 1, 1, 0, 1, 1])
    #expect(pictures[0].samples == Self.images.samples[..<256].map { Double("\(Float($0))") })
    for picture in pictures {
      let original = pictures[picture.image == "image 0" ? 0 : 3].samples
      let moved = norm(zip(picture.samples, original).map { $0 - $1 }) / norm(original)
      // Single precision of samples near 1, over an image of norm 5.
      #expect(abs(moved - picture.distances[0]) < 1e-6)
    }
  }

  /// Mallat (2012), section 2.1: a dilation moves frequencies in proportion to themselves, so the Fourier modulus of a wave
  /// packet changes wholly where that is more than its bandwidth, however small the dilation; wavelets are as much wider.
  ///
  /// Packets of deviation 10 pixels have one of 0.016 in frequency. A rate of 0.1 moves frequency 0.4 by 2.5 of these:
  /// distance sqrt(2 - 2 exp(-2.5^2 / 4)) = 1.26 of the norm; and 0.05 by 0.3: 0.22.
  @Test func fourierModulusFailsForDilationsOfHighFrequencies() throws {
    let shape: Shape = [64, 64]
    let field = AffineDeformation.dilation(rate: 0.1, shape: shape).field()
    func moved(_ representation: some Representation, _ frequency: Double) throws -> Double {
      let samples = (0..<shape.count).map { index in
        let u = Fields.point(index, shape).map { $0 - 31.5 }
        return cos(2 * .pi * frequency * u[1]) * exp(-(u[0] * u[0] + u[1] * u[1]) / 200)
      }
      let x = Signal(samples, shape: shape)
      let warped = SplineWarp.reference()(x, by: field)
      return norm(zip(try representation.vectors(of: warped), try representation.vectors(of: x)).map(-))
        / norm(samples)
    }
    let (fourier, wavelets) = (FourierModulus(shape: shape), try scattering(shape, scales: 3))
    let (high, low) = (try moved(fourier, 0.4), try moved(fourier, 0.05))
    #expect(high > 1 && low < 0.35)
    #expect(try moved(wavelets, 0.4) < 0.4 * high)
  }
}
