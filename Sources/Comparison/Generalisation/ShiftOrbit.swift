import Scattering

/// All cyclic shifts by whole steps along every axis: a group, whose elements keep distances between signals.
struct ShiftOrbit {
  let shape: Shape
  let step: Int

  /// T: the product over axes of samples over step.
  var count: Int { shape.dimensions.reduce(1) { $0 * ($1 / step) } }

  /// The shifts of all signals, `[signal, shift, space...]`; shift 0 is the signal itself.
  func shifts(of signals: Signal<Double>) -> Signal<Double> {
    let places = (0..<count).map(self.places)
    return Signal(batch: [signals.batchCount * count], shape: shape) { out in
      signals.withUnsafeSamples { samples in
        for item in 0..<(signals.batchCount * count) {
          let (source, target) = (item / count * shape.count, item * shape.count)
          for (sample, place) in places[item % count].enumerated() {
            out[target + sample] = samples[source + place]
          }
        }
      }
    }
  }

  /// Where the samples of one shift come from.
  private func places(_ shift: Int) -> [Int] {
    var rest = shift
    var places = [0]
    var lines: [[Int]] = []
    for axis in stride(from: shape.rank - 1, through: 0, by: -1) {
      let (samples, shifts) = (shape[axis], shape[axis] / step)
      let offset = rest % shifts * step
      rest /= shifts
      lines.insert((0..<samples).map { ($0 + offset) % samples }, at: 0)
    }
    for (axis, line) in lines.enumerated() {
      places = places.flatMap { place in line.map { place * shape[axis] + $0 } }
    }
    return places
  }
}
