import Arrays
import Fourier
import Wavelets

/// Lipschitz constants of a whole scattering transform, as a map from signals to features of weight
/// 2^(rank (J - oversampling) / 2), with decimation, modulus and cropping (Docs/Decisions/0007-what-is-certified.md).
///
/// `network`, `linearProgram`, `product` and `naive` are those of the network on the padded grid, in ascending order and each
/// proven; `constant` includes padding and cropping and is the one of signals
/// (Docs/Decisions/0021-constants-with-padding.md). All are rounded up.
public struct NetworkBounds: Hashable, Codable, Sendable {
  /// The bounds behind each order, of which the last order's layer only averages.
  public let orders: [OrderBounds]
  /// The bound by layers from the last to the first, each band weighted by the constant of what comes behind it: the root of
  /// `V(j) = |phi* phi + sum over b of V(scale of b) psi_b* psi_b|`, a refinement of the linear program.
  public let network: Double
  /// The bound by the linear program of Balan, Singh and Zou.
  public let linearProgram: Double
  /// The bound by the product of the layers' bounds.
  public let product: Double
  /// The bound by counting every layer's whole bound at every order.
  public let naive: Double
  /// The constant of the padding alone, exact: the root of the largest number of times that the padded grid repeats a sample; 1 where
  /// none is repeated.
  public let padding: Double
  /// `[order][band]`: squared constants of the network behind a band that ends a path of that order; 0 where none does.
  let tails: [[Double]]

  /// The Lipschitz constant with padding and cropping: |S x - S z| <= `constant` |x - z| for all real signals.
  ///
  /// At most `network` times `padding`; less where padding repeats samples, on grids of up to `largestCost` filter samples.
  public let constant: Double

  /// The bounds of a transform: those of layers within 1e-8; a second at most, but some for the largest images.
  public init<Sample: ScatteringScalar>(
    _ transform: ScatteringTransform<Sample>, parallel: Parallel = Parallel()
  ) {
    self.init(transform.plan, bank: transform.bank, parallel: parallel)
  }

  package init(_ plan: ScatteringPlan, bank: FilterBank, parallel: Parallel) {
    precondition(plan.configuration.readout == .average, "the constants are those of averages")
    var layers = LayerTable(plan, bank: bank, parallel: parallel)
    if let axis = plan.pathAxis {
      precondition(axis.order == 1 && axis.layout != nil, "the constants are those of joint scattering")
      self.init(plan, orders: layers.boundsWithPathAxis(), alongPaths: axis.energyBound)
    } else {
      self.init(plan, bank: bank, &layers, parallel: parallel)
    }
  }

  private init(_ plan: ScatteringPlan, bank: FilterBank, _ layers: inout LayerTable, parallel: Parallel) {
    let last = plan.lastOrder
    orders = (0...last).map { layers.bounds(behindOrder: $0) }
    var tails = [layers.averages(behindOrder: last)]
    for order in (0..<last).reversed() { tails.insert(layers.tails(behindOrder: order, tails[0]), at: 0) }
    self.tails = tails
    linearProgram = orders.linearProgram.squareRoot()
    (product, naive) = (orders.product.squareRoot(), orders.naive.squareRoot())
    network = min(tails[0][0].squareRoot(), linearProgram)
    padding = plan.paddingConstant
    let cost = plan.grid.count * bank.bands.count * max(last, 1)
    constant =
      padding == 1 || cost > Self.largestCost
      ? network * padding
      : min(network * padding, CroppedNetwork(plan, bank: bank, cost: cost, parallel: parallel).constant)
  }

  /// The bounds of joint scattering, by products: moduli of order 1 keep at most the first layer's bound; the second layer of time, and all
  /// bands along the path axis, at most theirs; averages at most their own.
  /// - Parameters:
  ///   - orders: Behind the signal, behind order 1 and, averages alone, behind order 2.
  ///   - alongPaths: What all bands along the path axis and the average there keep at most of the energy.
  private init(_ plan: ScatteringPlan, orders: [OrderBounds], alongPaths: Double) {
    self.orders = orders
    let behind = orders.count > 1 ? orders[1].whole * alongPaths * max(1, orders.last!.average) : 0
    product = (orders[0].whole * max(1, behind)).squareRoot()
    (network, linearProgram, naive, tails) = (product, product, product, [])
    padding = plan.paddingConstant
    constant = product * padding
  }

