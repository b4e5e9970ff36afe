import Scattering

/// The low-pass of signals at one level, decimation and cropping to the features kept, with the features' weight
/// 2^(rank outputLevel / 2): a matrix along each axis that reads every 2^level-th sample of the grid.
struct GridAverage: Sendable {
  private let grid: Shape
  private let step: Int
  /// `[kept, n / step]` along each axis; the rows' matrix carries the weight.
  private let rows, columns: [[Double]]

  init(_ plan: ScatteringPlan, bank: FilterBank, level: Int) {
    (grid, step) = (plan.grid, 1 << level)
    let weight = Double(1 << plan.outputLevel)
    rows = Self.matrix(plan, bank, axis: 0, level: level).map { $0.map { weight * $0 } }
    columns = Self.matrix(plan, bank, axis: 1, level: level)
  }

  private static func matrix(_ plan: ScatteringPlan, _ bank: FilterBank, axis: Int, level: Int) -> [[Double]]
  {
    let kernel = bank.lowPassKernel(axis: axis, level: level)
    return plan.keptPlaces(axis: axis).map { place in
      kernel.indices.map { kernel[((place >> level) - $0).modulo(kernel.count)] }
    }
  }

  func apply(_ signal: [Double]) -> [Double] {
    let width = grid[1]
    // First along rows, so that the long sums are over contiguous memory.
    let sums = rows.map { weights in
      var sum = [Double](repeating: 0, count: columns[0].count)
      for (index, weight) in weights.enumerated() where weight != 0 {
        let start = index * step * width
        for column in sum.indices { sum[column] += weight * signal[start + column * step] }
      }
      return sum
    }
    return sums.flatMap { sum in columns.map { zip($0, sum).reduce(0) { $0 + $1.0 * $1.1 } } }
  }

  func applyTransposed(_ features: [Double]) -> [Double] {
    var signal = [Double](repeating: 0, count: grid.count)
    for (row, weights) in rows.enumerated() {
      var sum = [Double](repeating: 0, count: columns[0].count)
      for (column, factors) in columns.enumerated() {
        let value = features[row * columns.count + column]
        for index in sum.indices { sum[index] += value * factors[index] }
      }
      for (index, weight) in weights.enumerated() {
        let start = index * step * grid[1]
        for column in sum.indices { signal[start + column * step] += weight * sum[column] }
      }
    }
    return signal
  }
}
