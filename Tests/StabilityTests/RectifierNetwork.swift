import Networks
import Scattering
import Stability

/// Convolution of one channel with several kernels, zeros beyond the edges, behind it a rectifier: the smallest network, in
/// plain loops, with its derivative.
struct RectifierNetwork: DifferentiableRepresentation {
  let name: String
  let shape: Shape
  /// `[channel][row][column]`, odd sides.
  let kernels: [[[Double]]]
  let lipschitzConstant: Double?
  var dimension: Int { kernels.count * shape.count }
  var parts: [RepresentationPart] { [] }
  var role: RepresentationRole { .layer(LayerPosition(network: "small", layer: name, depth: 0)) }

  /// Three random kernels of 3 x 3, the constant that of the convolution: the rectifier expands nothing.
  init(_ name: String = "rectified", shape: Shape, seed: UInt64, isBounded: Bool = true) {
    var generator = SeededGenerator(seed: seed)
    let kernels = (0..<3).map { _ in
      (0..<3).map { _ in (0..<3).map { _ in Double.random(in: -1..<1, using: &generator) } }
    }
    (self.name, self.shape, self.kernels) = (name, shape, kernels)
    lipschitzConstant =
      isBounded
      ? SpectralNorm.of(
        ConvolutionLayer(
          kernel: kernels.flatMap { $0.flatMap { $0 } }, outputChannels: 3, inputChannels: 1,
          rows: ConvolutionAxis(count: shape[0], taps: 3, padding: 1),
          columns: ConvolutionAxis(count: shape[1], taps: 3, padding: 1))) : nil
  }

  func vectors(of signals: Signal<Double>) -> [Double] { linear(signals).map { max($0, 0) } }

  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    zip(linear(signals), linear(tangents)).map { $0 > 0 ? $1 : 0 }
  }

  func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    let gated = zip(linear(signals), cotangents).map { $0 > 0 ? $1 : 0 }
    var result = [Double](repeating: 0, count: signals.batchCount * shape.count)
    forEachTap(signals.batchCount) { output, input, weight in result[input] += weight * gated[output] }
    return Signal(result, batch: signals.batch, shape: shape)
  }

  private func linear(_ signals: Signal<Double>) -> [Double] {
    let samples = signals.samples
    var result = [Double](repeating: 0, count: signals.batchCount * dimension)
    forEachTap(signals.batchCount) { output, input, weight in result[output] += weight * samples[input] }
    return result
  }

  private func forEachTap(_ count: Int, _ body: (_ output: Int, _ input: Int, _ weight: Double) -> Void) {
    for output in 0..<(count * dimension) {
      let (channel, place) = (output / shape.count % kernels.count, output % shape.count)
      let first = output / dimension * shape.count
      for row in max(0, 1 - place / shape[1])..<min(3, shape[0] + 1 - place / shape[1]) {
        for column in max(0, 1 - place % shape[1])..<min(3, shape[1] + 1 - place % shape[1]) {
          body(output, first + place + (row - 1) * shape[1] + column - 1, kernels[channel][row][column])
        }
      }
    }
  }
}
