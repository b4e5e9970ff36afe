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
    let odd = OddRepresentation(Self.shape, lipschitzConstant: 1)
    let found = try Self.run([odd], Self.settings([.elastic]))
    let asked = odd.asked.withLock { $0 }.suffix(2)
    #expect(found.rows.count == 2)
    for (row, batch) in zip(found.rows, asked) {
      #expect(batch.batchCount == 2 * 4 * 3)
      let again = AskedBatch(Self.images, batch, fields: 3)
      // Sums of 256 squares in another order.
      #expect(abs(row.distance.median - again.distances.map { $0[1] }.median()) < 1e-13)
      #expect(abs(row.randomMaximum - again.distances.map { $0[2] }.median()) < 1e-13)
      let (moved, noised) = again.means
      #expect(abs(row.relativeStability!.median / (moved / noised) - 1) < 1e-12)
      let (mean, median) = (again.pairs.reduce(0, +) / 12, again.pairs.median())
      #expect(abs(row.deformationSensitivityByMean!.median / (moved / mean) - 1) < 1e-12)
      #expect(abs(row.noiseSensitivityByMean!.median / (noised / mean) - 1) < 1e-12)
      #expect(abs(row.deformationSensitivityByMedian!.median / (moved / median) - 1) < 1e-12)
      #expect(abs(row.noiseSensitivityByMedian!.median / (noised / median) - 1) < 1e-12)
      let sums = again.sumsOfMedians
      #expect(abs(row.relativeStabilityOfMedians! / (sums.moved / sums.noised) - 1) < 1e-12)
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

/// The signals of one kind and amplitude that a representation was asked for, deformed images first and noised ones behind them: what
/// the figures of the identity are by their definitions.
private struct AskedBatch {
  private let images, asked: [[Double]]
  private let fields: Int

  init(_ images: Signal<Double>, _ batch: Signal<Double>, fields: Int) {
    self.images = (0..<images.batchCount).map { images.elements(of: $0) }
    asked = (0..<batch.batchCount).map { batch.elements(of: $0) }
    self.fields = fields
  }

  /// The number of deformed signals, and of noised ones.
  private var half: Int { asked.count / 2 }

  /// Squared distances from the images.
  private var squares: [Double] {
    asked.indices.map { squaredNorm(difference(asked[$0], images[$0 % half / fields])) }
  }

  /// For each image the distances of its deformed ones over its norm, ascending.
  var distances: [[Double]] {
    images.indices.map { image in
      squares[(image * fields)..<((image + 1) * fields)].map { $0.squareRoot() / norm(images[image]) }
        .sorted()
    }
  }

  /// Means of squared distances.
  var means: (moved: Double, noised: Double) {
    let (moved, noised) = (squares.prefix(half), squares.suffix(half))
    return (moved.reduce(0, +) / Double(half), noised.reduce(0, +) / Double(half))
  }

  /// Squared distances between different images, each pair twice.
  var pairs: [Double] {
    images.indices.flatMap { i in
      images.indices.filter { $0 != i }.map { squaredNorm(difference(images[i], images[$0])) }
    }
  }

  /// For the first field of each image, number by number the median over images of the squared change, added up.
  var sumsOfMedians: (moved: Double, noised: Double) { (sumOfMedians(from: 0), sumOfMedians(from: half)) }

  private func sumOfMedians(from start: Int) -> Double {
    images[0].indices.reduce(0) { sum, number in
      let changes = images.indices.map { asked[start + $0 * fields][number] - images[$0][number] }
      return sum + changes.map { $0 * $0 }.median()
    }
  }
}
