import Scattering

/// The low-pass of signals at one level, decimation and cropping to the features kept, with the features' weight
/// `distanceWeight`: a matrix along each axis that reads every 2^level-th sample of the grid.
struct GridAverage: Sendable {
  private let grid: Shape
  private let steps: [Int]
  /// `[kept, n / step]` along each axis; the rows' matrix carries the weight.
  private let rows, columns: [[Double]]

  init(_ plan: ScatteringPlan, bank: FilterBank, level: [Int]) {
    (grid, steps) = (plan.grid, level.map { 1 << $0 })
    let weight = plan.distanceWeight
    rows = Self.matrix(plan, bank, axis: 0, level: level[0]).map { $0.map { weight * $0 } }
    columns = Self.matrix(plan, bank, axis: 1, level: level[1])
  }

  private static func matrix(_ plan: ScatteringPlan, _ bank: FilterBank, axis: Int, level: Int) -> [[Double]]
  {
    let kernel = bank.lowPassKernel(axis: axis, level: level)
    let output = plan.outputLevel[axis]
    return plan.axes[axis].kept(level: output).map { index in
      kernel.indices.map { kernel[(((index << output) >> level) - $0).modulo(kernel.count)] }
    }
  }

  func apply(_ signal: [Double]) -> [Double] {
    let width = grid[1]
    // First along rows, so that the long sums are over contiguous memory.
    let sums = rows.map { weights in
      var sum = [Double](repeating: 0, count: columns[0].count)
      for (index, weight) in weights.enumerated() where weight != 0 {
        let start = index * steps[0] * width
        for column in sum.indices { sum[column] += weight * signal[start + column * steps[1]] }
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
        let start = index * steps[0] * grid[1]
        for column in sum.indices { signal[start + column * steps[1]] += weight * sum[column] }
      }
    }
    return signal
  }
}
