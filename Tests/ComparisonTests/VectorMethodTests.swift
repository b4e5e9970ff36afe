import Comparison
import Learning
import Scattering
import Testing

@Suite struct VectorMethodTests {
  /// 2 classes of points in 16 dimensions, 3 apart along each axis, with uniform noise.
  private static func images(_ count: Int, seed: UInt64) -> LabelledSignals {
    var generator = SeededGenerator(seed: seed)
    let labels = (0..<count).map { $0 % 2 }
    let samples = labels.flatMap { label in
      (0..<16).map { _ in Float(label) * 3 + Float.random(in: -1...1, using: &generator) }
    }
    return LabelledSignals(Signal(samples, batch: [count], shape: [4, 4]), labels: labels, classCount: 2)
  }

  private let train = images(60, seed: 1)
  private let test = images(40, seed: 2)

  private func round(_ places: [Int], test: LabelledSignals? = nil, threads: Int = 1) -> FewLabelTrial {
    FewLabelTrial(
      train: train, indices: places, test: test ?? self.test, tuning: Tuning(), seed: 4,
      parallel: Parallel(threads: threads))
  }

  private func method(_ kind: MethodKind, _ vectors: VectorSet? = nil) throws -> VectorMethod {
    try .standard(kind, vectors: vectors ?? .pixels(train: train, test: test))
  }

  @Test(arguments: MethodKind.allCases.filter { !$0.isNetwork })
  func everyKindTellsFarClassesApart(kind: MethodKind) throws {
    let method = try method(kind)
    // Six settings; of least squares seven, with copies of the images as many in each of two ways.
    #expect(method.candidateCount == (kind == .pixelsRidge || kind == .scattering2Ridge ? 21 : 6))
    let outcome = try method.evaluate(round(Array(0..<60)))
    #expect(outcome.error == 0 && outcome.trainingSeconds > 0 && outcome.inferenceSeconds > 0)
    #expect(try method.evaluate(round(Array(0..<60), threads: 2)).chosen == outcome.chosen)
  }

  @Test func onlyTheGivenImagesAreLookedAt() throws {
    let places = Array(0..<30)
    let honest = try method(.pixelsSVM).evaluate(round(places, test: test))
    // Other images at all other places, and no truth in the test labels but what the error says of them.
    var spoilt = VectorSet.pixels(train: train, test: test)
    var matrix = spoilt.train
    for row in 30..<60 { for column in 0..<16 { matrix[row, column] = 1e6 } }
    spoilt = VectorSet(name: "pixels", train: matrix, test: spoilt.test, secondsPerImage: 0)
    let flipped = LabelledSignals(test.signals, labels: test.labels.map { 1 - $0 }, classCount: 2)
    let found = try method(.pixelsSVM, spoilt).evaluate(round(places, test: flipped))
    #expect(found.chosen == honest.chosen)
    #expect(found.error == 1 - honest.error)
  }

  /// Uniform noise at 64 positions about 0 or 0.3: means are told apart at 0.15, which the mean of 64 with its deviation of 0.07 passes in 2 % of
  /// images, while weights of 64 positions are learned from 60 images.
  @Test func meansAreAmongTheSettings() throws {
    func vectors(_ count: Int, seed: UInt64) -> Matrix<Float> {
      var generator = SeededGenerator(seed: seed)
      let elements = (0..<count).flatMap { index in
        (0..<64).map { _ in Float.random(in: -1...1, using: &generator) + (index % 2 == 0 ? 0 : 0.3) }
      }
      return Matrix(elements, rows: count, columns: 64)
    }
    let set = VectorSet(
      name: "noise", train: vectors(60, seed: 5), test: vectors(40, seed: 6), pathWidth: 64,
      secondsPerImage: 0)
    func outcome(_ pooling: FeaturePooling) throws -> Outcome {
      let method = VectorMethod(
        name: "", family: .scattering, detail: "", vectors: set,
        learner: try Ridge(lambdas: [0.1, 0.01, 0.001]),
        pooling: pooling)
      #expect(method.candidateCount == (pooling == .chosen ? 6 : 3))
      return try method.evaluate(round(Array(0..<60)))
    }
    let (chosen, means, all) = (try outcome(.chosen), try outcome(.mean), try outcome(.none))
    #expect(means.error == chosen.error && means.error < 0.1 && all.error > means.error)
    #expect(chosen.chosen.hasSuffix(", means") && !all.chosen.contains("means"))
  }

