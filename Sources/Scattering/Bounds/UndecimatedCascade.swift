import Arrays
import ComplexModule
import Fourier
import Numerical
import Wavelets

/// The transform's network with every signal at every sample of the padded grid.
///
/// Decimating by d and then filtering by h is filtering by h with d - 1 zeros between its samples, whose frequency response
/// repeats d times, and then decimating; and the modulus acts on each sample alone. So the decimated network's signals are
/// exactly samples of this one's (the *algorithme a trous*), and what commutes with shifts here is visible.
/// Double precision; memory is that of all filters on the whole grid. Of images, averages, and bands of one filter each.
package struct UndecimatedCascade: Sendable {
  package let plan: ScatteringPlan
  package let bank: FilterBank
  package let fourier: GridFourier
  /// Responses over n, so that filtering needs no normalisation; repeated 2^level times along each axis.
  private let responses: [ResponseKey: [Double]]
  private let averages: [[Int]: GridAverage]

  /// A band as it acts on signals that count as decimated to a level.
  private struct ResponseKey: Hashable {
    let order, band: Int
    let level: [Int]
  }

  /// - Precondition: A plan of images that reads averages, by bands of one filter each, without a path axis.
  package init(_ plan: ScatteringPlan, bank: FilterBank) {
    precondition(
      plan.grid.rank == 2 && plan.configuration.readout == .average
        && plan.nodes.allSatisfy { $0.components <= 1 } && plan.pathAxis == nil,
      "certificates are of averages of images, by bands of one filter each, without a path axis")
    (self.plan, self.bank, fourier) = (plan, bank, GridFourier(plan.grid))
    var responses: [ResponseKey: [Double]] = [:]
    for node in plan.nodes where node.parent != nil {
      for level in [Self.undecimated, plan.nodes[node.parent!].level] {
        let key = Self.key(node, level, bank)
        if responses[key] != nil { continue }
        let band = bank.bands(ofOrder: node.order)[node.band!]
        responses[key] = repeated(bank.response(of: band, level: level), level, plan.grid)
      }
    }
    self.responses = responses
    let levels = Set(plan.nodes.map(\.level))
    averages = Dictionary(
      uniqueKeysWithValues: levels.map { ($0, GridAverage(plan, bank: bank, level: $0)) })
  }

  private static let undecimated = [0, 0]
  /// The level of signals at every sample.
  package var undecimated: [Int] { Self.undecimated }

  /// Whether no signal is decimated before its last average.
  package var isUndecimatedInside: Bool {
    bank.layers.joined().allSatisfy {
      bank.level(of: $0.decimation, oversampling: plan.configuration.oversampling) == Self.undecimated
    }
  }

  private static func key(_ node: ScatteringPlan.Node, _ level: [Int], _ bank: FilterBank) -> ResponseKey {
    ResponseKey(order: min(node.order, bank.layers.count), band: node.band!, level: level)
  }

  /// The signal at every sample that a node's band makes of the spectrum of its parent's signal, which is at every sample too.
  package func filtered(_ spectrum: [Complex<Double>], toNode index: Int) -> [Complex<Double>] {
    fourier.filtered(spectrum, by: response(ofNode: index))
  }

  /// The signal at every sample that a node's band makes of its parent's as the network has it, decimated.
  package func filteredAsDecimated(_ spectrum: [Complex<Double>], toNode index: Int) -> [Complex<Double>] {
    let node = plan.nodes[index]
    return fourier.filtered(
      spectrum, by: responses[Self.key(node, plan.nodes[node.parent!].level, bank)]!)
  }

  /// The response over n of a node's band, on signals at every sample.
  package func response(ofNode index: Int) -> [Double] {
    responses[Self.key(plan.nodes[index], Self.undecimated, bank)]!
  }

  /// The features, weighted, of a signal that counts as decimated by 2^level; by default of one at every sample.
  package func average(_ signal: [Double], level: [Int] = [0, 0]) -> [Double] {
    averages[level]!.apply(signal)
  }

  /// The transpose of `average` of signals at every sample.
  package func averageAdjoint(_ features: [Double]) -> [Double] {
    averages[Self.undecimated]!.applyTransposed(features)
  }

  /// The energy of a signal's samples that decimation by 2^level keeps, 2^level times along each axis.
  package func latticeEnergy(_ signal: [Double], level: [Int]) -> Double {
    let (rowStep, columnStep, width) = (1 << level[0], 1 << level[1], plan.grid[1])
    var sum = 0.0
    for row in stride(from: 0, to: plan.grid[0], by: rowStep) {
      for column in stride(from: 0, to: width, by: columnStep) {
        let value = signal[row * width + column]
        sum += value * value
      }
    }
    return Double(rowStep * columnStep) * sum
  }
}

/// A response on the decimated grid, periodically on the whole grid, over the whole grid's count.
private func repeated(_ response: [Double], _ level: [Int], _ grid: Shape) -> [Double] {
  let (rows, columns) = (grid[0] >> level[0], grid[1] >> level[1])
  return (0..<grid[0]).flatMap { row in
    (0..<grid[1]).map { response[row % rows * columns + $0 % columns] / Double(grid.count) }
  }
}

/// The low-pass of signals at one level, decimation and cropping to the features kept, with the features' weight
/// `distanceWeight`: a matrix along each axis that reads every 2^level-th sample of the grid.
private struct GridAverage: Sendable {
  private let grid: Shape
  private let steps: [Int]
  /// `[kept, n / step]` along each axis; the rows' matrix carries the weight.
  private let rows, columns: [[Double]]

  init(_ plan: ScatteringPlan, bank: FilterBank, level: [Int]) {
    (grid, steps) = (plan.grid, level.map { 1 << $0 })
    let weight = plan.distanceWeight
    rows = plan.averageMatrix(bank, axis: 0, level: level[0]).map { $0.map { weight * $0 } }
    columns = plan.averageMatrix(bank, axis: 1, level: level[1])
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

extension ScatteringPlan {
  /// The low-pass along one axis, decimation and cropping of signals at a level: `[kept, samples at the level]`.
  func averageMatrix(_ bank: FilterBank, axis: Int, level: Int) -> [[Double]] {
    let kernel = bank.lowPassKernel(axis: axis, level: level)
    let output = outputLevel[axis]
    return axes[axis].kept(level: output).map { index in
      kernel.indices.map { kernel[(((index << output) >> level) - $0).modulo(kernel.count)] }
    }
  }

  /// One image on the padded grid.
  package func padded(_ image: UnsafePointer<Double>) -> [Double] {
    let (rows, columns) = (configuration.padding.sources(axes[0]), configuration.padding.sources(axes[1]))
    let width = configuration.shape[1]
    return rows.flatMap { row in
      columns.map { column in
        guard let row, let column else { return 0 }
        return image[row * width + column]
      }
    }
  }
}
