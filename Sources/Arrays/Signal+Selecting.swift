extension Signal {
  /// A range of signals of the flattened batch, `[range.count, space...]`; copied.
  package func slice(_ range: Range<Int>) -> Signal {
    Signal(batch: [range.count], shape: shape) { target in
      let source = UnsafeBufferPointer(start: samples(of: range.lowerBound), count: target.count)
      _ = target.update(fromContentsOf: source)
    }
  }

  /// Signals of the flattened batch by index, in this order, `[indices.count, space...]`; copied.
  package func selecting(_ indices: some Collection<Int>) -> Signal {
    Signal(batch: [indices.count], shape: shape) { target in
      for (position, index) in indices.enumerated() {
        let source = UnsafeBufferPointer(start: samples(of: index), count: shape.count)
        _ = target.dropFirst(position * shape.count).update(fromContentsOf: source)
      }
    }
  }
}

extension Signal {
  /// The samples of one signal of the flattened batch, in row-major order; copied.
  package func elements(of index: Int) -> [Sample] {
    withExtendedLifetime(self) {
      Array(UnsafeBufferPointer(start: samples(of: index), count: shape.count))
    }
  }
}

extension Signal<Double> {
  /// Every sample times a factor.
  package func scaled(by factor: Double) -> Signal {
    withUnsafeSamples { source in
      Signal(batch: batch, shape: shape) { target in
        for index in source.indices { target[index] = factor * source[index] }
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
