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
  func everyKindTellsFarClassesApartAndTriesSixSettings(kind: MethodKind) throws {
    let method = try method(kind)
    #expect(method.candidateCount == Tuning().candidateCount)
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
