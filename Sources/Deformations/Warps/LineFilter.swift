import Arrays
import ComplexModule
import Fourier

/// Continues a line of samples beyond its edges, multiplies its Fourier series, and samples it anew, `factor` times as
/// densely: the one-dimensional step of spectral upsampling and of shifts.
struct LineFilter: Sendable {
  /// Samples of a line, and samples written for it.
  let count, outputCount: Int
  private let boundary: WarpBoundary
  /// The first fine sample written: `first / factor` pixels right of the first sample.
  private let first: Int
  private let period, finePeriod: Int
  /// Factors of the frequencies k = 0...period/2, in cycles a period.
  private let response: [Complex<Double>]
  private let forward, backward: FourierPlan<Double>

  /// Lines are transformed so many at a time, to be written transposed in whole cache lines.
  private static let block = 8

  /// - Parameters:
  ///   - window: The fine samples wanted, counted from the line's first sample; any, since the line is periodic.
  ///   - response: The filter at `k` of `period` samples: frequency `2 pi k / period` a coarse sample.
  init(
    count: Int, boundary: WarpBoundary, factor: Int, window: Range<Int>, planner: Planner,
    response: (_ k: Int, _ period: Int) -> Complex<Double>
  ) {
    (self.count, self.boundary) = (count, boundary)
    (first, outputCount) = (window.lowerBound, window.count)
    let period = boundary.period(count)
    (self.period, finePeriod) = (period, factor * period)
    self.response = (0...(period / 2)).map { k in
      let isNyquist = 2 * k == period
      let value = response(k, period)
      // The Nyquist wave is a cosine; on a finer grid its half spectrum stands for both signs.
      let weight = (isNyquist && factor > 1 ? 0.5 : 1) / Double(period)
      return Complex(value.real * weight, isNyquist ? 0 : value.imaginary * weight)
    }
    forward = planner.plan(Recipe(.realForward, shape: Shape(unchecked: [period]), rigor: .estimate))
    backward = planner.plan(Recipe(.realBackward, shape: Shape(unchecked: [finePeriod]), rigor: .estimate))
  }

  /// Filters `[rows, count]` to `[outputCount, rows]`: the axis comes out in front, so that one call for each axis, last
  /// axis first, filters them all and restores their order.
  func apply(_ input: UnsafePointer<Double>, rows: Int, into output: UnsafeMutablePointer<Double>) {
    // Rows of the block start at multiples of 16 bytes, as the plans want it.
    let stride = (finePeriod + 1) & ~1
    let line = AlignedBuffer<Double>(uninitialized: period)
    let spectrum = AlignedBuffer<Complex<Double>>(uninitialized: finePeriod / 2 + 1)
    let fine = AlignedBuffer<Double>(uninitialized: Self.block * stride)
    withExtendedLifetime((line, spectrum, fine)) {
      for start in Swift.stride(from: 0, to: rows, by: Self.block) {
        let block = min(Self.block, rows - start)
        for row in 0..<block {
          extend(input + (start + row) * count, into: line.base)
          forward.execute(UnsafePointer(line.base), into: spectrum.base)
          multiply(spectrum.base)
          backward.execute(consuming: spectrum.base, into: fine.base + row * stride)
        }
        transpose(fine.base, stride: stride, count: block, into: output + start, rows: rows)
      }
    }
  }

  private func extend(_ input: UnsafePointer<Double>, into line: UnsafeMutablePointer<Double>) {
    line.update(from: input, count: count)
    if boundary == .reflect { for index in 0..<count { line[2 * count - 1 - index] = input[index] } }
  }

  private func multiply(_ spectrum: UnsafeMutablePointer<Complex<Double>>) {
    response.withUnsafeBufferPointer { response in
      for k in response.indices { spectrum[k] = spectrum[k] * response[k] }
    }
    let remainder = finePeriod / 2 + 1 - response.count
    (spectrum + response.count).update(repeating: 0, count: remainder)
  }

  /// Writes the window of `count` fine lines, transposed.
  private func transpose(
    _ fine: UnsafePointer<Double>, stride: Int, count: Int, into output: UnsafeMutablePointer<Double>,
    rows: Int
  ) {
    var source = first.modulo(finePeriod)
    for index in 0..<outputCount {
      let target = output + index * rows
      for row in 0..<count { target[row] = fine[row * stride + source] }
      source += 1
      if source == finePeriod { source = 0 }
    }
  }
}

extension [LineFilter] {
  /// Filters every axis of one signal, one filter an axis.
  func apply(_ signal: UnsafePointer<Double>, into output: UnsafeMutablePointer<Double>) {
    var source = AlignedBuffer<Double>(uninitialized: reduce(1) { $0 * $1.count })
    source.base.update(from: signal, count: source.count)
    for (index, filter) in enumerated().reversed() {
      let rows = source.count / filter.count
      let target = AlignedBuffer<Double>(uninitialized: index == 0 ? 0 : rows * filter.outputCount)
      withExtendedLifetime((source, target)) {
        filter.apply(UnsafePointer(source.base), rows: rows, into: index == 0 ? output : target.base)
      }
      source = target
    }
  }
}
