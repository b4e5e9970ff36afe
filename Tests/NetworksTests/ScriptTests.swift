import Files
import Foundation
import Networks
import Scattering
import TestSupport
import Testing

/// TorchScript files that PyTorch wrote (Fixtures/make_scripts.py), beside what PyTorch computes with them.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct ScriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  /// A layer's name and values.
  enum Item: Decodable {
    case name(String)
    case values([Double])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let name = try? value.decode(String.self) {
        self = .name(name)
      } else {
        self = .values(try value.decode([Double].self))
      }
    }
  }

  struct Expected: Decodable {
    let input: [Double]
    let block, plain: [[Item]]
  }

  let expected: Expected
  let image: Signal<Double>

  init() throws {
    let json = try Data(contentsOf: URL(filePath: "\(Self.folder)/expected.json"))
    expected = try JSONDecoder().decode(Expected.self, from: json)
    image = Signal(expected.input, batch: [1], shape: [8, 8])
  }

  func network(_ name: String, input: [Int] = [1, 8, 8]) throws -> Network {
    try Network(torchScript: "\(Self.folder)/\(name).pt", input: input)
  }

  /// The same double operations in another order: some ulp of sums of 200 terms. A module that is called twice has its second
  /// call numbered.
  @Test(arguments: ["scripted", "traced"]) func everyLayerIsPyTorchs(name: String) throws {
    let network = try network(name)
    try #require(
      network.layers.map(\.name) == [
        "features.0", "features.1", "features.2", "again", "again 2", "head.0", "head.1", "head.2", "scores",
      ])
    for (layer, item) in zip(network.representations, expected.block) {
      guard case .values(let values) = item[1] else { throw CocoaError(.coderInvalidValue) }
      #expect(relativeDistance(try layer.vectors(of: image), values) < 1e-12, "\(layer.name)")
    }
  }

  @Test(arguments: ["frozen", "plain"]) func functionWithoutModulesHasItsScores(name: String) throws {
    let network = try network(name)
    let layers = name == "plain" ? expected.plain : expected.block
    guard case .values(let values) = layers.last![1] else { throw CocoaError(.coderInvalidValue) }
    #expect(network.layers.map(\.name) == ["scores"] && network.classCount == 4)
    // A frozen script keeps single-precision constants, and PyTorch folds batch normalisation into them in that precision.
    let tolerance = name == "frozen" ? 1e-5 : 1e-12
    #expect(relativeDistance(try NetworkLayer(network).vectors(of: image), values) < tolerance)
    let scores = try network.scores(
      of: Signal<Float>(expected.input.map(Float.init), batch: [1], shape: [8, 8]))
    #expect(relativeDistance(scores.elements, values) < 1e-5)
  }

  /// See NetworkLayerTests for the tolerances.
  @Test(arguments: ["scripted", "traced", "plain", "frozen"]) func derivativesAgree(name: String) throws {
    let network = try network(name)
    let images = Signal<Double>.noise(batch: [2], shape: [8, 8], seed: 3)
    let tangents = Signal<Double>.noise(batch: [2], shape: [8, 8], seed: 4)
    for layer in network.representations {
      let pushed = try layer.pushforward(at: images, along: tangents)
      let cotangents = Signal<Double>.noise(batch: [2], shape: try Shape([layer.dimension]), seed: 5).samples
      let pulled = try layer.pullback(at: images, of: cotangents).samples
      let forward = zip(pushed, cotangents).reduce(0) { $0 + $1.0 * $1.1 }
      let backward = zip(pulled, tangents.samples).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(forward - backward) <= 1e-10 * norm(pushed) * norm(cotangents), "\(layer.name)")
      func moved(_ step: Double) throws -> [Double] {
        let samples = zip(images.samples, tangents.samples).map { $0 + step * $1 }
        return try layer.vectors(of: Signal(samples, batch: [2], shape: [8, 8]))
      }
      let difference = zip(try moved(1e-6), try moved(-1e-6)).map { ($0 - $1) / 2e-6 }
      #expect(relativeDistance(difference, pushed) < 1e-7, "\(layer.name)")
    }
  }

  @Test func parametersAreRead() throws {
    let network = try network("scripted")
    #expect(network.arrays.map(\.dimensions).contains([3, 1, 3, 3]))
    #expect(network.parameterCount == 3 * 9 + 3 + 2 * 3 + 3 * 3 * 9 + 3 + 4 * 192 + 4)
  }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was thrown"
    } catch {
      return "\(error)"
    }
  }

  @Test func faultsAreToldInOneLine() throws {
    let folder = TemporaryFolder()
    let garbage = folder.path("garbage.pt")
    try Data("no archive at all".utf8).write(to: URL(filePath: garbage))
    let cut = folder.path("cut.pt")
    try Data(contentsOf: URL(filePath: "\(Self.folder)/scripted.pt")).prefix(9000).write(
      to: URL(filePath: cut))
    let messages = [
      "garbage.pt": message { _ = try Network(torchScript: garbage, input: [1, 8, 8]) },
      "cut.pt": message { _ = try Network(torchScript: cut, input: [1, 8, 8]) },
      "no_such_operator": message { _ = try network("unknown-operator") },
      "[batch, 1, 9, 9]": message { _ = try network("scripted", input: [1, 9, 9]) },
      "2 arguments, expected one": message { _ = try network("two-inputs") },
      "no such file": message { _ = try network("absent") },
      "what torch.save wrote": message { _ = try network("weights") },
      "expected TorchScript: in Python, torch.jit.trace(model.eval(), torch.zeros(1, 1, 8, 8)).save('weights.pt')":
        message { _ = try network("weights") },
      "colours.pt: found a network of images of 3 channels, expected 1 channel":
        message { _ = try network("colours") },
      "scripted.pt: found a network of images of 1 channel, expected 3 channels":
        message { _ = try network("scripted", input: [3, 8, 8]) },
    ]
    for (part, message) in messages {
      #expect(message.contains(part) && message.contains("found") && message.contains("expected"))
      #expect(!message.contains("\n"))
    }
  }

  @Test func imagesOfAnotherSizeAreRefused() throws {
    let network = try network("scripted")
    #expect(
      throws: NetworkError.mismatchedShape(
        "images for scripted", found: "batch [2] of 9 x 9", expected: "[batch, 1, 8, 8]")
    ) { try network.scores(of: .noise(batch: [2], shape: [9, 9], seed: 1)) }
  }
}
