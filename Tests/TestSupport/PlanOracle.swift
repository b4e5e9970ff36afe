import Numerics
import Scattering

/// The features that a plan says, slow and obvious: node by node of its tree, by transforms as sums over all samples, decimation
/// by picking samples, and the bank's own responses. Independent of schedules, pairs, folded filters, kernels and low-passes.
public struct PlanOracle {
  let plan: ScatteringPlan
  let bank: FilterBank

  public init(_ plan: ScatteringPlan, bank: FilterBank) { (self.plan, self.bank) = (plan, bank) }

  /// The features of one signal in the order of the plan's layout.
  public func features(of signal: [Double]) -> [Double] {
    var features = [Double](repeating: 0, count: plan.layout.count)
    visit(0, padded(signal), into: &features)
    return features
  }

  private func visit(_ index: Int, _ signal: [Double], into features: inout [Double]) {
    let node = plan.nodes[index]
    features.replaceSubrange(plan.layout.range(ofPath: index), with: read(signal, level: node.level))
    for child in node.children {
      visit(child, modulus(of: child, signal, level: node.level), into: &features)
    }
  }

  /// The Euclidean norm over a band's filters of what they make of a signal.
  private func modulus(of index: Int, _ signal: [Double], level: [Int]) -> [Double] {
    let node = plan.nodes[index]
    let band = bank.bands(ofOrder: node.order)[node.band!]
    let filtered = band.components.indices.map { component in
      decimated(
        convolution(signal, bank.response(of: band, component: component, level: level), level: level),
        from: level, to: node.level)
    }
    return filtered[0].indices.map { sample in
      filtered.reduce(0) { $0 + $1[sample].lengthSquared }.squareRoot()
    }
  }

  private func read(_ signal: [Double], level: [Int]) -> [Double] {
    let grid = plan.grid.decimated(by: level)
    let support = zip(plan.axes, level).map { $0.support(level: $1) }
    switch plan.configuration.readout {
    case .average:
      let average = convolution(signal, bank.lowPassResponse(level: level), level: level)
      let output = decimated(average, from: level, to: plan.outputLevel).map(\.real)
      return crop(
        output, zip(plan.axes, plan.outputLevel).map { $0.kept(level: $1) },
        of: plan.grid.decimated(by: plan.outputLevel))
    case .samples: return crop(signal, zip(plan.axes, level).map { $0.kept(level: $1) }, of: grid)
    case .globalMean:
      let own = crop(signal, support, of: grid)
      return [own.reduce(0, +) / Double(own.count)]
    case .integrals(let powers):
      let own = crop(signal, support, of: grid)
      return powers.map { power in own.reduce(0) { $0 + Double.pow(abs($1), power) } }
    }
  }

  private func convolution(_ signal: [Double], _ response: [Double], level: [Int]) -> [Complex<Double>] {
    let shape = plan.grid.decimated(by: level)
    let spectrum = naiveTransform(signal.map { Complex($0) }, shape: shape, sign: -1)
    let product = zip(spectrum, response).map { $0 * Complex($1) }
    return naiveTransform(product, shape: shape, sign: 1).map { $0 / Complex(Double(shape.count)) }
  }

  private func decimated(_ signal: [Complex<Double>], from: [Int], to: [Int]) -> [Complex<Double>] {
    let shape = plan.grid.decimated(by: from)
    let steps = zip(from, to).map { 1 << ($1 - $0) }
    return indices(zip(shape.dimensions, steps).map { stride(from: 0, to: $0, by: $1).map { $0 } }, of: shape)
      .map { signal[$0] }
  }

  private func crop(_ signal: [Double], _ window: [Range<Int>], of shape: Shape) -> [Double] {
    indices(window.map(Array.init), of: shape).map { signal[$0] }
  }

  /// The flat indices of a product of indices along each axis.
  private func indices(_ axes: [[Int]], of shape: Shape) -> [Int] {
    zip(axes, shape.dimensions).reduce([0]) { flat, axis in
      flat.flatMap { start in axis.0.map { start * axis.1 + $0 } }
    }
  }

  private func padded(_ signal: [Double]) -> [Double] {
    let sources = plan.axes.map { plan.configuration.padding.sources($0) }
    return zip(sources, plan.axes).reduce([0 as Int?]) { flat, axis in
      flat.flatMap { start in
        axis.0.map { source in start.flatMap { start in source.map { start * axis.1.count + $0 } } }
      }
    }.map { $0.map { signal[$0] } ?? 0 }
  }
}
