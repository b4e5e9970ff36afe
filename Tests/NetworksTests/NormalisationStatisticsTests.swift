import Learning
import Numerical
import Scattering
import TestSupport
import Testing

@testable import Networks

/// What batch normalisation subtracts and divides by after a training, against loops over every image, node by node.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct NormalisationStatisticsTests {
  private static let samples = TrainingSamples.squares(60, seed: 1)

  /// Three steps in all.
  private static var settings: TrainingSettings {
    var settings = TrainingSamples.settings
    (settings.epochs, settings.batchSize) = (3, 64)
    return settings
  }

  private static func image(_ index: Int, of samples: LabelledSignals) -> [Double] {
    samples.signals.samples[(index * 64)..<((index + 1) * 64)].map(Double.init)
  }

  private static let descriptions = [
    try! NetworkDescription.convolutional(
      input: [1, 8, 8], classCount: 3, widths: (4, 6), hidden: 12, dropout: 0.3),
    try! NetworkDescription.residual(input: [1, 8, 8], classCount: 3, width: 3),
    try! NetworkDescription.linear(input: [1, 8, 8], classCount: 3),
  ]

  /// Values of all nodes for all images, each normalised by the mean and variance over all images as in training, without dropout.
  private static func trainingValues(_ network: Network, _ samples: LabelledSignals) -> [[[Double]]] {
    let plain = PlainNetwork(network)
    var values: [[[Double]]] = []
    for (index, node) in plain.description.nodes.enumerated() {
      let inputs = (0..<samples.count).map { image in
        node.inputs.map { $0 < 0 ? Self.image(image, of: samples) : values[$0][image] }
      }
      let shape = plain.description.inputShape(of: index)
      if case .batchNormalisation(let epsilon, _) = node.kind {
        let arrays = network.arrays.filter { $0.name == node.name }
        values.append(normalised(inputs.map { $0[0] }, channels: shape[0], arrays, epsilon))
      } else {
        values.append(inputs.map { plain.apply(node, $0, shape: shape) })
      }
    }
    return values
  }

  private static func normalised(
    _ images: [[Double]], channels: Int, _ arrays: [NetworkArray], _ epsilon: Double
  ) -> [[Double]] {
    let block = images[0].count / channels
    let (weight, bias) = (arrays.first { $0.role == .weight }!, arrays.first { $0.role == .bias }!)
    var result = images
    for channel in 0..<channels {
      let places = (channel * block)..<((channel + 1) * block)
      let all = images.flatMap { $0[places] }
      let mean = all.reduce(0, +) / Double(all.count)
      let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
      for image in images.indices {
        for place in places {
          result[image][place] =
            (images[image][place] - mean) / (variance + epsilon).squareRoot()
            * Double(weight.elements[channel]) + Double(bias.elements[channel])
        }
      }
    }
    return result
  }

  /// What the network does in training it does in testing: scores in evaluation are those of a batch of all training images.
  @Test(arguments: descriptions) func evaluationIsTraining(description: NetworkDescription) throws {
    let network = try Network(description, seed: 1)
    let trained = try Trainer(Self.settings).train(network, on: Self.samples).network
    let found = try trained.scores(of: Self.samples.signals)
    let expected = Self.trainingValues(trained, Self.samples).last!.flatMap { $0 }
    // Single precision through nine layers: 6e-8 each, of sums of 150 products.
    #expect(relativeDistance(found.elements, expected) < 1e-4)
    let right = (0..<60).count { expected[(3 * $0)..<(3 * $0 + 3)].largest == Self.samples.labels[$0] }
    #expect(found.rowArgmax.indices.count { found.rowArgmax[$0] == Self.samples.labels[$0] } == right)
  }

  /// Images twenty times as bright as they vary: after three steps running means are a quarter of what they follow (1 - 0.9^3), so that all images were on one side of every
  /// boundary, and one class was named for all of them.
  @Test func fewStepsNameEveryClass() throws {
    var settings = Self.settings
    (settings.augmentation, settings.optimiser) = (Augmentation(), .adamW())
    let bright = LabelledSignals(
      Signal(Self.samples.signals.samples.map { 20 + $0 }, batch: [60], shape: [8, 8]),
      labels: Self.samples.labels, classCount: 3)
    let trained = try Trainer(settings).train(Network(Self.descriptions[2], seed: 1), on: bright).network
    let named = try trained.scores(of: bright.signals).rowArgmax
    // Twenty of each class.
    for label in 0..<3 { #expect(named.count { $0 == label } >= 10) }
  }

  /// A momentum decides how running means follow batches; nothing that is evaluated is left of it.
  @Test func momentumDecidesNothing() throws {
    let networks = try [0.01, 0.9].map { momentum in
      let description = try NetworkDescription(name: "one", input: [1, 8, 8]) { builder in
        builder.add(.convolution(outputs: 3, kernel: 3), .batchNormalisation(momentum: momentum), .rectifier)
        builder.add(.flatten, .linear(outputs: 3))
      }
      return try Trainer(Self.settings).train(Network(description, seed: 2), on: Self.samples).network
    }
    #expect(networks[0].arrays == networks[1].arrays)
  }

  /// Epochs are validated by the statistics of 4,096 images, evenly spaced; the network that is kept has those of all.
  @Test func theNetworkKeptHasTheStatisticsOfAll() throws {
    let samples = TrainingSamples.squares(6000, seed: 5)
    var settings = TrainingSamples.settings
    (settings.epochs, settings.batchSize) = (1, 3000)
    let network = try Network(Self.descriptions[2], seed: 1)
    let trained = try Trainer(settings).train(
      network, on: samples, validation: TrainingSamples.squares(30, seed: 6))
    let mean = trained.network.arrays.first { $0.role == .mean }!.elements[0]
    let means = [1.0, 6000.0 / 4096].map { spacing in
      let images = (0..<Int(6000 / spacing)).map { Int(Double($0) * spacing) }
      return images.reduce(0) { $0 + Self.image($1, of: samples).reduce(0, +) } / Double(64 * images.count)
    }
    // Half a unit in the last place of a float; the statistics of the part differ by some 1e-3.
    #expect(abs(Double(mean) - means[0]) < 1e-7 && abs(means[0] - means[1]) > 1e-5)
  }

  /// Variances a hundred million times below the squared mean, which a difference of means of squares in doubles would still have to eight digits less.
  @Test func momentsOfValuesFarFromZero() {
    var generator = SeededGenerator(seed: 4)
    let values = (0..<(7 * 2 * 5)).map { index in
      Float(index / 5 % 2 == 0 ? 1000 : -3) + Float.random(in: -0.1...0.1, using: &generator)
    }
    var moments = ChannelMoments(channelCount: 2, planeCount: 5)
    moments.add(Array(values[..<30]))
    moments.add(Array(values[30...]))
    for channel in 0..<2 {
      let own = values.indices.filter { $0 / 5 % 2 == channel }.map { Double(values[$0]) }
      let mean = own.reduce(0, +) / 35
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 35
      // Doubles: 1e-16 of 1000 in the mean; of the shifted values 1e-16 in the variance, times 35 additions.
      #expect(abs(moments.means[channel] - mean) < 1e-12)
      #expect(abs(moments.variances[channel] - variance) < 1e-13 * variance + 1e-15)
    }
  }
}

extension ArraySlice<Double> {
  fileprivate var largest: Int { firstIndex(of: self.max()!)! - startIndex }
}
