import Scattering

extension ScatteringRepresentation: DifferentiableRepresentation {
  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    transform.pushforward(at: signals, along: tangents).withUnsafeSamples { $0.map { weight * $0 } }
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    transform.pullback(
      at: signals,
      Features(
        cotangents.map { weight * $0 }, batch: signals.batch, paths: transform.paths,
        shape: transform.plan.outputShape))
  }
}
