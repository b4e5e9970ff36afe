import Comparison
import Files
import Foundation
import Learning
import Networks
import Scattering
import Stability
import TestSupport
import Testing

/// Where the Debian package dataset-fashion-mnist puts its files.
private let fashionFolder = "/usr/share/datasets/fashion-mnist"

/// A small network trained on photographs of clothes, beside itself before training.
@Suite(
  .enabled(
    if: try required(Libtorch.isInstalled && FileManager.default.fileExists(atPath: fashionFolder)),
    "no libCTorch.so or no dataset-fashion-mnist"))
struct FashionTests {
  private func images(_ count: Int, from name: String) throws -> Signal<Float> {
    try InputSet(
      paths: ["\(fashionFolder)/\(name)-images-idx3-ubyte.gz"], options: InputOptions()
    ).read(0..<count, as: Float.self)
  }

  private func labels(_ count: Int, from name: String) throws -> [Int] {
    Array(try LabelReader.labels(at: "\(fashionFolder)/\(name)-labels-idx1-ubyte.gz").values[..<count])
  }

  private func trained(_ description: NetworkDescription) throws -> Network {
    let samples = LabelledSignals(
      try images(600, from: "train"), labels: try labels(600, from: "train"), classCount: 10)
    let settings = TrainingSettings(epochs: 2, batchSize: 50, optimiser: .adam(), rate: LearningRate(2e-3))
    return try Trainer(settings).train(try Network(description, seed: 1), on: samples).network
  }

  /// Every row of both is ordered, through the network's own derivative and its product bound, and the search finds more
  /// than random fields did.
  @Test func layersAreOrderedOnPhotographs() throws {
    let description = try NetworkDescription.convolutional(
      input: [1, 28, 28], classCount: 10, widths: (8, 16), hidden: 64, dropout: 0.2)
    let (trained, random) = (try trained(description), try Network(description, seed: 1))
    let images = try images(16, from: "t10k")
    let signals = Signal<Double>(images.samples.map(Double.init), batch: [16], shape: images.shape)
    let configuration = try ScatteringConfiguration(
      shape: [28, 28], scales: 2, orientations: 4, padding: .zero, normalization: .nonexpansive)
    let settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: [.elastic], amplitudes: [1], fieldCount: 4, bootstrapCount: 100),
      search: WorstCaseSettings(randomCount: 5, powerSteps: 3, ascentSteps: 3, randomStarts: 0),
      searchedImageCount: 2)
    let found = try LayerStabilityStudy(
      configuration,
      networks: [StudiedNetwork(trained, name: "trained"), StudiedNetwork(random, name: "random")],
      settings: settings, rigor: .estimate
    ).run(
      signals, inputs: (0..<16).map { StabilityInput(name: "\($0)", sha256: "") }, version: "test")
    #expect(found.report.checks.violations == [])
    #expect(found.report.checks.searchesAboveRandom > found.report.checks.searchCount / 2)
    for network in ["trained", "random"] {
      let rows = found.rows.filter { $0.network == network }
      #expect(rows.map(\.depth) == Array(0..<11) && rows.allSatisfy(\.isOrdered))
      #expect(rows.allSatisfy { $0.worstCase != nil && $0.certificate != nil })
    }
    // Training gave every layer with weights another norm.
    let bounds = found.bounds.filter { $0.layer.hasPrefix("convolution") || $0.layer == "scores" }
    for layer in Set(bounds.map(\.layer)) {
      #expect(Set(bounds.filter { $0.layer == layer }.map(\.norm)).count == 2, "\(layer)")
    }
  }
}
