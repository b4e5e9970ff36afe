import ComplexModule

/// Complex samples of a discrete Fourier transform over the spatial axes, `[batch..., frequency...]`.
///
/// Frequency index k along an axis of n samples stands for k / n cycles a sample, with k and k - n the same. A
/// half spectrum holds only indices 0...n/2 of its last axis; the rest follows from the symmetry of real signals.
public struct Spectrum<Sample: Scalar>: Sendable {
  public let batch: [Int]
  /// The shape of the signals transformed, not of the array held.
  public let signalShape: Shape
  /// Whether only indices 0...n/2 of the last axis are held.
  public let isHalf: Bool
  package let storage: AlignedBuffer<Complex<Sample>>

  public init(batch: [Int], signalShape: Shape, isHalf: Bool) {
    self.batch = batch
    self.signalShape = signalShape
    self.isHalf = isHalf
    let held = isHalf ? signalShape.rowCount * (signalShape.rowLength / 2 + 1) : signalShape.count
    storage = AlignedBuffer(uninitialized: batch.reduce(1, *) * held)
  }

  /// All samples in row-major order.
  public var samples: [Complex<Sample>] { storage.copy }
}

extension Spectrum {
  /// The number of spectra: the product of the batch axes.
  public var batchCount: Int { batch.reduce(1, *) }
}

extension Spectrum {
  /// One whole spectrum, or one complex signal, from its samples in row-major order.
  /// - Precondition: as many samples as the shape calls for.
  public init(_ samples: [Complex<Sample>], signalShape: Shape) {
    precondition(samples.count == signalShape.count, "\(samples.count) samples for \(signalShape)")
    self.init(batch: [], signalShape: signalShape, isHalf: false)
    withExtendedLifetime(storage) { _ = storage.mutableElements.update(fromContentsOf: samples) }
  }
}
