import Learning
import Networks
import Scattering
import Stability
import TestSupport
import Testing
import Theory

/// Constants of networks beside their Jacobians written out.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct NetworkConstantsTests {
  static let weighted: [LayerKind] = [
    .convolution(outputs: 3, kernel: 3, stride: 2, padding: 1),
    .convolution(outputs: 2, kernel: 5, padding: 2),
    .convolution(outputs: 2, kernel: 3, stride: 3), .linear(outputs: 5),
  ]

  /// A network of one matrix has a Jacobian that is this matrix, zeros beyond the edges included. Sums of some hundred squares round to 1e-13, and
  /// constants of other layers are raised by 1e-12.
  @Test(arguments: weighted.indices) func frobeniusNormsAreThoseOfTheMatrix(index: Int) throws {
    let isVector = index == 3
    let nodes =
      (isVector ? [NetworkNode(name: "flat", kind: .flatten, inputs: [-1])] : [])
      + [NetworkNode(name: "layer", kind: Self.weighted[index], inputs: [isVector ? 0 : -1])]
    let network = try Network(
      NetworkDescription(name: "one", input: [2, 7, 6], nodes: nodes), seed: UInt64(index))
    let image = Signal<Double>([Double](repeating: 0.5, count: 84), batch: [1], shape: [2, 7, 6])
    let norm = try JacobianNorms(largestDimension: 1000).norms(of: NetworkLayer(network), at: image)[0]
    let constants = try #require(ProvenConstants(network))
    #expect(abs(constants.frobenius / (try #require(norm.frobenius)) - 1) < 1e-11)
    #expect(constants.spectral >= norm.spectral * (1 - 1e-12))
  }

  /// The proven chain holds on convolutional networks, with and without scattering first.
  @Test func theChainIsOrdered() throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 4, normalization: .nonexpansive)
    let transform = ScatteringTransform<Float>(
      configuration, parallel: Parallel(threads: 1), rigor: .estimate)
    let networks = [
      try Network(
        .convolutional(input: [1, 16, 16], classCount: 3, widths: (4, 6), hidden: 12), seed: 5),
      try Network(
        .scatteringHead(input: NetworkDescription.input(after: transform), classCount: 3, width: 6), seed: 6,
        scattering: transform),
    ]
    let images = classedImages(24, shape: [16, 16], classCount: 3, seed: 8)
    let subjects = networks.map { network in
      GeneralisationSubject(
        network: network.name, labelCount: 24, scores: NetworkLayer(network),
        constants: ProvenConstants(network), train: images, test: images)
    }
    let study = try GeneralisationStudy(settings: GeneralisationSettings(sampleCount: 24, coverCount: 24))
    for row in try study.run(subjects) {
      let (hull, spectral) = (try #require(row.convexHullMargin), try #require(row.spectralMargin))
      #expect(row.isOrdered && row.jacobianMargin >= hull && hull >= spectral)
      #expect(spectral >= (try #require(row.frobeniusMargin)))
      #expect(row.trainError == row.testError)
    }
  }
}
