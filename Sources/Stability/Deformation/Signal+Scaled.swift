import Scattering

extension Signal<Double> {
  /// Every sample times a factor.
  func scaled(by factor: Double) -> Signal {
    withUnsafeSamples { source in
      Signal(batch: batch, shape: shape) { target in
        for index in source.indices { target[index] = factor * source[index] }
      }
    }
  }
}
