import Arrays
import Fourier

/// A real function of frequency that a band is made of, such as the transform of a wavelet.
///
/// Functions are of the angular frequency of sampled signals, and so have period 2 pi along each axis.
public protocol FrequencyFunction: Sendable {
  /// The values on a grid of frequencies, ready to be written a row at a time.
  ///
  /// - Parameters:
  ///   - negligible: Values below this share of the peak may be left out.
  ///   - planner: Makes the transforms that some functions are sampled by.
  func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows

  /// How the function's values at opposite frequencies of a grid compare, where that is so throughout: then what it filters out of a
  /// real signal is real, or imaginary throughout.
  ///
  /// - Parameter negligible: Values of at most this magnitude may be taken for zero.
  func parity(on grid: Shape, negligible: Double) -> FrequencyParity?
}

extension FrequencyFunction {
  public func parity(on grid: Shape, negligible: Double) -> FrequencyParity? { nil }
}

/// How a function's values at opposite frequencies compare.
public enum FrequencyParity: Hashable, Sendable {
  /// They are equal: the filter is real in space.
  case even
  /// They are each other's negative: the filter is imaginary in space.
  case odd
}

/// The values of a real function on one grid of frequencies.
public protocol FrequencyRows: Sendable {
  /// Adds the values of one row, in double precision and without any gain; false where they are negligible.
  ///
  /// - Parameters:
  ///   - row: As long as the grid's last axis, index 0 for frequency zero.
  ///   - leading: The frequency indices of the row on all axes but the last.
  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool
}

/// Values that are held, where they cannot be evaluated a row at a time.
struct SampledRows: FrequencyRows {
  let grid: Shape
  let values: [Double]

  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
    let start = zip(leading, grid.dimensions).reduce(0) { $0 * $1.1 + $1.0 } * grid.rowLength
    for column in row.indices { row[column] += values[start + column] }
    return true
  }
}
