import Scattering

extension Representation {
  /// - Precondition: the signals have this representation's shape.
  func check(_ signals: Signal<Double>) {
    precondition(signals.shape == shape, "signals of \(signals.shape) for \(name) of \(shape)")
  }
}
