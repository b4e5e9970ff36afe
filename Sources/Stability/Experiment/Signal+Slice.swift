import Scattering

extension Signal<Double> {
  /// Some signals of the flattened batch.
  package func slice(_ range: Range<Int>) -> Signal {
    Signal(batch: [range.count], shape: shape) { target in
      let source = UnsafeBufferPointer(start: samples(of: range.lowerBound), count: target.count)
      _ = target.update(fromContentsOf: source)
    }
  }

  /// Signals of the flattened batch, by index.
  package func picked(_ indices: [Int]) -> Signal {
    Signal(batch: [indices.count], shape: shape) { target in
      for (place, index) in indices.enumerated() {
        let source = UnsafeBufferPointer(start: samples(of: index), count: shape.count)
        _ = target.dropFirst(place * shape.count).update(fromContentsOf: source)
      }
    }
  }

  /// The Euclidean norm of each signal.
  package func norms() -> [Double] {
    (0..<batchCount).map { index in
      let samples = UnsafeBufferPointer(start: samples(of: index), count: shape.count)
      return samples.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }
}

/// The Euclidean distance of two arrays.
func distance(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
  var sum = 0.0
  for index in 0..<count {
    let delta = a[index] - b[index]
    sum += delta * delta
  }
  return sum.squareRoot()
}
