import Foundation
import Learning
import Networks
import Scattering
import TestSupport
import Testing

/// Training of small networks on images that are told apart with ease.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct TrainerTests {
  let samples = TrainingSamples.squares(150, seed: 1)
  let test = TrainingSamples.squares(300, seed: 2)

  func accuracy(_ network: Network) throws -> Double {
    let scores = try network.scores(of: test.signals)
    let correct = test.labels.indices.count { index in
      let row = Array(scores.row(index))
      return row.firstIndex(of: row.max()!) == test.labels[index]
    }
    return Double(correct) / Double(test.count)
  }

  /// The optimal rule is right in about 99 of 100 images: 16 pixels that are 0.6 brighter, of deviation 0.58; chance is a third.
  @Test(arguments: [
    Optimiser.gradientDescent(), .gradientDescent(momentum: 0, isNesterov: false),
    .gradientDescent(momentum: 0.9, isNesterov: false), .adam(), .adamW(),
  ])
  func everyOptimiserLearns(optimiser: Optimiser) throws {
    var settings = TrainingSamples.settings
    settings.epochs = 12
    settings.optimiser = optimiser
    switch optimiser {
    case .adam, .adamW: settings.rate = LearningRate(0.01)
    case .gradientDescent: break
    }
    let trained = try Trainer(settings).train(TrainingSamples.network, on: samples)
    #expect(trained.history.count == 12 && trained.bestEpoch == 12)
    #expect(trained.history.last!.loss < 0.5 * trained.history[0].loss)
    #expect(try accuracy(trained.network) > 0.85)
  }

  /// One step on a linear network against the gradient by hand: softmax less label, times the image. Adam's first step is the rate along each gradient's
  /// sign: means and squares are the gradient's own. Its decay, decoupled, shrinks weights by rate x decay and leaves gradients alone.
  @Test(arguments: [Optimiser.gradientDescent(momentum: 0.9, isNesterov: true), .adamW(epsilon: 1e-3)])
  func stepIsTheOneByHand(optimiser: Optimiser) throws {
    let description = try NetworkDescription(
      name: "linear", input: [1, 8, 8],
      nodes: [
        NetworkNode(name: "flat", kind: .flatten, inputs: [-1]),
        NetworkNode(name: "scores", kind: .linear(outputs: 3), inputs: [0]),
      ])
    let network = try Network(description, seed: 2)
    let some = samples.selecting(Array(0..<5))
    let settings = TrainingSettings(
      epochs: 1, batchSize: 5, optimiser: optimiser,
      rate: LearningRate(0.1, schedule: .constant), weightDecay: 0.01)
    let found = try Trainer(settings).train(network, on: some).network
    let pixels = some.signals.samples
    var (weights, biases) = (network.arrays[0].elements.map(Double.init), [Double](repeating: 0, count: 3))
    let isDecoupled = optimiser == .adamW(epsilon: 1e-3)
    var (weightSteps, biasSteps) = (weights.map { isDecoupled ? 0 : 0.01 * $0 }, biases)
    for index in 0..<5 {
      let image = pixels[(index * 64)..<((index + 1) * 64)].map(Double.init)
      let scores = (0..<3).map { row in zip(image, weights[(row * 64)...]).reduce(0) { $0 + $1.0 * $1.1 } }
      let sum = scores.reduce(0) { $0 + exp($1) }
      for row in 0..<3 {
        let residual = (exp(scores[row]) / sum - (some.labels[index] == row ? 1 : 0)) / 5
        biasSteps[row] += residual
        for place in 0..<64 { weightSteps[row * 64 + place] += residual * image[place] }
      }
    }
    // The first velocity is the gradient, and Nesterov's step is the gradient and 0.9 of it.
    let move = { (step: Double) in isDecoupled ? 0.1 * step / (abs(step) + 1e-3) : 0.1 * 1.9 * step }
    for index in weights.indices {
      weights[index] -= move(weightSteps[index]) + (isDecoupled ? 0.1 * 0.01 * weights[index] : 0)
    }
    for index in biases.indices { biases[index] -= move(biasSteps[index]) }
    // Single precision: 6e-8 a product, of 64.
    #expect(relativeDistance(found.arrays[0].elements, weights) < 1e-5)
    #expect(relativeDistance(found.arrays[1].elements, biases) < 1e-5)
  }

  @Test func validationKeepsTheBestEpochAndStopsEarly() throws {
    var settings = TrainingSamples.settings
    (settings.epochs, settings.patience) = (40, 2)
    settings.rate = LearningRate(0.05, schedule: .steps(epochs: [2], factor: 1e-9))
    let trained = try Trainer(settings).train(
      TrainingSamples.network, on: samples, validation: test.selecting(Array(0..<60)))
    let best = trained.history.map { $0.validationAccuracy! }.max()!
    #expect(trained.history[trained.bestEpoch - 1].validationAccuracy == best)
    #expect(trained.history.count == trained.bestEpoch + 2 && trained.history.count < 40)
    #expect(try share(trained.network, of: test.selecting(Array(0..<60))) == best)
  }

  func share(_ network: Network, of part: LabelledSignals) throws -> Double {
    let scores = try network.scores(of: part.signals)
    let correct = part.labels.indices.count { index in
      let row = Array(scores.row(index))
      return row.firstIndex(of: row.max()!) == part.labels[index]
    }
    return Double(correct) / Double(part.count)
  }

  /// Scattering comes first: its derivative is taken by our own transform, and features of unchanged images are kept.
  @Test func hybridLearnsAndHasADerivative() throws {
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 1, orientations: 4)
    let description = try NetworkDescription.scatteringHead(
      input: NetworkDescription.input(after: transform), classCount: 3, width: 8, dropout: 0)
    let network = try Network(description, seed: 3, scattering: transform)
    var settings = TrainingSamples.settings
    settings.epochs = 10
    let augmented = try Trainer(settings).train(network, on: samples)
    settings.augmentation = Augmentation()
    let plain = try Trainer(settings).train(network, on: samples)
    #expect(
      plain.history.last!.loss < plain.history[0].loss
        && augmented.history.last!.loss < augmented.history[0].loss)
    let layer = NetworkLayer(plain.network)
    let images = Signal<Double>.noise(batch: [2], shape: [8, 8], seed: 3)
    let tangents = Signal<Double>.noise(batch: [2], shape: [8, 8], seed: 4)
    let cotangents = Signal<Double>.noise(batch: [2], shape: [3], seed: 5).samples
    let pushed = try layer.pushforward(at: images, along: tangents)
    let pulled = try layer.pullback(at: images, of: cotangents).samples
    let forward = zip(pushed, cotangents).reduce(0) { $0 + $1.0 * $1.1 }
    let backward = zip(pulled, tangents.samples).reduce(0) { $0 + $1.0 * $1.1 }
    // As in NetworkLayerTests.
    #expect(abs(forward - backward) <= 1e-10 * norm(pushed) * norm(cotangents) && forward != 0)
  }

  /// What trainings draw, and how many threads each has, is their own: side by side they end with the bits of one alone.
  @Test func trainingsSideBySideDoNotTouchEachOther() throws {
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 1, orientations: 4)
    let hybrid = try Network(
      .scatteringHead(input: NetworkDescription.input(after: transform), classCount: 3, width: 8), seed: 3,
      scattering: transform)
    let trainer = Trainer(TrainingSamples.settings, parallel: Parallel(threads: 1))
    for network in [TrainingSamples.network, hybrid] {
      let alone = try trainer.train(network, on: samples)
      let together = try Parallel(threads: 3).map(3) { _ in try trainer.train(network, on: samples) }
      for trained in together {
        #expect(
          trained.network.arrays == alone.network.arrays
            && trained.history.map(\.loss) == alone.history.map(\.loss))
      }
    }
  }

  @Test func featuresKeptAreThoseComputedAnew() throws {
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 1, orientations: 4)
    let network = try Network(
      .scatteringHead(input: NetworkDescription.input(after: transform), classCount: 3, width: 8), seed: 3,
      scattering: transform)
    var settings = TrainingSamples.settings
    settings.augmentation = Augmentation()
    let (kept, anew) = (Trainer(settings), Trainer(settings, featureLimit: 0, parallel: Parallel()))
    #expect(
      try kept.train(network, on: samples).network.arrays == anew.train(network, on: samples).network.arrays)
  }

  /// The mean of |J|_F^2 over images, J the Jacobian of the scores, by pullbacks of every score.
  func jacobian(_ network: Network) throws -> Double {
    let layer = NetworkLayer(network)
    let images = Signal<Double>(
      test.signals.samples.prefix(20 * 64).map(Double.init), batch: [20], shape: [8, 8])
    return try (0..<3).reduce(0) { sum, score in
      let cotangents = (0..<60).map { $0 % 3 == score ? 1.0 : 0 }
      return try sum + layer.pullback(at: images, of: cotangents).samples.reduce(0) { $0 + $1 * $1 } / 20
    }
  }

  /// Without a regulariser nothing keeps the Jacobian from growing with the scores; with one it is a fraction. Both ways to
  /// estimate it are means of the same number.
  @Test(arguments: [1, 3]) func regulariserShrinksTheJacobian(projections: Int) throws {
    var settings = TrainingSamples.settings
    settings.epochs = 8
    let plain = try Trainer(settings).train(TrainingSamples.network, on: samples)
    settings.jacobian = JacobianRegulariser(weight: 0.1, projections: projections)
    let regularised = try Trainer(settings).train(TrainingSamples.network, on: samples)
    #expect(try jacobian(regularised.network) < 0.5 * jacobian(plain.network))
    #expect(plain.history[0].jacobian == nil && regularised.history[0].jacobian! > 0)
    #expect(try accuracy(regularised.network) > 0.7)
  }

  /// One image has a sample that is no number: the step that draws it has a loss that is none, and nothing is written.
  @Test func divergenceIsTold() throws {
    let folder = TemporaryFolder()
    var pixels = samples.signals.samples
    pixels[77] = .nan
    let spoiled = LabelledSignals(
      Signal(pixels, batch: [150], shape: [8, 8]), labels: samples.labels, classCount: 3)
    var steps = 0
    #expect {
      try Trainer(TrainingSamples.settings).train(
        TrainingSamples.network, on: spoiled, checkpoint: folder.path("checkpoint")
      ) { _ in steps += 1 }
    } throws: { error in
      error as? NetworkError == .diverged(epoch: 1, step: steps + 1, rate: 0.05)
    }
    #expect(folder.contents.isEmpty)
  }

  /// From epoch 3 on the rate is 1e15 times what it was, so that two steps leave the floats: the checkpoint of epoch 2 stays.
  @Test func lastGoodCheckpointStays() throws {
    let folder = TemporaryFolder()
    let path = folder.path("checkpoint")
    var settings = TrainingSamples.settings
    settings.rate = LearningRate(0.01, schedule: .steps(epochs: [2, 2, 2, 2, 2], factor: 1e3))
    #expect {
      try Trainer(settings).train(TrainingSamples.network, on: samples, checkpoint: path)
    } throws: { error in
      guard case .diverged(3, _, 0.01)? = error as? NetworkError else { return false }
      return true
    }
    let kept = try Network(checkpoint: path)
    #expect(
      kept.arrays.allSatisfy { $0.elements.allSatisfy(\.isFinite) }
        && kept.arrays != TrainingSamples.network.arrays)
  }

  @Test func labelsAndSizesAreChecked() throws {
    let four = LabelledSignals(samples.signals, labels: [Int](repeating: 3, count: 150), classCount: 4)
    #expect(throws: NetworkError.unknownLabel(3, index: 0, classCount: 3)) {
      try Trainer(TrainingSamples.settings).train(TrainingSamples.network, on: four)
    }
    let wide = LabelledSignals(.noise(batch: [2], shape: [8, 9], seed: 1), labels: [0, 1], classCount: 3)
    #expect(
      throws: NetworkError.mismatchedShape(
        "images for CNN", found: "batch [2] of 8 x 9", expected: "[batch, 1, 8, 8]")
    ) { try Trainer(TrainingSamples.settings).train(TrainingSamples.network, on: wide) }
    let none = samples.selecting([])
    #expect(throws: NetworkError.self) {
      try Trainer(TrainingSamples.settings).train(TrainingSamples.network, on: none)
    }
    for spoil: (inout TrainingSettings) -> Void in [
      { $0.epochs = 0 }, { $0.passes = 0 }, { $0.batchSize = 0 }, { $0.rate.initial = .nan },
      { $0.weightDecay = -1 },
      { $0.augmentation.shift = 9 }, { $0.labelSmoothing = 1 },
      { $0.optimiser = .gradientDescent(momentum: 1) },
    ] {
      var settings = TrainingSamples.settings
      spoil(&settings)
      #expect(throws: NetworkError.self) {
        try Trainer(settings).train(TrainingSamples.network, on: samples)
      }
    }
  }

  /// Passes within epochs, one after another, are the same course as one pass an epoch: order, augmentation, dropout and number of the step.
  @Test func passesAreEpochsWithoutARecord() throws {
    var settings = TrainingSamples.settings
    settings.epochs = 6
    settings.rate.schedule = .constant
    let network = TrainingSamples.network
    let single = try Trainer(settings).train(network, on: samples)
    (settings.epochs, settings.passes) = (2, 3)
    let joined = try Trainer(settings).train(network, on: samples)
    #expect(joined.network.arrays == single.network.arrays && joined.history.count == 2)
    let losses = single.history.map(\.loss)
    // Means of ten steps of 15 images each.
    for (epoch, record) in joined.history.enumerated() {
      #expect(abs(record.loss - losses[(3 * epoch)..<(3 * epoch + 3)].reduce(0, +) / 3) < 1e-12)
    }
  }

  /// A quarter of the course up, then half a cosine down to 0.
  @Test func rateFollowsTheCourse() {
    let rate = LearningRate(0.3, warmUp: 0.25)
    // To the last bits of the cosine.
    for (epoch, expected) in [(0.0, 0.0), (1, 0.12), (2.5, 0.3), (6.25, 0.15), (10, 0)] {
      #expect(abs(rate.value(after: epoch, of: 10) - expected) < 1e-15)
    }
  }

  @Test func progressCountsEveryStep() throws {
    var found: [TrainingProgress] = []
    let trained = try Trainer(TrainingSamples.settings).train(TrainingSamples.network, on: samples) {
      found.append($0)
    }
    #expect(found.map(\.step) == (0..<4).flatMap { _ in 1...10 } && found.map(\.epoch).last == 4)
    #expect(found.last!.secondsLeft == 0 && found[0].secondsLeft > 0)
    #expect(found.last!.loss == trained.history.last!.loss)
  }
}
