import Arrays
import Numerical
import RealModule
import Wavelets

/// The Lipschitz constant of a transform with its padding and its cropping, from above
/// (Docs/Decisions/0021-constants-with-padding.md).
///
/// From the last order backwards, what follows a path counts a difference of moduli at sample u no more than `weights[u]` times its energy,
/// where samples far from all kept features count little; the last step is an eigenvalue on the signals themselves. So a
/// sample and its mirror image are not both counted in full.
struct CroppedNetwork {
  private let plan: ScatteringPlan
  private let bank: FilterBank
  private let parallel: Parallel
  /// Products of Lanczos' method.
  private let steps: Int
  /// The products of grids up to the second number of filter samples, beyond which there are fewer, so that the work is the same: 192
  /// overestimate squares by 0.7 % for 1,024 samples, and 64 by 7 % for 50,000.
  private static let most = (steps: 192, cost: 1 << 20)
  /// Weights start from those of averages, but nowhere below this share of the largest: wavelets reach into the margins.
  private static let floor = 0.2

  /// - Parameter cost: The samples of all filters, times the orders.
  init(_ plan: ScatteringPlan, bank: FilterBank, cost: Int, parallel: Parallel) {
    (self.plan, self.bank, self.parallel) = (plan, bank, parallel)
    steps = min(Self.most.steps, Self.most.steps * Self.most.cost / max(cost, 1))
  }

  /// The constant: |S x - S z| <= `constant` |x - z|.
  var constant: Double {
    let last = plan.lastOrder
    var weights: [[Double]] = []
    for order in stride(from: last, through: 1, by: -1) {
      weights = self.weights(behindOrder: order, weights)
    }
    let first = bank.layer(after: nil, order: 0, oversampling: oversampling)
    let layer = self.layer(first, isLast: last == 0, weights)
    let margins = MarginCopies(plan)
    return largestEigenvalueBound(dimension: margins.count, steps: steps) {
      margins.folded(layer(margins.extended($0)))
    }.squareRoot()
  }

  private var oversampling: Int { plan.configuration.oversampling }

  /// The weights of the moduli behind each band of an order, from those behind the next.
  private func weights(behindOrder order: Int, _ next: [[Double]]) -> [[Double]] {
    var known: [FilterLayer: [Double]] = [:]
    return bank.bands(ofOrder: order).indices.map { band in
      let layer = bank.layer(after: band, order: order, oversampling: oversampling)
      if let weights = known[layer] { return weights }
      let weights = weights(of: layer, isLast: order == plan.lastOrder, next)
      known[layer] = weights
      return weights
    }
  }

  /// Weights that the operator of a layer does not exceed.
  private func weights(of layer: FilterLayer, isLast: Bool, _ next: [[Double]]) -> [Double] {
    let averages = averageWeights(level: layer.level)
    if isLast || layer.bands.isEmpty { return averages }
    let least = Self.floor * averages.max()!
    let profile = averages.map { max($0, least) }
    let roots = profile.map { 1 / $0.squareRoot() }
    let operation = self.layer(layer, isLast: false, next)
    let factor = largestEigenvalueBound(dimension: roots.count, steps: steps) { vector in
      zip(roots, operation(zip(roots, vector).map { $0 * $1 })).map { $0 * $1 }
    }
    return profile.map { factor * $0 }
  }

  /// The operator of a layer, of which only the features kept count.
  private func layer(_ layer: FilterLayer, isLast: Bool, _ weights: [[Double]]) -> WeightedLayer {
    let grid = bank.grid(atLevel: layer.level)
    let output = bank.grid(atLevel: plan.outputLevel)
    let isKept = (0..<output.count).map { index in
      zip(output.indices(of: index), zip(plan.axes, plan.outputLevel)).allSatisfy { index, axis in
        axis.0.kept(level: axis.1).contains(index)
      }
    }
    let averages = (
      responses: [bank.lowPassResponse(level: layer.level)], grid: output,
      weights: isKept.map { $0 ? 1.0 : 0 }
    )
    let bands = bank.bands(ofOrder: layer.order)
    // Bands behind which the same layer acts have the same weights.
    let alike = Dictionary(grouping: isLast ? [] : layer.bands) {
      bank.layer(after: $0, order: layer.order, oversampling: oversampling)
    }
    let wavelets = alike.sorted { $0.value[0] < $1.value[0] }.map { next, members in
      (
        responses: members.flatMap { band in
          bands[band].components.indices.map {
            bank.response(of: bands[band], component: $0, level: layer.level)
          }
        },
        grid: bank.grid(atLevel: next.level), weights: weights[members[0]]
      )
    }
    return WeightedLayer(grid, [averages] + wavelets, parallel: parallel)
  }

  /// Weights that the averages of moduli at a level do not exceed, by Schur's test: with K = phi* C phi, C the features kept, and
  /// any positive y, `e'K e <= sum over u of (|K| y)(u) / y(u) e(u)^2`.
  private func averageWeights(level: [Int]) -> [Double] {
    plan.axes.indices.reduce([1.0]) { product, axis in
      let factor = averageWeights(axis: axis, level: level[axis])
      return product.flatMap { value in factor.map { value * $0 } }
    }
  }

  private func averageWeights(axis: Int, level: Int) -> [Double] {
    let matrix = plan.averageMatrix(bank, axis: axis, level: level).map { $0.map(abs) }
    let test = testVector(plan.axes[axis], level: level)
    let averages = matrix.map { dot($0, test) }
    let scale = Double(1 << (plan.outputLevel[axis] - level))
    return test.indices.map { sample in
      scale * zip(matrix, averages).reduce(0) { $0 + $1.0[sample] * $1.1 } / test[sample]
    }
  }

  /// Schur's y: larger within about 2^J samples of both ends of the signal, so that weights are less where padding doubles samples,
  /// and more inside, where it does not.
  private func testVector(_ axis: AxisSampling, level: Int) -> [Double] {
    let width = Double(1 << plan.configuration.scales)
    let ends = [Double(axis.margin), Double(axis.margin + axis.count - 1)]
    return (0..<(axis.padded >> level)).map { sample in
      ends.reduce(1) { sum, end in
        let distance = (Double(sample << level) - end) / width
        return sum + 3 * Double.exp(-distance * distance)
      }
    }
  }
}

/// Padding as an operator, on any number of axes, and its adjoint.
private struct MarginCopies {
  /// The samples of a signal.
  let count: Int
  /// For each sample of the padded grid that of the signal that stands there; -1 for zero.
  private let sources: [Int32]

  init(_ plan: ScatteringPlan) {
    let shape = plan.configuration.shape
    let sources = plan.axes.map(plan.configuration.padding.sources)
    count = shape.count
    self.sources = (0..<plan.grid.count).map { index in
      let indices = zip(plan.grid.indices(of: index), sources).map { $1[$0] }
      return indices.contains(nil) ? -1 : Int32(shape.offset(of: indices.map { $0! }))
    }
  }

  func extended(_ signal: [Double]) -> [Double] { sources.map { $0 < 0 ? 0 : signal[Int($0)] } }

  func folded(_ padded: [Double]) -> [Double] {
    var signal = [Double](repeating: 0, count: count)
    for (index, source) in sources.enumerated() where source >= 0 { signal[Int(source)] += padded[index] }
    return signal
  }
}