  /// One pixel of an image is bright or dark, nowhere the same in two images: what is held out has no image like it among the others but those
  /// shifted by a pixel, so that copies are chosen; and the test images, at other places again, are told apart better with them.
  @Test func copiesAreAmongTheSettings() throws {
    func images(_ places: [Int]) -> LabelledSignals {
      let labels = places.map { $0 / 2 % 2 }
      let samples = zip(places, labels).flatMap { place, label in
        (0..<64).map { $0 == place ? Float(2 * label - 1) : 0 }
      }
      return LabelledSignals(
        Signal(samples, batch: [places.count], shape: [8, 8]), labels: labels, classCount: 2)
    }
    var generator = SeededGenerator(seed: 7)
    let places = (0..<64).shuffled(using: &generator)
    let (train, test) = (images(Array(places[..<40])), images(Array(places[40...])))
    func outcome(copies: Bool) throws -> Outcome {
      let method = VectorMethod(
        name: "", family: .pixels, detail: "", vectors: .pixels(train: train, test: test),
        learner: try RadialRidge(gammas: [0.25], lambdas: [0.1]), copies: copies)
      #expect(method.candidateCount == (copies ? 3 : 1))
      return try method.evaluate(
        FewLabelTrial(train: train, indices: Array(0..<40), test: test, tuning: Tuning(), seed: 3))
    }
    let (plain, copied) = (try outcome(copies: false), try outcome(copies: true))
    #expect(plain.chosen == "gamma 0.25, lambda 0.1")
    #expect(copied.chosen.contains("shifts up to 1"))
    #expect(copied.error < plain.error)
  }

  @Test func featuresCostIsAdded() throws {
    let pixels = VectorSet.pixels(train: train, test: test)
    let slow = VectorSet(name: "pixels", train: pixels.train, test: pixels.test, secondsPerImage: 1000)
    let outcome = try method(.pixelsPCA, slow).evaluate(round(Array(0..<30)))
    #expect(outcome.trainingSeconds > 30_000 && outcome.trainingSeconds < 31_000)
    #expect(outcome.inferenceSeconds > 1000 && outcome.inferenceSeconds < 1010)
  }

  @Test func featuresAreTheTransformsAndFirstOrdersComeFirst() throws {
    var generator = SeededGenerator(seed: 1)
    let signals = Signal<Float>(
      (0..<(300 * 64)).map { _ in Float.random(in: 0...1, using: &generator) }, batch: [300], shape: [8, 8])
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 2, orientations: 2)
    let first = ScatteringTransform<Float>(
      try ScatteringConfiguration(shape: [8, 8], scales: 2, orientations: 2, maximalOrder: 1))
    let matrix = Matrix(signals, by: transform)
    // The same bits however the batch is cut.
    #expect(matrix.elements == transform(signals).samples)
    let vectors = VectorSet(name: "all", train: matrix, test: matrix, pathWidth: 4, secondsPerImage: 1)
    let prefix = vectors.prefix(first.featureCount, name: "first", secondsPerImage: 0.5)
    let expected = Matrix(signals, by: first)
    #expect(prefix.dimension == expected.columns && prefix.secondsPerImage == 0.5)
    // Orders share their computation in either transform; only the grouping into pairs may differ, by rounding.
    let scale = expected.elements.map(abs).max()!
    #expect(zip(prefix.train.elements, expected.elements).allSatisfy { abs($0 - $1) <= 1e-5 * scale })
  }
}
