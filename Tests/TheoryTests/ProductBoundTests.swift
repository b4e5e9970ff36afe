import Networks
import Scattering
import Stability
import TestSupport
import Testing
import Theory

/// Product bounds beside the derivatives of the networks themselves.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct ProductBoundTests {
  /// One layer of each linear kind, odd sizes and strides among them, each on the network's input.
  static let linear: [LayerKind] = [
    .affine(factor: -1.5, offset: 3), .convolution(outputs: 3, kernel: 3, stride: 2, padding: 1),
    .convolution(outputs: 2, kernel: 5, padding: 2), .averagePooling(size: 3, stride: 2),
    .averagePooling(size: 2, stride: 2), .globalAverage, .batchNormalisation(), .flatten,
    .dropout(probability: 0.5),
  ]

  /// Arrays that are not those of a fresh network: variances and weights of their own.
  private func network(_ description: NetworkDescription, seed: UInt64 = 1) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    let arrays = try Network(description, seed: seed).arrays.map { array in
      var array = array
      let isMatrix = array.dimensions.count > 1
      if !isMatrix {
        array.elements = array.elements.map { _ in Float.random(in: 0.3..<1.5, using: &generator) }
      }
      return array
    }
    return try Network(description, arrays: arrays)
  }

  /// The norm of the derivative at an image: that of the dense matrix of pushed unit vectors.
  private func norm(_ layer: NetworkLayer, at image: Signal<Double>) throws -> Double {
    let count = image.shape.count
    let rows = try (0..<count).map { place in
      let unit = Signal<Double>(
        (0..<count).map { $0 == place ? 1 : 0 }, batch: [1], shape: image.shape)
      return try layer.pushforward(at: image, along: unit)
    }
    return SpectralNorm.ofMatrix(rows.flatMap { $0 }, rows: count, columns: rows[0].count)
  }

  /// Exact, or larger by no more than the edges of the smallest planes take from what a circle holds: half.
  @Test(arguments: linear.indices) func linearLayersAreBoundedClosely(index: Int) throws {
    let kind = Self.linear[index]
    let description = try NetworkDescription(
      name: "one", input: [2, 7, 6], nodes: [NetworkNode(name: "layer", kind: kind, inputs: [-1])])
    let network = try network(description)
    let bound = try #require(ProductBound(network)).constants[0]
    let image = Signal<Double>([Double](repeating: 0.5, count: 84), batch: [1], shape: [2, 7, 6])
    let exact = try norm(NetworkLayer(network), at: image)
    #expect(bound >= exact * (1 - 1e-9) && bound <= 1.5 * exact, "\(bound) \(exact)")
  }

  /// A linear layer's bound is its largest singular value.
  @Test func matricesAreExact() throws {
    let description = try NetworkDescription(
      name: "matrix", input: [1, 3, 4],
      nodes: [
        NetworkNode(name: "flat", kind: .flatten, inputs: [-1]),
        NetworkNode(name: "scores", kind: .linear(outputs: 5), inputs: [0]),
      ])
    let network = try network(description)
    let image = Signal<Double>([Double](repeating: 0, count: 12), batch: [1], shape: [3, 4])
    let exact = try norm(NetworkLayer(network), at: image)
    #expect(abs(try #require(ProductBound(network)).constants[1] / exact - 1) < 1e-8)
  }

  /// No derivative of any layer of any preset is larger than its least proven constant, residual sums and overlapping maxima included, and
  /// neither is any ratio of distances of two images.
  @Test(arguments: 0..<4) func networksStayBelowTheirBounds(preset: Int) throws {
    let input = [1, 12, 12]
    let description =
      switch preset {
      case 0: try NetworkDescription.convolutional(input: input, classCount: 3, widths: (3, 4), hidden: 6)
      case 1: try NetworkDescription.leNet5(input: input, classCount: 3)
      case 2: try NetworkDescription.residual(input: input, classCount: 3, depth: 8, width: 2)
      default:
        try NetworkDescription(
          name: "overlapping maxima", input: input,
          nodes: [
            NetworkNode(name: "first", kind: .maximumPooling(size: 3, stride: 1), inputs: [-1]),
            NetworkNode(name: "second", kind: .maximumPooling(size: 3, stride: 2), inputs: [0]),
          ])
      }
    let network = try network(description, seed: UInt64(preset + 2))
    let bounds = try #require(LayerConstants(network)).constants
    var generator = SeededGenerator(seed: 9)
    let image = Signal<Double>(
      (0..<288).map { _ in Double.random(in: 0..<1, using: &generator) }, batch: [2], shape: [12, 12])
    let first = Signal<Double>(Array(image.samples[..<144]), batch: [1], shape: [12, 12])
    let distance = ratioDenominator(image.samples)
    for (index, layer) in network.representations.enumerated() {
      // The norm found is rounded up by 5e-10, and a sample that is the largest of all its windows attains the bound.
      #expect(try norm(layer, at: first) <= bounds[index] * (1 + 1e-9), "\(layer.name)")
      let moved = ratioDenominator(try layer.vectors(of: image))
      #expect(moved <= bounds[index] * distance, "\(layer.name)")
    }
  }

  /// The distance of the two halves of an array.
  private func ratioDenominator(_ values: [Double]) -> Double {
    let half = values.count / 2
    return (0..<half).reduce(0.0) { sum, index in
      let difference = values[index] - values[half + index]
      return sum + difference * difference
    }.squareRoot()
  }

  /// Scattering in front counts with its constant, in the plain features that the network takes.
  @Test func scatteringComesFirst() throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 3, padding: .zero, normalization: .nonexpansive)
    let transform = ScatteringTransform<Float>(configuration, rigor: .estimate)
    let description = try NetworkDescription.linear(
      input: [transform.paths.count] + transform.plan.outputShape.dimensions, classCount: 3)
    let network = try Network(description, seed: 1, scattering: transform)
    let bound = try #require(ProductBound(network))
    // Non-expansive, and a plain feature is a quarter of a weighed one.
    #expect(abs(bound.constants[0] / bound.norms[0] - 0.25) < 1e-3)
    let spots = Spots(2, seed: 1).images
    for (index, layer) in network.representations.enumerated() {
      #expect(
        ratioDenominator(try layer.vectors(of: spots)) <= bound.constants[index]
          * ratioDenominator(spots.samples))
    }
  }

  /// Trained or not, every row of every layer holds random maximum <= worst case <= certificate.
  @Test func layersOfARealNetworkAreOrdered() throws {
    let description = try NetworkDescription.convolutional(
      input: [1, 16, 16], classCount: 3, widths: (3, 4), hidden: 6)
    let network = try network(description)
    let studied = StudiedNetwork(network, name: "CNN, random")
    #expect(!studied.layers.contains { $0.name.contains("dropout") || $0.name.contains("flatten") })
    #expect(studied.bounds.map(\.depth) == Array(studied.layers.indices))
    let spots = Spots(4, seed: 3)
    let found = try LayerStabilityStudy(
      Spots.transform().configuration, networks: [studied], settings: LayerStabilityTests.settings,
      rigor: .estimate
    ).run(spots.images, inputs: spots.inputs, version: "test")
    #expect(found.report.checks.violations == [])
    let rows = found.rows.filter { $0.network == "CNN, random" }
    #expect(rows.count == 2 * studied.layers.count)
    #expect(rows.allSatisfy { $0.isOrdered && $0.worstCase != nil && $0.certificate != nil })
    let scores = StudiedNetwork(network, layers: .last)
    #expect(scores.layers.map(\.name) == ["CNN: scores"])
    #expect(scores.bounds.last?.product == studied.bounds.last?.product)
    #expect(scores.bounds.last?.constant == studied.bounds.last?.constant)
    #expect(studied.bounds.allSatisfy { $0.constant <= $0.product })
  }
}
