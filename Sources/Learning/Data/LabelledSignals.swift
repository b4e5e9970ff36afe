import Scattering

/// Signals of one shape, each with the number of its class.
public struct LabelledSignals: Sendable {
  /// The signals, along one batch axis.
  public let signals: Signal<Float>
  /// The class of each signal, in `0..<classCount`.
  public let labels: [Int]
  public let classCount: Int

  /// - Precondition: one label a signal, each in `0..<classCount`.
  public init(_ signals: Signal<Float>, labels: [Int], classCount: Int) {
    precondition(
      signals.batchCount == labels.count, "\(labels.count) labels for \(signals.batchCount) signals")
    precondition(labels.allSatisfy { (0..<classCount).contains($0) }, "a label outside 0..<\(classCount)")
    (self.signals, self.labels, self.classCount) = (signals, labels, classCount)
  }

  public var count: Int { labels.count }

  /// The signals of these indices, in this order.
  public func selecting(_ indices: some Collection<Int>) -> LabelledSignals {
    let count = signals.shape.count
    let chosen = Signal<Float>(batch: [indices.count], shape: signals.shape) { out in
      signals.withUnsafeSamples { samples in
        for (offset, index) in indices.enumerated() {
          let source = UnsafeBufferPointer(rebasing: samples[(index * count)..<((index + 1) * count)])
          _ = UnsafeMutableBufferPointer(rebasing: out[(offset * count)...]).update(fromContentsOf: source)
        }
      }
    }
    return LabelledSignals(chosen, labels: indices.map { labels[$0] }, classCount: classCount)
  }
}
