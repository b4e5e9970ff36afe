import Foundation
import Networks
import Scattering
import TestSupport
import Testing

/// Networks as plain data; no library is needed.
@Suite struct DescriptionTests {
  /// Counted by hand from the papers' tables: LeNet-5 with plain averages has 156 + 2416 + 48120 + 10164 + 850; ResNet-20 of
  /// 16 channels has 0.27 million (He et al. 2016), here with 1 x 1 convolutions as short cuts.
  @Test func presetsHaveTheirPublishedSizes() throws {
    func count(_ description: NetworkDescription) throws -> Int {
      try Network(description, seed: 0).parameterCount
    }
    #expect(try count(.leNet5(input: [1, 28, 28], classCount: 10)) == 61_706)
    #expect(try count(.leNet5(input: [1, 32, 32], classCount: 10)) == 61_706)
    let convolutions = 3 * 16 * 9 + 6 * 2304 + 4608 + 5 * 9216 + 18432 + 5 * 36864
    let shortCuts = 16 * 32 + 32 * 64 + 2 * 32 + 2 * 64
    let normalisations = 2 * (7 * 16 + 6 * 32 + 6 * 64)
    #expect(
      try count(.residual(input: [3, 32, 32], classCount: 10, depth: 20))
        == convolutions + shortCuts + normalisations + 650)
    #expect(
      try count(.convolutional(input: [1, 28, 28], classCount: 10))
        == 32 * 25 + 64 + 64 * 32 * 25 + 128 + 256 * 3136 + 256 + 2570)
  }

  @Test func presetsEndInScores() throws {
    for input in [[1, 28, 28], [3, 32, 32], [2, 17, 40]] {
      for description in [
        try NetworkDescription.convolutional(input: input, classCount: 7),
        try .leNet5(input: input, classCount: 7),
        try .residual(input: input, classCount: 7), try .scatteringHead(input: input, classCount: 7),
        try .linear(input: input, classCount: 7),
      ] {
        #expect(description.classCount == 7 && description.nodes.last!.name == "scores")
        let copy = try JSONDecoder().decode(
          NetworkDescription.self, from: JSONEncoder().encode(description))
        #expect(copy == description && copy.shapes == description.shapes)
      }
    }
  }

  /// N(0, 1 / m): the mean square of n numbers is off by sqrt(2 / n) of itself in the root mean square; 5 times that is out of
  /// the question. Convolutions have 1 / (outputs kernel^2).
  @Test func gaussianEntriesHaveTheirVariance() throws {
    let plain = try Network(.gaussian(input: [1, 8, 8], widths: [300, 200]), seed: 1)
    let planes = try Network(.gaussianConvolutional(input: [2, 8, 8], widths: [40, 50], kernel: 5), seed: 1)
    for (array, count) in zip(plain.arrays + planes.arrays, [300, 200, 40 * 25, 50 * 25]) {
      let squares = array.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
      let ratio = squares / Double(array.elements.count) * Double(count)
      #expect(abs(ratio - 1) < 5 * (2 / Double(array.elements.count)).squareRoot())
    }
  }

  @Test func seedsFixWeights() throws {
    let description = try NetworkDescription.leNet5(input: [1, 28, 28], classCount: 10)
    let network = try Network(description, seed: 3)
    #expect(try Network(description, seed: 3).arrays == network.arrays)
    #expect(try Network(description, seed: 4).arrays[0] != network.arrays[0])
    #expect(network.arrays[0].elements.prefix(6) != network.arrays[2].elements.prefix(6))
  }

  @Test func nodesThatDoNotFitAreNamed() {
    func description(_ kinds: LayerKind..., inputs: [Int]? = nil) throws -> NetworkDescription {
      try NetworkDescription(
        name: "network", input: [1, 8, 8],
        nodes: kinds.enumerated().map { index, kind in
          NetworkNode(name: "node \(index)", kind: kind, inputs: inputs ?? [index - 1])
        })
    }
    #expect(
      throws: NetworkError.invalidNode(
        "node 0", found: "planes of 8 x 8", expected: "at least 9 x 9 with the padding 0")
    ) { try description(.convolution(outputs: 1, kernel: 9)) }
    #expect(
      throws: NetworkError.invalidNode(
        "node 0", found: "planes [1, 8, 8]", expected: "a vector: flatten comes first")
    ) { try description(.linear(outputs: 3)) }
    #expect(
      throws: NetworkError.invalidNode(
        "node 1", found: "a vector of 64", expected: "planes [channels, height, width]")
    ) { try description(.flatten, .maximumPooling(size: 2, stride: 2)) }
    #expect(throws: NetworkError.self) { try description(.rectifier, inputs: [0]) }
    #expect(throws: NetworkError.self) { try description(.sum) }
    #expect(throws: NetworkError.self) { try description(.dropout(probability: 1)) }
    #expect(throws: NetworkError.self) { try description(.convolution(outputs: 1 << 30, kernel: 8)) }
    #expect(throws: NetworkError.self) { try description() }
    #expect(throws: NetworkError.self) {
      try NetworkDescription.residual(input: [1, 32, 32], classCount: 2, depth: 9)
    }
  }

  @Test func arraysThatDoNotFitAreNamed() throws {
    let description = try NetworkDescription.gaussian(input: [1, 2, 2], widths: [3])
    let array = NetworkArray(
      name: "linear 1", role: .weight, dimensions: [3, 2], elements: [1, 2, 3, 4, 5, 6])
    #expect(
      throws: NetworkError.mismatchedShape(
        "linear 1", found: "a weight of [3, 2]", expected: "a weight of [3, 4]")
    ) { try Network(description, arrays: [array]) }
    #expect(throws: NetworkError.self) { try Network(description, arrays: []) }
  }

  @Test func featuresMustFit() throws {
    let transform = try ScatteringTransform<Float>(shape: [16, 16], scales: 2, orientations: 2)
    let input = NetworkDescription.input(after: transform)
    #expect(input == [9, 4, 4])
    let network = try Network(.linear(input: input, classCount: 3), seed: 0, scattering: transform)
    #expect(network.imageInput == [1, 16, 16] && network.imageShape == [16, 16])
    #expect(throws: NetworkError.self) {
      try Network(.linear(input: [8, 4, 4], classCount: 3), seed: 0, scattering: transform)
    }
  }
}
