import Arrays

/// A representation by the moduli of a frame of upper bound 1, which makes its constant 1.
public protocol FrameModulus: DifferentiableRepresentation {
  var frame: ModulusFrame { get }
}

extension FrameModulus {
  public var shape: Shape { frame.shape }
  public var dimension: Int { frame.dimension }
  public var parts: [RepresentationPart] { [] }
  public var lipschitzConstant: Double? { 1 }

  /// - Precondition: the signals have this shape.
  public func vectors(of signals: Signal<Double>) -> [Double] {
    check(signals)
    return frame.moduli(of: signals)
  }

  /// The modulus takes derivative 0 at 0.
  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    check(signals)
    return frame.pushforward(at: signals, along: tangents)
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    check(signals)
    return frame.pullback(at: signals, of: cotangents)
  }
}

/// Fourier moduli of boxes of a signal, each seen through a window: what spectrograms and the Fourier modulus are made of.
///
/// Vectors are `[box, frequency]`; the signal is 0 beyond its edges. Signals are distributed to threads, and each is computed by
/// the same operations for any number of them.
public struct ModulusFrame: Sendable {
  let shape: Shape
  private let moduli: FourierModuli
  private let window: [Double]
  private let starts: [[Int]]
  private let parallel: Parallel

  /// - Parameters:
  ///   - window: The weights of a box's samples.
  ///   - starts: The first sample of each box along each axis.
  init(shape: Shape, box: Shape, window: [Double], starts: [[Int]], parallel: Parallel) {
    (self.shape, self.window, self.starts, self.parallel) = (shape, window, starts, parallel)
    moduli = FourierModuli(box: box)
  }

  /// Numbers for one signal.
  var dimension: Int { starts.count * moduli.count }

  func moduli(of signals: Signal<Double>) -> [Double] {
    vectors(signals.batchCount) { signal, scratch, out in
      for (index, start) in starts.enumerated() {
        load(signals.samples(of: signal), start, into: scratch.samples.base)
        moduli.moduli(of: scratch, into: out + index * moduli.count)
      }
    }
  }

  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    vectors(signals.batchCount) { signal, scratch, out in
      for (index, start) in starts.enumerated() {
        load(signals.samples(of: signal), start, into: scratch.samples.base)
        load(tangents.samples(of: signal), start, into: scratch.tangent.base)
        moduli.pushforward(scratch, into: out + index * moduli.count)
      }
    }
  }

  func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    Signal(batch: signals.batch, shape: shape) { out in
      nonisolated(unsafe) let out = out
      out.update(repeating: 0)
      parallel.forEach(signals.batchCount) { _, signal in
        let scratch = moduli.makeScratch()
        cotangents.withUnsafeBufferPointer { cotangents in
          for (index, start) in starts.enumerated() {
            load(signals.samples(of: signal), start, into: scratch.samples.base)
            moduli.pullback(
              scratch, of: cotangents.baseAddress! + signal * dimension + index * moduli.count)
            add(scratch.tangent.base, start, to: out.baseAddress! + signal * shape.count)
          }
        }
      }
    }
  }

  private func vectors(
    _ count: Int, _ body: @Sendable (Int, FourierModuli.Scratch, UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: count * dimension) { out, initialized in
      nonisolated(unsafe) let out = out
      parallel.forEach(count) { _, signal in
        body(signal, moduli.makeScratch(), out.baseAddress! + signal * dimension)
      }
      initialized = count * dimension
    }
  }

  /// The box that begins at `start`, through the window.
  private func load(
    _ signal: UnsafePointer<Double>, _ start: [Int], into box: UnsafeMutablePointer<Double>
  ) {
    box.update(repeating: 0, count: window.count)
    forEachSegment(start) { offset, source, count in
      for index in 0..<count { box[offset + index] = window[offset + index] * signal[source + index] }
    }
  }

  /// The adjoint of `load`.
  private func add(_ box: UnsafePointer<Double>, _ start: [Int], to signal: UnsafeMutablePointer<Double>) {
    forEachSegment(start) { offset, target, count in
      for index in 0..<count { signal[target + index] += window[offset + index] * box[offset + index] }
    }
  }

  /// Calls `body` for the part of each row of a box that lies in the signal: its offset in the box and in the
  /// signal, and its length.
  private func forEachSegment(_ start: [Int], _ body: (_ box: Int, _ signal: Int, _ count: Int) -> Void) {
    let (box, whole) = (PlainShape(moduli.box), PlainShape(shape))
    let padded = [Int](repeating: 0, count: 3 - start.count) + start
    let columns = max(0, -padded[2])..<min(box.width, whole.width - padded[2])
    for depth in max(0, -padded[0])..<min(box.depth, whole.depth - padded[0]) {
      for row in max(0, -padded[1])..<min(box.height, whole.height - padded[1]) {
        let source = ((padded[0] + depth) * whole.height + padded[1] + row) * whole.width + padded[2]
        let offset = (depth * box.height + row) * box.width
        body(offset + columns.lowerBound, source + columns.lowerBound, columns.count)
      }
    }
  }
}
