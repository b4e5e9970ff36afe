import Arrays
import ComplexModule

/// Translation by a phase in the Fourier domain: `x(u - offset)`, exact for the Fourier series of the continued signal.
///
/// Whole-pixel offsets only move samples, bit for bit.
public struct FourierShift: Sendable {
  public let boundary: WarpBoundary
  private let parallel: Parallel

  public init(boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()) {
    (self.boundary, self.parallel) = (boundary, parallel)
  }

  /// Images `[batch..., space...]` moved by an offset in pixels, one number an axis.
  public func callAsFunction(_ images: Signal<Double>, by offset: [Double]) -> Signal<Double> {
    let shape = images.shape
    precondition(offset.count == shape.rank, "an offset of \(offset.count) numbers for \(shape)")
    let isWhole = offset.allSatisfy { $0 == $0.rounded() }
    let filters = isWhole ? [] : zip(shape.dimensions, offset).map { filter(count: $0, offset: $1) }
    return Signal(batch: images.batch, shape: shape) { out in
      guard let out = out.baseAddress else { return }
      nonisolated(unsafe) let target = out
      images.withUnsafeSamples { samples in
        nonisolated(unsafe) let source = samples.baseAddress!
        parallel.forEach(images.batchCount) { _, image in
          let start = image * shape.count
          if isWhole {
            self.move(source + start, shape, by: offset.map { Int($0) }, into: target + start)
          } else {
            filters.apply(source + start, into: target + start)
          }
        }
      }
    }
  }

  /// The phase factors of one axis.
  private func filter(count: Int, offset: Double) -> LineFilter {
    LineFilter(count: count, boundary: boundary, factor: 1, window: 0..<count, planner: .shared) {
      k, period in
      Complex(length: 1, phase: -2 * .pi * Double(k) * offset / Double(period))
    }
  }

  private func move(
    _ source: UnsafePointer<Double>, _ shape: Shape, by offset: [Int],
    into target: UnsafeMutablePointer<Double>
  ) {
    let last = shape.rank - 1
    for row in 0..<shape.rowCount {
      let from = zip(shape.point(ofRow: row), zip(offset, shape.dimensions)).dropLast().reduce(0) {
        $0 * $1.1.1 + boundary.source(of: Int($1.0) - $1.1.0, count: $1.1.1)
      }
      for column in 0..<shape.rowLength {
        let sample = boundary.source(of: column - offset[last], count: shape.rowLength)
        target[row * shape.rowLength + column] = source[from * shape.rowLength + sample]
      }
    }
  }
}