  /// The samples of all filters, times the orders, up to which `constant` takes the cropping into account, in a second or two.
  public static let largestCost = 3 << 20

  /// The squared constant of the network behind a path that ends with a node.
  package func tail(behind node: ScatteringPlan.Node) -> Double { tails[node.order][node.band ?? 0] }

  /// The largest constant of the network behind paths of an order.
  package func largestTail(order: Int) -> Double { tails[order].max()!.squareRoot() }
}

/// Squared upper bounds of the layer that acts behind order m, each the largest over the layer's nodes.
///
/// Energies of decimated signals count as often as their decimation; `|phi y|^2 <= average |y|^2`,
/// `sum |psi y|^2 <= wavelets |y|^2` and both together at most `whole |y|^2`.
public struct OrderBounds: Hashable, Codable, Sendable {
  /// B_phi, B_psi and B of Balan, Singh and Zou (2018).
  public let average, wavelets, whole: Double

  public init(average: Double, wavelets: Double, whole: Double) {
    (self.average, self.wavelets, self.whole) = (average, wavelets, whole)
  }
}

extension [OrderBounds] {
  /// The value of the linear program of Balan, Singh and Zou ("Lipschitz properties for deep convolutional networks", 2018):
  ///
  ///     max sum s_m,  y_0 = 1,  s_m <= Bphi y_m,  y_(m+1) <= Bpsi y_m,  s_m + y_(m+1) <= B y_m,  s_M <= Bphi y_M,
  ///
  /// all variables at least 0, one element an order, the last with features only. Exact: what follows an order is
  /// proportional to y, so the best continuation is found backwards, and of two bounded quantities with a bounded sum
  /// the one that is worth more takes all it can.
  package var linearProgram: Double {
    guard let last else { return 0 }
    return dropLast().reversed().reduce(last.average) { worth, order in
      let first = Swift.min(worth >= 1 ? order.wavelets : order.average, order.whole)
      let second = Swift.min(worth >= 1 ? order.average : order.wavelets, order.whole - first)
      return worth >= 1 ? worth * first + second : first + worth * second
    }
  }

  /// The product of the layers' bounds, none counted below 1; the last layer only averages.
  package var product: Double { factors.reduce(1, *) }

  /// Every order's features bounded by themselves, each layer by its whole bound: the sum of the partial products.
  package var naive: Double {
    factors.reduce((product: 1.0, sum: 0.0)) { ($0.product * $1, $0.sum + $0.product * $1) }.sum
  }

  private var factors: [Double] {
    indices.map { Swift.max(1, $0 == count - 1 ? self[$0].average : self[$0].whole) }
  }
}

extension PathAxis {
  /// The most that all bands along the axis, and what is read of their moduli, keep of the energy of complex signals along it. Decimation, whose
  /// energies are not weighed here, only lessens it.
  fileprivate var energyBound: Double {
    let zero = [0]
    let energies = (0..<bank.grid.count).map { _ in 0.0 }
    let bands = bank.bands.map { bank.response(of: $0, component: 0, level: zero) }
    let sum = bands.reduce(energies) { sum, response in zip(sum, response).map { $0 + $1 * $1 } }
    let average = bank.lowPassResponse(level: zero).map { $0 * $0 }.max()!
    return sum.max()! * ((readout ?? .average) == .average ? max(1, average) : 1) * (1 + 1e-12)
  }
}

extension ScatteringPlan {
  /// The Lipschitz constant of the padding, exact: `P* P` is diagonal and counts how often each sample is used.
  var paddingConstant: Double {
    (0..<grid.rank).reduce(1.0) { $0 * sampleCounts(axis: $1).max()! }.squareRoot()
  }

  /// How often the padded grid repeats each sample along one axis.
  package func sampleCounts(axis: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: axes[axis].count)
    for source in configuration.padding.sources(axes[axis]) { if let source { counts[source] += 1 } }
    return counts
  }
}
