import Arrays
import Fourier
import RealModule
import Wavelets

/// The Lipschitz constant of a whole scattering transform whose moduli are read without averages by a low-pass: as samples, means or
/// integrals.
///
/// Moduli and groups of them expand no distance, so behind every band stands a map whose squared constant is that of what is read there
/// and of the layer behind, each of its bands weighted by what stands behind it (`NetworkBounds.network` with the identity for the
/// low-pass). `NetworkBounds` has the constants of averages.
public struct ReadoutBounds: Hashable, Sendable {
  /// The constant of all moduli that are read, the signal among them, of the padded grid, each weighted by the root of its decimation; rounded up.
  public let moduli: Double
  /// The constant of the padding alone, exact.
  public let padding: Double
  /// By path what its features are multiplied by: the root of the decimation for samples, also times the root of the samples for means, and
  /// divided by it for integrals.
  public let weights: [Double]
  /// By path the samples that its means and integrals are of.
  private let counts: [Int]
  /// By path how many samples of the signal there are to one of its moduli.
  private let decimations: [Double]

  /// `sum over paths of (weight |S x - S z|)^2 <= (constant |x - z|)^2` for all real signals, of integrals for those of the power 1 alone.
  public var constant: Double { moduli * padding }

  /// The bounds of a transform; a second at most, but some for the largest grids.
  /// - Precondition: It reads no averages, and is not joint.
  public init<Sample: ScatteringScalar>(
    _ transform: ScatteringTransform<Sample>, parallel: Parallel = Parallel()
  ) {
    self.init(transform.plan, bank: transform.bank, parallel: parallel)
  }

  init(_ plan: ScatteringPlan, bank: FilterBank, parallel: Parallel) {
    let readout = plan.configuration.readout
    precondition(
      readout != .average && plan.pathAxis == nil, "the constants are those of samples, means and integrals")
    var layers = LayerTable(plan, bank: bank, parallel: parallel)
    let gain = ReadGain(plan, bank: bank)
    let last = plan.lastOrder
    var tails = [Double](
      repeating: gain.alone(order: last), count: last == 0 ? 1 : bank.bands(ofOrder: last).count)
    for order in (0..<last).reversed() {
      let behind = layers.tails(behindOrder: order, tails, average: 0)
      tails = gain.with(behind, order: order, tails)
    }
    moduli = tails[0].squareRoot() * (1 + 1e-12)
    padding = plan.paddingConstant
    var nodes = [Int](repeating: 0, count: plan.paths.count)
    for node in plan.nodes.indices { if let path = plan.pathOfNode[node] { nodes[path] = node } }
    counts = nodes.map { node in
      zip(plan.axes, plan.nodes[node].level).reduce(1) { $0 * $1.0.support(level: $1.1).count }
    }
    decimations = nodes.map { .exp2(Double(plan.nodes[$0].level.reduce(0, +))) }
    weights = zip(decimations, counts).map { decimation, count in
      switch readout {
      case .average, .samples: return decimation.squareRoot()
      case .globalMean: return (decimation * Double(count)).squareRoot()
      case .integrals: return (decimation / Double(count)).squareRoot()
      }
    }
  }

  /// An upper bound of how much the integral of a path's moduli to a power changes between two signals.
  ///
  /// By `| |a|^p - |b|^p | <= |a - b|^p` for p up to 1, and `<= p max(|a|, |b|)^(p - 1) |a - b|` beyond, with Hoelder's inequality: only the power 1
  /// has a Lipschitz constant that holds for all signals; those below are Hoelder continuous of their power, those above Lipschitz on balls.
  /// - Parameters:
  ///   - power: Above 0.
  ///   - distance: |x - z|.
  ///   - radius: The larger of |x| and |z|.
  public func largestChange(
    ofIntegralOf path: Int, power: Double, distance: Double, radius: Double
  ) -> Double {
    precondition(power > 0, "an integral of a power \(power)")
    let constant = constant / decimations[path].squareRoot()
    let (count, moved) = (Double(counts[path]), constant * min(distance, 2 * radius))
    if power <= 1 { return .pow(count, 1 - power / 2) * .pow(moved, power) }
    // The norm of the larger of two moduli, and of their sum.
    let (largest, sum) = (2.squareRoot() * constant * radius, 2 * constant * radius)
    if power == 2 { return moved * sum }
    return power * moved * .pow(count, max(0, 1 - power / 2)) * .pow(largest, power - 1)
  }
}

/// How much of a modulus's energy what is read of it keeps, beside the layer behind it.
private struct ReadGain {
  private let plan: ScatteringPlan
  private let bank: FilterBank

  init(_ plan: ScatteringPlan, bank: FilterBank) { (self.plan, self.bank) = (plan, bank) }

  /// The share of a modulus's energy that is read at an order: 1 where anything is read there, otherwise 0.
  func alone(order: Int) -> Double {
    plan.nodes(ofOrder: order).contains { plan.pathOfNode[$0] != nil } ? 1 : 0
  }

  /// With the squared constants of the layers behind an order's bands.
  /// - Parameter next: The squared constants behind the bands of these layers.
  func with(_ behind: [Double], order: Int, _ next: [Double]) -> [Double] {
    let read = alone(order: order)
    return areMeansOfAll && passedMeans(order: order + 1, next) < 1e-24
      ? behind.map { max(read, $0) * (1 + 1e-11) } : behind.map { read + $0 }
  }

  /// Whether means are of whole grids: they then are the frequency zero, and what wavelets pass has none of it.
  private var areMeansOfAll: Bool {
    plan.configuration.readout == .globalMean
      && plan.axes.allSatisfy { $0.support(level: 0).count == $0.padded }
  }

  /// What the bands of an order keep of the energy of a constant.
  private func passedMeans(order: Int, _ next: [Double]) -> Double {
    zip(bank.bands(ofOrder: order), next).reduce(0) { sum, element in
      let (band, weight) = element
      return band.components.indices.reduce(sum) {
        let value = bank.response(of: band, component: $1, level: [Int](repeating: 0, count: bank.grid.rank))[
          0]
        return $0 + weight * value * value
      }
    }
  }
}
