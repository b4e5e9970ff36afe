import Learning
import Scattering

extension LabelledSignals {
  /// The signals at these places, in this order, as representations take them.
  func doubles(_ places: some Collection<Int>) -> Signal<Double> {
    let count = signals.shape.count
    return Signal<Double>(batch: [places.count], shape: signals.shape) { out in
      signals.withUnsafeSamples { samples in
        for (index, place) in places.enumerated() {
          for sample in 0..<count { out[index * count + sample] = Double(samples[place * count + sample]) }
        }
      }
    }
  }
}
