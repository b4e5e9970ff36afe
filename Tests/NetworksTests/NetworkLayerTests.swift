import Foundation
import Networks
import Scattering
import TestSupport
import Testing

/// Layers in double precision, beside an evaluation by loops and beside their own derivatives.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct NetworkLayerTests {
  let images = Signal<Double>.noise(batch: [3], shape: [2, 9, 11], seed: 1)
  let tangents = Signal<Double>.noise(batch: [3], shape: [2, 9, 11], seed: 2)

  /// Both sides are sums of the same products of doubles, of some hundred terms of size 1 at most ten deep: 1e-13 of the norms.
  @Test func everyLayerIsWhatItsDefinitionSays() throws {
    let network = Samples.network
    for index in 0..<3 {
      let image = Array(images.samples[(index * 198)..<((index + 1) * 198)])
      let expected = PlainNetwork(network).values(of: image)
      for (layer, values) in expected.enumerated() {
        let found = try NetworkLayer(network, layer: layer).vectors(
          of: Signal(image, batch: [1], shape: [2, 9, 11]))
        #expect(relativeDistance(found, values) < 1e-12, "\(network.layers[layer].name)")
      }
    }
  }

  /// <J v, w> and <v, J' w> round 1e-16 a product, of some thousand: 1e-10 of the norms is a thousand times that.
  @Test(arguments: 0..<14) func pullbackIsTheAdjoint(layer: Int) throws {
    let layer = NetworkLayer(Samples.network, layer: layer)
    let pushed = try layer.pushforward(at: images, along: tangents)
    let cotangents = Signal<Double>.noise(batch: [3], shape: try Shape([layer.dimension]), seed: 3).samples
    let pulled = try layer.pullback(at: images, of: cotangents).samples
    let forward = zip(pushed, cotangents).reduce(0) { $0 + $1.0 * $1.1 }
    let backward = zip(pulled, tangents.samples).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(pushed.count == 3 * layer.dimension && pushed.contains { $0 != 0 })
    #expect(abs(forward - backward) <= 1e-10 * norm(pushed) * norm(cotangents))
  }

  /// Central differences of step h err by h^2 times a third derivative of size 1 and by 1e-16 / h of rounding: 1e-10 for
  /// h = 1e-5; a rectifier or a maximum that changes sides within the step would show as 1e-5 or more, and at these images
  /// none does.
  @Test(arguments: 0..<14) func pushforwardIsTheDerivative(layer: Int) throws {
    let layer = NetworkLayer(Samples.network, layer: layer)
    func moved(_ step: Double) throws -> [Double] {
      let samples = zip(images.samples, tangents.samples).map { $0 + step * $1 }
      return try layer.vectors(of: Signal(samples, batch: [3], shape: images.shape))
    }
    let (after, before) = (try moved(1e-5), try moved(-1e-5))
    let difference = zip(after, before).map { ($0 - $1) / 2e-5 }
    #expect(relativeDistance(difference, try layer.pushforward(at: images, along: tangents)) < 1e-8)
  }

  /// Single precision rounds 6e-8 a product.
  @Test func scoresInSinglePrecisionAgree() throws {
    let single = Signal<Float>(images.samples.map(Float.init), batch: [3], shape: images.shape)
    let scores = try Samples.network.scores(of: single)
    let expected = try NetworkLayer(Samples.network).vectors(of: images)
    #expect(scores.rows == 3 && scores.columns == 3)
    #expect(relativeDistance(scores.elements.map(Double.init), expected) < 1e-5)
  }

  /// Channels may be a batch axis.
  @Test func channelsMayBeABatchAxis() throws {
    let planes = Signal<Double>(images.samples, batch: [3, 2], shape: [9, 11])
    let layer = NetworkLayer(Samples.network)
    #expect(try layer.vectors(of: planes) == layer.vectors(of: images))
  }
}
