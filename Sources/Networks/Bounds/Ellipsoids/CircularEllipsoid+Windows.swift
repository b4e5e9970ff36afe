import Foundation

extension CircularEllipsoid {
  /// The ellipsoid of the mean over a window of each plane.
  func averaged(over window: (Int, Int)) -> Ellipsoid {
    let sizes = (Double(window.0 * window.1), Double(grid.rows * grid.columns))
    var sum = [Double](repeating: 0, count: channels * channels)
    for (frequency, block) in zip(grid.frequencies, blocks) {
      let share =
        Self.squaredSum(window.0, frequency.0, grid.rows)
        * Self.squaredSum(window.1, frequency.1, grid.columns)
      let weight = grid.weight(ofColumn: frequency.1) * share / (sizes.0 * sizes.0 * sizes.1)
      for index in sum.indices { sum[index] += weight * block.real[index] }
    }
    return Self.vector(sum, count: channels)
  }

  /// `|sum over u < count of e^(2 pi i frequency u / circle)|^2`.
  private static func squaredSum(_ count: Int, _ frequency: Int, _ circle: Int) -> Double {
    let cycles = Double(frequency) / Double(circle)
    if frequency == 0 { return Double(count * count) }
    let ratio = sin(.pi * Double(count) * cycles) / sin(.pi * cycles)
    return ratio * ratio
  }

  /// The ellipsoid of the samples of a window as a vector, by channel, row and column.
  func flattened(_ window: (Int, Int)) -> Ellipsoid {
    let places = (0..<window.0).flatMap { row in (0..<window.1).map { (row, $0) } }
    let count = channels * places.count
    var matrix = [Double](repeating: 0, count: count * count)
    for shift in shifts(window) {
      let values = covariance(shift)
      for (index, place) in places.enumerated() {
        let (row, column) = (place.0 + shift.0, place.1 + shift.1)
        guard (0..<window.0).contains(row), (0..<window.1).contains(column) else { continue }
        for (pair, value) in values.enumerated() {
          let target = pair / channels * places.count + row * window.1 + column
          matrix[target * count + pair % channels * places.count + index] = value
        }
      }
    }
    return Self.vector(matrix, count: count)
  }

  private func shifts(_ window: (Int, Int)) -> [(Int, Int)] {
    (1 - window.0..<window.0).flatMap { row in (1 - window.1..<window.1).map { (row, $0) } }
  }

  /// The entries of P for samples that lie so far apart, by channel of the later and of the earlier.
  private func covariance(_ shift: (Int, Int)) -> [Double] {
    var sum = [Double](repeating: 0, count: channels * channels)
    for (frequency, block) in zip(grid.frequencies, blocks) {
      let cycles =
        Double(frequency.0 * shift.0) / Double(grid.rows)
        + Double(frequency.1 * shift.1) / Double(grid.columns)
      let weight = grid.weight(ofColumn: frequency.1) / Double(grid.rows * grid.columns)
      let (x, y) = (weight * cos(2 * .pi * cycles), weight * sin(2 * .pi * cycles))
      for index in sum.indices { sum[index] += x * block.real[index] - y * block.imaginary[index] }
    }
    return sum
  }

  private static func vector(_ matrix: [Double], count: Int) -> Ellipsoid {
    .circular(
      CircularEllipsoid(
        grid: .point, blocks: [ComplexMatrix(matrix, rows: count, columns: count)], isZeroBeyondWindow: true))
  }
}
