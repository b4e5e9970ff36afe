import Arrays
import RealModule

/// A Gaussian over frequency in radians a sample, `amplitude exp(-1/2 (w - center)' P (w - center))`, as a sampled
/// signal has it: repeated with period 2 pi along each axis and added up.
///
/// Sampling a function in space makes its transform periodic (Poisson), so this is the exact transform of a spatial
/// Gaussian sampled on a grid and periodised over it.
struct FrequencyGaussian: Sendable {
  /// One coordinate an axis.
  let center: [Double]
  /// P, symmetric and positive definite, in samples squared.
  let precision: [[Double]]
  /// The largest variance of any direction, the inverse of the smallest eigenvalue of P: known to who makes P.
  let largestVariance: Double
  let amplitude: Double

  /// Adds `factor` times the values of one row of the grid.
  ///
  /// - Parameters:
  ///   - leading: The frequency indices of the row on all axes but the last.
  ///   - range: Values below `amplitude exp(-range)` may be left out.
  /// - Returns: Whether anything was added.
  func add(
    to row: UnsafeMutableBufferPointer<Double>, at leading: [Int], of grid: Shape, times factor: Double,
    range: Double
  ) -> Bool {
    var isLive = false
    forEachAlias(of: leading, grid: grid, range: range) { offsets in
      isLive = addLine(to: row, offsets: offsets, factor: factor, range: range) || isLive
    }
    return isLive
  }

  /// The value at frequency zero.
  func valueAtZero(of grid: Shape, range: Double) -> Double {
    var row = [Double](repeating: 0, count: grid.rowLength)
    _ = row.withUnsafeMutableBufferPointer {
      add(to: $0, at: [Int](repeating: 0, count: grid.rank - 1), of: grid, times: 1, range: range)
    }
    return row[0]
  }

  /// Calls `body` with the distance from the center, along all axes but the last, of every alias of the row near
  /// enough to count.
  private func forEachAlias(of leading: [Int], grid: Shape, range: Double, _ body: ([Double]) -> Void) {
    func visit(_ axis: Int, _ offsets: [Double]) {
      guard axis < leading.count else { return body(offsets) }
      let frequency = 2 * Double.pi * Double(leading[axis]) / Double(grid[axis])
      let reach = (2 * range * largestVariance).squareRoot()
      let first = ((center[axis] - reach - frequency) / (2 * .pi)).rounded(.up)
      let last = ((center[axis] + reach - frequency) / (2 * .pi)).rounded(.down)
      for alias in stride(from: first, through: last, by: 1) {
        visit(axis + 1, offsets + [frequency + 2 * .pi * alias - center[axis]])
      }
    }
    visit(0, [])
  }

  /// Adds the Gaussian along the last axis, all aliases of it, for one distance along the others.
  private func addLine(
    to row: UnsafeMutableBufferPointer<Double>, offsets: [Double], factor: Double, range: Double
  ) -> Bool {
    let last = offsets.count
    let curvature = precision[last][last]
    let coupling = offsets.indices.reduce(0.0) { $0 + precision[last][$1] * offsets[$1] }
    var rest = -coupling * coupling / curvature
    for i in offsets.indices {
      for k in offsets.indices { rest += offsets[i] * precision[i][k] * offsets[k] }
    }
    guard rest < 2 * range else { return false }
    let peak = center[last] - coupling / curvature
    let reach = ((2 * range - rest) / curvature).squareRoot()
    let step = 2 * Double.pi / Double(row.count)
    let first = Int(((peak - reach) / step).rounded(.up))
    let end = Int(((peak + reach) / step).rounded(.down)) + 1
    guard first < end else { return false }
    addSegment(
      to: row, first..<end, offset: peak, step: step, curvature: curvature,
      scale: factor * amplitude * .exp(-rest / 2))
    return true
  }

  /// Adds `scale exp(-curvature (step k - offset)^2 / 2)` for all k of `indices` to `row[k mod count]`.
  ///
  /// The ratio of neighbours is itself geometric, so two products make the next value; the exponential is taken anew
  /// every 32 samples, which holds the accumulated rounding below 32^2 units in the last place.
  private func addSegment(
    to row: UnsafeMutableBufferPointer<Double>, _ indices: Range<Int>, offset: Double, step: Double,
    curvature: Double, scale: Double
  ) {
    let decay = Double.exp(-curvature * step * step)
    var index = indices.lowerBound.modulo(row.count)
    for start in stride(from: indices.lowerBound, to: indices.upperBound, by: 32) {
      let distance = step * Double(start) - offset
      var value = scale * .exp(-curvature * distance * distance / 2)
      var ratio = Double.exp(-curvature * step * (distance + step / 2))
      for _ in start..<min(start + 32, indices.upperBound) {
        row[index] += value
        value *= ratio
        ratio *= decay
        index = index + 1 == row.count ? 0 : index + 1
      }
    }
  }
}
