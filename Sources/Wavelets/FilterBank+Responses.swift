import Arrays
import ComplexModule
import Fourier
import RealModule

/// Samples of filters.
extension FilterBank {
  /// The frequency response of a band of one filter, `[frequency...]` with index 0 for zero, real, decimated by 2^level along every
  /// axis.
  public func response(of band: Band, level: Int = 0) -> [Double] {
    response(of: band, level: [Int](repeating: level, count: grid.rank))
  }

  /// The frequency response of one filter of a band, `[frequency...]` with index 0 for zero, real, decimated by 2^level along each
  /// axis.
  package func response(of band: Band, component: Int = 0, level: [Int]) -> [Double] {
    let sampler = sampler(of: band, component: component, negligible: 1e-18)
    let shape = grid(atLevel: level)
    var values = [Double](repeating: 0, count: shape.count)
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<shape.rowCount {
        _ = sampler.write(
          row, level: level,
          UnsafeMutableBufferPointer(rebasing: values[(row * shape.rowLength)...].prefix(shape.rowLength)))
      }
    }
    return values.map { $0 * gain }
  }

  /// The frequency response of the low-pass, `[frequency...]`, real, decimated by 2^level along every axis.
  public func lowPassResponse(level: Int = 0) -> [Double] {
    lowPassResponse(level: [Int](repeating: level, count: grid.rank))
  }

  /// The frequency response of the low-pass, `[frequency...]`, real, decimated by 2^level along each axis.
  package func lowPassResponse(level: [Int]) -> [Double] {
    (0..<grid.rank).reduce([1.0]) { product, axis in
      let factor = lowPassFactor(axis: axis, level: level[axis])
      return product.flatMap { value in factor.map { value * $0 } }
    }
  }

  /// The factor along one axis of the low-pass, which is a product over axes, by frequency index, gains included.
  package func lowPassFactor(axis: Int, level: Int) -> [Double] {
    let variance = lowPass.sigma[axis] * lowPass.sigma[axis]
    let gaussian = FrequencyGaussian(
      center: [0], precision: [[variance]], largestVariance: 1 / variance,
      amplitude: .pow(lowPass.peak * gain * lowPassGain, 1 / Double(grid.rank)))
    var whole = [Double](repeating: 0, count: grid[axis])
    _ = whole.withUnsafeMutableBufferPointer {
      gaussian.add(to: $0, at: [], of: Shape(unchecked: [grid[axis]]), times: 1, range: 42)
    }
    return (0..<(grid[axis] >> level)).map { index in
      foldedIndices(of: index, axis: axis, level: level).reduce(0) { $0 + whole[$1] } * foldingFactor(level)
    }
  }

  /// The convolution kernel of the low-pass along one axis at a level: one period, lag 0 first, gains included.
  package func lowPassKernel(axis: Int, level: Int) -> [Double] {
    let factor = lowPassFactor(axis: axis, level: level)
    let shape: Shape = [factor.count]
    let plan: FourierPlan<Double> = planner.plan(Recipe(.backward, shape: shape, rigor: .estimate))
    return plan(Spectrum(factor.map { Complex($0) }, signalShape: shape)).samples.map {
      $0.real / Double(factor.count)
    }
  }

  /// The indices in the whole grid whose values make that of a frequency index at a level, together with `foldingFactor`.
  func foldedIndices(of index: Int, axis: Int, level: Int) -> StrideTo<Int> {
    let count = grid[axis] >> level
    guard folding == .truncated else { return stride(from: index, to: grid[axis], by: count) }
    let whole = 2 * index < count || level == 0 ? index : index - count + grid[axis]
    return stride(from: whole, to: whole + 1, by: 1)
  }

  /// What sums over folded indices along one axis are multiplied by.
  func foldingFactor(_ level: Int) -> Double { folding == .averaged ? 1 / Double(1 << level) : 1 }

  /// One filter of a band, to be sampled at any level.
  /// - Parameter negligible: Values below this share of the peak may be left out.
  package func sampler(of band: Band, component: Int, negligible: Double) -> BandSampler {
    BandSampler(
      bank: self, rows: band.components[component].rows(on: grid, negligible: negligible, planner: planner))
  }
}

/// Writes one filter's frequency response, row by row, in double precision and without the bank's gain.
package struct BandSampler: Sendable {
  let bank: FilterBank
  let rows: any FrequencyRows

  /// Writes one row of the grid decimated by 2^level along each axis into zeroed memory; false where the row is negligible.
  package func write(_ row: Int, level: [Int], _ out: UnsafeMutableBufferPointer<Double>) -> Bool {
    guard level.contains(where: { $0 > 0 }) else {
      return rows.add(to: out, at: leadingIndices(of: row, level: level)[0])
    }
    let whole = UnsafeMutableBufferPointer<Double>.allocate(capacity: bank.grid.rowLength)
    defer { whole.deallocate() }
    whole.initialize(repeating: 0)
    let isLive = leadingIndices(of: row, level: level).reduce(false) { rows.add(to: whole, at: $1) || $0 }
    guard isLive else { return false }
    let factor = level.reduce(1.0) { $0 * bank.foldingFactor($1) }
    for column in out.indices {
      for index in bank.foldedIndices(of: column, axis: level.count - 1, level: level[level.count - 1]) {
        out[column] += whole[index] * factor
      }
    }
    return true
  }

  /// The whole grid's frequency indices on all axes but the last, of each row that a row at a level is made of.
  private func leadingIndices(of row: Int, level: [Int]) -> [[Int]] {
    var remaining = row
    var rows: [[Int]] = [[]]
    for axis in stride(from: bank.grid.rank - 2, through: 0, by: -1) {
      let count = bank.grid[axis] >> level[axis]
      let indices = bank.foldedIndices(of: remaining % count, axis: axis, level: level[axis])
      rows = rows.flatMap { row in indices.map { [$0] + row } }
      remaining /= count
    }
    return rows
  }
}
