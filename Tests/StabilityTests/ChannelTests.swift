import Representations
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Images in colour, whose planes every field moves together.
@Suite struct ChannelTests {
  static let space: Shape = [16, 16]
  static let colour: Shape = [3, 16, 16]

  static let scattering = ScatteringRepresentation(
    try! ScatteringTransform<Double>(shape: space, scales: 2, orientations: 2))

  private func settings(hasChannels: Bool, _ kinds: [DeformationKind] = [.translation, .elastic])
    -> ExperimentSettings
  {
    ExperimentSettings(
      kinds: kinds, amplitudes: [0.5, 1], fieldCount: 2, seed: 5, bootstrapCount: 20, pictures: [0, 1],
      hasChannels: hasChannels)
  }

  private func run(_ representation: any Representation, _ images: Signal<Double>, hasChannels: Bool) throws
    -> Measurements
  {
    try Experiment(
      representations: [representation], images: images, settings: settings(hasChannels: hasChannels)
    ).run()
  }

  /// Three equal planes: squares of distances and norms are three times one plane's, so that relative distances are its own but for the
  /// rounding of sums of some 1,000 squares, below 1e-13.
  @Test func equalPlanesMoveAsOne() throws {
    let gray = blobs(3, shape: Self.space)
    let blocks = (0..<3).map { Array(gray.samples.block($0, of: 3)) }
    let colour = Signal(blocks.flatMap { $0 + $0 + $0 }, batch: [3], shape: Self.colour)
    let one = try run(Self.scattering, gray, hasChannels: false)
    let three = try run(PlanewiseRepresentation(Self.scattering), colour, hasChannels: true)
    #expect(one.rows.count == three.rows.count && one.rows.contains { $0.part == "order 1" })
    for (a, b) in zip(one.rows, three.rows) {
      #expect(a.part == b.part && a.kind == b.kind)
      #expect(abs(a.distance.median - b.distance.median) <= 1e-12 * a.distance.median)
    }
    #expect(one.deformations.map(\.mallatBounds) == three.deformations.map(\.mallatBounds))
    for (a, b) in zip(one.pictures, three.pictures) {
      // The weights of the luma are of three digits and add up to 1; pictures are of single precision.
      #expect(b.rows == 16 && zip(a.samples, b.samples).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  /// Planes of their own: the squared distance of the whole is the sum of those of the planes, each of which is moved by the same field.
  @Test func squaresOfPlanesAddUp() throws {
    let planes = Signal<Double>.noise(batch: [6], shape: Self.space, seed: 3)
    let colour = Signal(planes.samples, batch: [2], shape: Self.colour)
    let whole = try run(RawPixels(shape: Self.colour), colour, hasChannels: true)
    let parts = try (0..<3).map { channel in
      let own = Signal(
        planes.samples.block(channel, of: 6) + planes.samples.block(3 + channel, of: 6), batch: [2],
        shape: Self.space)
      return (try run(RawPixels(shape: Self.space), own, hasChannels: false), own.norms())
    }
    let norms = colour.norms()
    let moved = whole.pictures.enumerated().filter { $1.kind != nil }
    #expect(moved.count == 4)
    for (index, picture) in moved {
      let image = picture.image == "image 0" ? 0 : 1
      let squares = parts.map { part, norms in
        let distance = part.pictures[index].distances[0] * norms[image]
        return distance * distance
      }
      let expected = squares.reduce(0, +).squareRoot() / norms[image]
      #expect(abs(picture.distances[0] - expected) <= 1e-12 * expected)
    }
  }

  /// The vectors of the planes, feature by feature, and derivatives that are transposes of each other; sums of some 1,000 products of
  /// order 1 are rounded to 1e-13.
  @Test func vectorsAreThoseOfThePlanes() throws {
    let joined = PlanewiseRepresentation(Self.scattering)
    let signals = Signal<Double>.noise(batch: [2], shape: Self.colour, seed: 1)
    let planes = Signal(signals.samples, batch: [6], shape: Self.space)
    let (vectors, own) = (try joined.vectors(of: signals), Self.scattering.vectors(of: planes))
    let count = Self.scattering.dimension
    #expect(joined.dimension == 3 * count && joined.parts.last?.range.upperBound == 3 * count)
    for signal in 0..<2 {
      for channel in 0..<3 {
        for feature in 0..<count {
          #expect(
            vectors[(signal * count + feature) * 3 + channel] == own[(signal * 3 + channel) * count + feature]
          )
        }
      }
    }
    let tangents = Signal<Double>.noise(batch: [2], shape: Self.colour, seed: 2)
    let pushed = try joined.pushforward(at: signals, along: tangents)
    let pulled = try joined.pullback(at: signals, of: vectors)
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let (left, right) = (dot(pushed, vectors), dot(tangents.samples, pulled.samples))
    #expect(abs(left - right) <= 1e-12 * abs(left))
  }

  /// What is found in three equal planes is what is found in one: objectives are three times as large, and so are all gradients, so that
  /// searches take the same way but for rounding, which a search's choices may enlarge.
  @Test(arguments: [DeformationKind.translation, .elastic, .noise])
  func equalPlanesAreSearchedAsOne(kind: DeformationKind) throws {
    let gray = blobs(1, shape: Self.space)
    let colour = Signal(gray.samples + gray.samples + gray.samples, batch: [1], shape: Self.colour)
    var settings = WorstCaseSettings(randomCount: 4, powerSteps: 3, ascentSteps: 4, randomStarts: 0)
    let one = try WorstCase(Self.scattering, settings: settings).search(gray, kind: kind, amplitude: 1)[0]
    settings.hasChannels = true
    let joined = PlanewiseRepresentation(Self.scattering)
    let three = try WorstCase(joined, settings: settings).search(colour, kind: kind, amplitude: 1)[0]
    guard kind.hasField else {
      #expect(three.randomMaximum <= three.distance)
      return
    }
    #expect(abs(one.randomMaximum - three.randomMaximum) <= 1e-12 * one.randomMaximum)
    #expect(abs(one.distance - three.distance) <= 1e-6 * one.distance)
    #expect(three.field?.shape == Self.space && three.deformed.shape == Self.colour)
  }

  /// A whole report in colour: searches find more than random fields do, and all is in order on every image.
  @Test func anAssessmentInColour() throws {
    let configuration = try ScatteringConfiguration(shape: Self.space, scales: 2, orientations: 2)
    let search = WorstCaseSettings(randomCount: 5, powerSteps: 4, ascentSteps: 5, randomStarts: 0)
    let settings = AssessmentSettings(
      experiment: self.settings(hasChannels: true, [.translation, .elastic, .noise]), search: search,
      searchedImageCount: 2)
    let report = try StabilityAssessment(
      configuration, images: .noise(batch: [3], shape: Self.colour, seed: 4),
      inputs: (0..<3).map { StabilityInput(name: "image \($0)", sha256: "") },
      others: [.measured(PlanewiseRepresentation(FourierModulus(shape: Self.space)))], settings: settings,
      rigor: .estimate
    ).run(version: "test")
    #expect(report.parameters.shape == [3, 16, 16] && report.parameters.searchedImageCount == 2)
    #expect(report.rows.allSatisfy { $0.isOrdered && $0.certificate != nil })
    #expect(report.rows.count { $0.worstCase != nil } == 6)
    // 3 kinds, 2 amplitudes, 2 images.
    #expect(report.checks.searchCount == 12 && report.checks.searchesAboveRandom > 6)
    #expect(report.checks.pixelRelativeStability.map { abs($0 - 1) < 1e-12 } == true)
    #expect(report.frequencyResponses.allSatisfy { $0.distances.count == 10 })
    #expect(report.pictures.count { $0.isWorstCase } == 6)
    #expect(report.pictures.allSatisfy { $0.rows == 16 && $0.samples.count == 256 })
  }
}
