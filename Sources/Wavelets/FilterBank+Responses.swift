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
      amplitude: .pow(Morlet.amplitude * gain * lowPassGain, 1 / Double(grid.rank)))
    var whole = [Double](repeating: 0, count: grid[axis])
    _ = whole.withUnsafeMutableBufferPointer {
      gaussian.add(to: $0, at: [], of: Shape(unchecked: [grid[axis]]), times: 1, range: 42)
    }
    return (0..<(grid[axis] >> level)).map { whole[fullIndex(of: $0, axis: axis, level: level)] }
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

  /// The index in the whole grid of a frequency index at a level.
  func fullIndex(of index: Int, axis: Int, level: Int) -> Int {
    let count = grid[axis] >> level
    return 2 * index < count || level == 0 ? index : index - count + grid[axis]
  }

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
    let leading = leadingIndices(of: row, level: level)
    let last = bank.grid.rank - 1
    guard level[last] > 0 else { return rows.add(to: out, at: leading) }
    let whole = UnsafeMutableBufferPointer<Double>.allocate(capacity: bank.grid.rowLength)
    defer { whole.deallocate() }
    whole.initialize(repeating: 0)
    guard rows.add(to: whole, at: leading) else { return false }
    for column in out.indices {
      out[column] = whole[bank.fullIndex(of: column, axis: last, level: level[last])]
    }
    return true
  }

  /// The whole grid's frequency indices on all axes but the last.
  private func leadingIndices(of row: Int, level: [Int]) -> [Int] {
    var remaining = row
    var indices: [Int] = []
    for axis in stride(from: bank.grid.rank - 2, through: 0, by: -1) {
      let count = bank.grid[axis] >> level[axis]
      indices.insert(bank.fullIndex(of: remaining % count, axis: axis, level: level[axis]), at: 0)
      remaining /= count
    }
    return indices
  }
}
