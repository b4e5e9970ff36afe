import Scattering
import Stability
import Testing
import Theory

/// The radius within which the class is proven to stay, beside what moves the image.
@Suite struct CertifiedHeadTests {
  /// On raw pixels the bound is attained: straight towards the nearest other class the class changes at the radius.
  @Test func theRadiusOfPixelsIsExact() throws {
    let spots = Spots(9, seed: 1)
    let pixels = RawPixels(shape: Spots.shape)
    let means = try spots.means(of: pixels)
    let head = try #require(CertifiedHead(pixels, LinearHead(weights: means.weights, offsets: means.offsets)))
    let radii = try head.radii(of: spots.images, labels: spots.labels)
    #expect(try head.classes(of: spots.images) == spots.labels && radii.allSatisfy { $0 > 0 })
    let samples = spots.images.samples
    for (image, label) in spots.labels.enumerated() {
      let own = Array(samples[(image * 256)..<((image + 1) * 256)])
      func moved(_ share: Double) -> Set<Int> {
        Set(
          (0..<3).filter { $0 != label }.map { other in
            let direction = (0..<256).map {
              means.weights[other * 256 + $0] - means.weights[label * 256 + $0]
            }
            let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let target = zip(own, direction).map { $0 + share * radii[image] * $1 / length }
            return try! head.classes(of: Signal(target, batch: [1], shape: Spots.shape))[0]
          })
      }
      #expect(moved(0.999) == [label])
      #expect(moved(1.001).contains { $0 != label })
    }
  }

  /// Images that another class takes have no radius, however far they are.
  @Test func whatIsWrongIsNotCertified() throws {
    let spots = Spots(6, seed: 2)
    let pixels = RawPixels(shape: Spots.shape)
    let means = try spots.means(of: pixels)
    let head = try #require(CertifiedHead(pixels, LinearHead(weights: means.weights, offsets: means.offsets)))
    let wrong = spots.labels.map { ($0 + 1) % 3 }
    #expect(try head.radii(of: spots.images, labels: wrong).allSatisfy { $0 < 0 })
  }

  /// A head on (v - s) f says the same of v once that is undone, but for rounding.
  @Test func standardisingIsUndone() throws {
    let plain = LinearHead(weights: [1, -2, 3, 0.5, 1, -1], offsets: [0.25, -0.5])
    let (shifts, factors) = ([0.5, -1, 2], [2, 0.25, -3])
    let undone = plain.undoing(shifts: shifts, factors: factors)
    let vector = [0.3, 0.7, -0.2]
    let scaled = vector.indices.map { (vector[$0] - shifts[$0]) * factors[$0] }
    for row in 0..<2 {
      func score(_ head: LinearHead, _ vector: [Double]) -> Double {
        (0..<3).reduce(head.offsets[row]) { $0 + head.weights[row, $1] * vector[$1] }
      }
      #expect(abs(score(undone, vector) - score(plain, scaled)) < 1e-14)
    }
  }

  /// The features of a transform weigh 2^(J - oversampling) in distances: a head on plain features is the same classifier,
  /// and its radii are those of the head on weighed ones.
  @Test func plainFeaturesAreWeighed() throws {
    let spots = Spots(6, seed: 3)
    let transform = try Spots.transform()
    let representation = ScatteringRepresentation(
      transform, lipschitzConstant: NetworkBounds(transform).constant)
    let vectors = representation.vectors(of: spots.images)
    let means = LinearMeans(vectors, labels: spots.labels, classCount: 3)
    let weighed = try #require(
      CertifiedHead(representation, LinearHead(weights: means.weights, offsets: means.offsets)))
    // J = 2: plain features are a quarter of the weighed ones, so weights are four times as large.
    let plain = CertifiedHead(
      transform, LinearHead(weights: means.weights.map { 4 * $0 }, offsets: means.offsets))
    #expect(transform(spots.images).samples.map { 4 * $0 } == vectors)
    #expect(abs(plain.constant - 1) < 1e-3)
    let radii = zip(
      try weighed.radii(of: spots.images, labels: spots.labels),
      try plain.radii(of: spots.images, labels: spots.labels))
    for (one, other) in radii { #expect(one > 0 && abs(one - other) <= 1e-9 * one) }
  }

  /// Nothing of what a search through the scores' own derivative finds changes the class of a certified image, and far beyond
  /// it does; so the certificate is neither broken nor about classes that nothing changes.
  @Test func searchedDeformationsKeepCertifiedClasses() throws {
    let spots = Spots(6, seed: 4)
    let transform = try Spots.transform()
    let representation = ScatteringRepresentation(
      transform, lipschitzConstant: NetworkBounds(transform).constant)
    let means = try spots.means(of: representation)
    let certified = try #require(
      CertifiedHead(representation, LinearHead(weights: means.weights, offsets: means.offsets)))
    let scores = HeadRepresentation(certified, name: "scores")
    let settings = WorstCaseSettings(randomCount: 5, powerSteps: 4, ascentSteps: 8)
    var changed = 0
    for (kind, amplitude) in [
      (DeformationKind.translation, 0.2), (.elastic, 0.2), (.dilation, 0.2), (.translation, 5),
    ] {
      let rows = try DeformedAccuracyStudy(
        settings: ExperimentSettings(
          kinds: [kind], amplitudes: [amplitude], fieldCount: 1, bootstrapCount: 10)
      ).rows(of: [ImageClassifier(name: "head", certified)], on: spots.images, labels: spots.labels)
      let share = try #require(rows.last?.certified)
      let results = try WorstCase(scores, settings: settings).search(
        spots.images, kind: kind, amplitude: amplitude)
      let kept = try results.enumerated().filter { image, result in
        try certified.classes(
          of: Signal(result.deformed.samples, batch: [1], shape: Spots.shape))[0] == spots.labels[image]
      }
      #expect(share <= Double(kept.count) / 6)
      if amplitude < 1 { #expect(share > 0) }
      changed += results.count - kept.count
    }
    #expect(changed > 0)
  }

  /// Both sides are sums of the same products of doubles: 1e-12 of the norms.
  @Test func theScoresHaveTheirDerivative() throws {
    let spots = Spots(3, seed: 5)
    let transform = try Spots.transform()
    let representation = ScatteringRepresentation(transform, lipschitzConstant: 1)
    let means = try spots.means(of: representation)
    let certified = try #require(
      CertifiedHead(representation, LinearHead(weights: means.weights, offsets: means.offsets)))
    let scores = HeadRepresentation(certified, name: "scores")
    let tangents = Spots(3, seed: 6).images
    let cotangents = (0..<9).map { Double($0 % 4) - 1.5 }
    let forward = zip(try scores.pushforward(at: spots.images, along: tangents), cotangents)
      .reduce(0) { $0 + $1.0 * $1.1 }
    let backward = zip(try scores.pullback(at: spots.images, of: cotangents).samples, tangents.samples)
      .reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(forward - backward) <= 1e-12 * abs(forward) && forward != 0)
    let constant = try #require(scores.lipschitzConstant)
    let (here, there) = (try scores.vectors(of: spots.images), try scores.vectors(of: tangents))
    func distance(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    #expect(distance(here, there) <= constant * distance(spots.images.samples, tangents.samples))
  }
}
