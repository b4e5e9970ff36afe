import Learning
import Numerical
import Scattering

extension VectorSet {
  /// The samples of the images themselves.
  /// - Parameter indices: The training images that are learned from, ascending; nil for all.
  public static func pixels(
    train: LabelledSignals, at indices: [Int]? = nil, test: LabelledSignals
  ) -> VectorSet {
    let used = indices.map { train.selecting($0) } ?? train
    return VectorSet(
      name: "pixels", train: Matrix(used.signals), trainIndices: indices, test: Matrix(test.signals),
      secondsPerImage: 0, vectors: { Matrix($0) })
  }
}

extension Matrix<Float> {
  /// A matrix of signals, one a row.
  public init(_ signals: Signal<Float>) {
    self.init(signals.samples, rows: signals.batchCount, columns: signals.shape.count)
  }

  /// A matrix of features, those of one signal a row, `[path, space...]`, in order of the signals.
  ///
  /// - Parameter progress: Called with the number of signals done, after every few hundred.
  public init(
    _ signals: Signal<Float>, by transform: ScatteringTransform<Float>,
    progress: (_ done: Int) -> Void = { _ in }
  ) {
    let (count, size) = (transform.featureCount, signals.shape.count)
    let workspace = transform.makeWorkspace()
    let elements = [Float](unsafeUninitializedCapacity: signals.batchCount * count) { buffer, initialized in
      signals.withUnsafeSamples { samples in
        for chunk in (0..<signals.batchCount).chunks(of: 256) {
          transform.execute(
            samples.baseAddress! + chunk.lowerBound * size, count: chunk.count,
            into: buffer.baseAddress! + chunk.lowerBound * count, workspace)
          progress(chunk.upperBound)
        }
      }
      initialized = signals.batchCount * count
    }
    self.init(elements, rows: signals.batchCount, columns: count)
  }
}

extension ScatteringTransform<Float> {
  /// Seconds for the features of one signal among many, the least of three attempts at some of these.
  public func secondsPerSignal(of signals: Signal<Float>, sampleLimit: Int = 256) -> Double {
    let count = min(signals.batchCount, sampleLimit)
    let sample = Signal<Float>(
      batch: [count], shape: signals.shape,
      fill: { buffer in
        signals.withUnsafeSamples { _ = buffer.update(fromContentsOf: $0.prefix(buffer.count)) }
      })
    let clock = ContinuousClock()
    let attempts = (0..<3).map { _ in clock.measure { _ = self(sample) } }
    return attempts.min()! / .seconds(1) / Double(count)
  }
}
