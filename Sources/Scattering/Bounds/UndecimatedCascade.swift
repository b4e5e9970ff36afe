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
/// Double precision; memory is that of all filters on the whole grid. Of averages, and bands of one filter each.
package struct UndecimatedCascade: Sendable {
  package let plan: ScatteringPlan
  package let bank: FilterBank
  package let fourier: GridFourier
  /// The level of signals at every sample.
  package let undecimated: [Int]
  /// Responses over n, so that filtering needs no normalisation; repeated 2^level times along each axis.
  private let responses: [ResponseKey: [Double]]
  private let averages: [[Int]: GridAverage]

  /// A band as it acts on signals that count as decimated to a level.
  private struct ResponseKey: Hashable {
    let order, band: Int
    let level: [Int]
  }

  /// - Precondition: A plan that reads averages, by bands of one filter each, without a path axis.
  package init(_ plan: ScatteringPlan, bank: FilterBank) {
    precondition(
      plan.configuration.readout == .average && plan.nodes.allSatisfy { $0.components <= 1 }
        && plan.pathAxis == nil,
      "certificates are of averages, by bands of one filter each, without a path axis")
    undecimated = [Int](repeating: 0, count: plan.grid.rank)
    (self.plan, self.bank, fourier) = (plan, bank, GridFourier(plan.grid))
    var responses: [ResponseKey: [Double]] = [:]
    for node in plan.nodes where node.parent != nil {
      for level in [undecimated, plan.nodes[node.parent!].level] {
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

  /// Whether no signal is decimated before its last average.
  package var isUndecimatedInside: Bool {
    bank.layers.joined().allSatisfy {
      bank.level(of: $0.decimation, oversampling: plan.configuration.oversampling) == undecimated
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
    responses[Self.key(plan.nodes[index], undecimated, bank)]!
  }

  /// The features, weighted, of a signal that counts as decimated by 2^level; by default of one at every sample.
  package func average(_ signal: [Double], level: [Int]? = nil) -> [Double] {
    averages[level ?? undecimated]!.apply(signal)
  }

  /// The transpose of `average` of signals at every sample.
  package func averageAdjoint(_ features: [Double]) -> [Double] {
    averages[undecimated]!.applyTransposed(features)
  }

  /// The energy of a signal's samples that decimation by 2^level keeps, 2^level times along each axis.
  package func latticeEnergy(_ signal: [Double], level: [Int]) -> Double {
    let (last, grid) = (plan.grid.rank - 1, plan.grid)
    let rows = (0..<last).reduce([0]) { rows, axis in
      rows.flatMap { row in
        stride(from: 0, to: grid[axis], by: 1 << level[axis]).map { row * grid[axis] + $0 }
      }
    }
    var sum = 0.0
    for row in rows {
      for column in stride(from: 0, to: grid[last], by: 1 << level[last]) {
        let value = signal[row * grid[last] + column]
        sum += value * value
      }
    }
    return Double(1 << level.reduce(0, +)) * sum
  }
}

/// A response on the decimated grid, periodically on the whole grid, over the whole grid's count.
private func repeated(_ response: [Double], _ level: [Int], _ grid: Shape) -> [Double] {
  let indices = zip(grid.dimensions, level).reduce([0]) { indices, axis in
    let (count, kept) = (axis.0, axis.0 >> axis.1)
    return indices.flatMap { index in (0..<count).map { index * kept + $0 % kept } }
  }
  return indices.map { response[$0] / Double(grid.count) }
}

/// The low-pass of signals at one level, decimation and cropping to the features kept, with the features' weight
/// `distanceWeight`: a matrix along each axis that reads every 2^level-th sample of the grid.
private struct GridAverage: Sendable {
  private let grid: Shape
  private let steps: [Int]
  /// `[kept, n / step]` along each axis; that of the first carries the weight.
  private let matrices: [[[Double]]]

  init(_ plan: ScatteringPlan, bank: FilterBank, level: [Int]) {
    (grid, steps) = (plan.grid, level.map { 1 << $0 })
    matrices = level.indices.map { axis in
      let weight = axis == 0 ? plan.distanceWeight : 1
      return plan.averageMatrix(bank, axis: axis, level: level[axis]).map { $0.map { weight * $0 } }
    }
  }

  /// Axis by axis, the first first: of images the long sums are over contiguous memory.
  func apply(_ signal: [Double]) -> [Double] {
    matrices.indices.reduce(signal) { signal, axis in
      let (outer, inner) = strides(axis)
      let (matrix, count, step) = (matrices[axis], grid[axis], steps[axis])
      var sums = [Double](repeating: 0, count: outer * matrix.count * inner)
      for block in 0..<outer {
        for (row, weights) in matrix.enumerated() {
          let target = (block * matrix.count + row) * inner
          for (index, weight) in weights.enumerated() where weight != 0 {
            let source = (block * count + index * step) * inner
            for column in 0..<inner { sums[target + column] += weight * signal[source + column] }
          }
        }
      }
      return sums
    }
  }

  func applyTransposed(_ features: [Double]) -> [Double] {
    matrices.indices.reversed().reduce(features) { features, axis in
      let (outer, inner) = strides(axis)
      let (matrix, count, step) = (matrices[axis], grid[axis], steps[axis])
      var signal = [Double](repeating: 0, count: outer * count * inner)
      for block in 0..<outer {
        for (row, weights) in matrix.enumerated() {
          let source = (block * matrix.count + row) * inner
          for (index, weight) in weights.enumerated() where weight != 0 {
            let target = (block * count + index * step) * inner
            for column in 0..<inner { signal[target + column] += weight * features[source + column] }
          }
        }
      }
      return signal
    }
  }

  /// The rows that were averaged along the axes before, and the samples along those behind.
  private func strides(_ axis: Int) -> (outer: Int, inner: Int) {
    (
      matrices[..<axis].reduce(1) { $0 * $1.count }, grid.dimensions[(axis + 1)...].reduce(1, *)
    )
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

  /// One signal on the padded grid.
  package func padded(_ signal: UnsafePointer<Double>) -> [Double] {
    let indices = axes.reduce([0 as Int?]) { indices, axis in
      let sources = configuration.padding.sources(axis)
      return indices.flatMap { index in
        sources.map { source in
          guard let index, let source else { return nil }
          return index * axis.count + source
        }
      }
    }
    return indices.map { $0.map { signal[$0] } ?? 0 }
  }
}
