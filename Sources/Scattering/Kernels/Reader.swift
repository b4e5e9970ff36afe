import Arrays
import ComplexModule
import Fourier
import RealModule

/// Rows of a grid that are read: a box of it, row by row, or all at once where they follow one another.
struct GridWindow: @unchecked Sendable {
  /// Where each row starts in the grid.
  let rowStarts: UnsafeBufferPointer<UInt32>
  let rowLength: Int

  var count: Int { rowStarts.count * rowLength }

  /// - Parameter window: The indices along each axis of the grid.
  init(_ grid: Shape, _ window: [Range<Int>], in arena: Arena) {
    let (starts, length) = (grid.rowStarts(of: window), window[window.count - 1].count)
    let areOne = zip(starts, starts.dropFirst()).allSatisfy { Int($1) == Int($0) + length }
    rowStarts = arena.store(areOne ? Array(starts.prefix(1)) : starts)
    rowLength = areOne ? starts.count * length : length
  }
}

/// How many numbers are added one by one, before such sums are added.
private let partialSumLength = 1024

/// What is read off the pairs of one level, without a low-pass; with its derivative.
///
/// All are of the window that belongs to them: samples of the kept one, means and integrals of the signal's own.
enum Reader<Sample: ScatteringScalar>: @unchecked Sendable {
  case samples(GridWindow)
  case mean(GridWindow)
  /// Sums of magnitudes to each power.
  case integrals(GridWindow, powers: UnsafeBufferPointer<Sample>)

  /// The reader of grids that stand at a level of some axes; nil for averages, which `LowPass` makes.
  init?(_ readout: Readout, _ axes: [AxisSampling], level: [Int], in arena: Arena) {
    let grid = Shape(unchecked: zip(axes, level).map { $0.padded >> $1 })
    let support = { GridWindow(grid, zip(axes, level).map { $0.support(level: $1) }, in: arena) }
    switch readout {
    case .average: return nil
    case .samples: self = .samples(GridWindow(grid, zip(axes, level).map { $0.kept(level: $1) }, in: arena))
    case .globalMean: self = .mean(support())
    case .integrals(let powers): self = .integrals(support(), powers: arena.store(powers.map { Sample($0) }))
    }
  }

  var isLinear: Bool { if case .integrals = self { false } else { true } }

  private var window: GridWindow {
    switch self {
    case .samples(let window), .mean(let window), .integrals(let window, _): window
    }
  }

  /// Reads the features of both signals of pairs; of the second only where it is wanted.
  @inline(__always)
  func read(
    _ pairs: UnsafePointer<Complex<Sample>>, into first: UnsafeMutablePointer<Sample>,
    _ second: UnsafeMutablePointer<Sample>?
  ) {
    if case .samples(let window) = self {
      for row in window.rowStarts.indices {
        Sample.unpair(
          pairs + Int(window.rowStarts[row]), count: window.rowLength, into: first + row * window.rowLength,
          second.map { $0 + row * window.rowLength })
      }
      return
    }
    switch self {
    case .samples: break
    case .mean(let window):
      let count = Sample(window.count)
      let sums = sums(pairs, power: nil)
      first[0] = sums.real / count
      second?[0] = sums.imaginary / count
    case .integrals(_, let powers):
      for index in powers.indices {
        let sums = sums(pairs, power: powers[index])
        first[index] = sums.real
        second?[index] = sums.imaginary
      }
    }
  }

  /// The sums of both signals of pairs over the window, or of their magnitudes to a power, of sums of no more than `partialSumLength`, so that
  /// rounding hardly grows with their number.
  @inline(__always)
  private func sums(_ pairs: UnsafePointer<Complex<Sample>>, power: Sample?) -> Complex<Sample> {
    var total = Complex<Sample>.zero
    for row in window.rowStarts.indices {
      let start = pairs + Int(window.rowStarts[row])
      for column in stride(from: 0, to: window.rowLength, by: partialSumLength) {
        let count = min(partialSumLength, window.rowLength - column)
        total += Sample.sum(of: start + column, count: count, power: power)
      }
    }
    return total
  }

  /// The derivative of `read` at the magnitudes of pairs, along tangents.
  @inline(__always)
  func pushforward(
    _ pairs: UnsafePointer<Complex<Sample>>, along tangents: UnsafePointer<Complex<Sample>>,
    into first: UnsafeMutablePointer<Sample>, _ second: UnsafeMutablePointer<Sample>?
  ) {
    guard case .integrals(let window, let powers) = self else { return read(tangents, into: first, second) }
    Self.addSlopes(window, powers, pairs, tangents, part: 0, into: first)
    if let second { Self.addSlopes(window, powers, pairs, tangents, part: 1, into: second) }
  }

  @inline(__always)
  private static func addSlopes(
    _ window: GridWindow, _ powers: UnsafeBufferPointer<Sample>, _ pairs: UnsafePointer<Complex<Sample>>,
    _ tangents: UnsafePointer<Complex<Sample>>, part: Int, into feature: UnsafeMutablePointer<Sample>
  ) {
    let (values, changes): (UnsafePointer<Sample>, UnsafePointer<Sample>) = (pairs.parts(), tangents.parts())
    for index in powers.indices {
      var sum: Sample = 0
      for row in window.rowStarts.indices {
        let start = 2 * Int(window.rowStarts[row]) + part
        for column in 0..<window.rowLength {
          sum += slope(values[start + 2 * column], powers[index]) * changes[start + 2 * column]
        }
      }
      feature[index] = sum
    }
  }

  /// Adds the transposed derivative of `read` at pairs, times cotangents, to the cotangents of the pairs.
  ///
  /// - Parameters:
  ///   - pairs: Needed for integrals alone.
  ///   - gains: What cotangents of integrals are multiplied by, one a power.
  @inline(__always)
  func pullback(
    _ pairs: UnsafePointer<Complex<Sample>>, of first: UnsafePointer<Sample>,
    _ second: UnsafePointer<Sample>?,
    gains: (Sample) -> Sample, into cotangents: UnsafeMutablePointer<Complex<Sample>>
  ) {
    add(pairs, part: 0, of: first, gains, into: cotangents)
    if let second { add(pairs, part: 1, of: second, gains, into: cotangents) }
  }

  @inline(__always)
  private func add(
    _ pairs: UnsafePointer<Complex<Sample>>, part: Int, of cotangent: UnsafePointer<Sample>,
    _ gains: (Sample) -> Sample, into cotangents: UnsafeMutablePointer<Complex<Sample>>
  ) {
    let values: UnsafePointer<Sample> = pairs.parts()
    let sums: UnsafeMutablePointer<Sample> = cotangents.parts()
    for row in window.rowStarts.indices {
      let start = 2 * Int(window.rowStarts[row]) + part
      for column in 0..<window.rowLength {
        let index = start + 2 * column
        switch self {
        case .samples: sums[index] += cotangent[row * window.rowLength + column]
        case .mean: sums[index] += cotangent[0] / Sample(window.count)
        case .integrals(_, let powers):
          for order in powers.indices {
            sums[index] += gains(powers[order]) * cotangent[order] * Self.slope(values[index], powers[order])
          }
        }
      }
    }
  }

  /// The derivative of |u|^power at u, 0 at 0.
  @inline(__always)
  private static func slope(_ value: Sample, _ power: Sample) -> Sample {
    if value == 0 { return 0 }
    let magnitude =
      power == 1
      ? 1
      : power == 2
        ? 2 * abs(value)
        : power == 0.5 ? 0.5 / abs(value).squareRoot() : power * .pow(abs(value), power - 1)
    return value < 0 ? -magnitude : magnitude
  }
}
