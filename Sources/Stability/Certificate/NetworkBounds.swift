import Scattering

/// Lipschitz constants of a whole scattering transform, as a map from signals to features of weight
/// 2^(rank (J - oversampling) / 2), with decimation, modulus and cropping (Docs/Decisions/0007-what-is-certified.md).
///
/// `network`, `linearProgram`, `product` and `naive` are those of the network on the padded grid, in ascending order and each
/// proven; `constant` includes the padding and is the one of signals. All are rounded up.
public struct NetworkBounds: Hashable, Codable, Sendable {
  /// The bounds behind each order, of which the last order's layer only averages.
  public let orders: [OrderBounds]
  /// By layers from the last to the first, each band weighted by the constant of what comes behind it: the root of
  /// `V(j) = |phi* phi + sum over b of V(scale of b) psi_b* psi_b|`, a refinement of the linear program.
  public let network: Double
  /// By the linear program of Balan, Singh and Zou.
  public let linearProgram: Double
  /// By the product of the layers' bounds.
  public let product: Double
  /// By counting every layer's whole bound at every order.
  public let naive: Double
  /// Of the padding alone, exact: the root of the largest number of times that the padded grid repeats a sample; 1 where
  /// none is repeated.
  public let padding: Double
  /// `[order][band]`: squared constants of the network behind a band that ends a path of that order; 0 where none does.
  let tails: [[Double]]

  /// |S x - S z| <= `constant` |x - z| for all real signals.
  public var constant: Double { network * padding }

  /// Exact but for a raise of 1e-9; the cost is that of some `FilterBank.frameBoundsWithDecimation`.
  public init<Sample: FourierScalar>(
    _ transform: ScatteringTransform<Sample>, parallel: Parallel = Parallel()
  ) {
    self.init(transform.plan, bank: transform.bank, parallel: parallel)
  }

  init(_ plan: ScatteringPlan, bank: FilterBank, parallel: Parallel) {
    precondition(plan.configuration.readout == .average, "the constants are those of averages")
    var layers = LayerTable(plan, bank: bank, parallel: parallel)
    let last = plan.lastOrder
    orders = (0...last).map { layers.bounds(behindOrder: $0) }
    var tails = [layers.averages(behindOrder: last)]
    for order in (0..<last).reversed() { tails.insert(layers.tails(behindOrder: order, tails[0]), at: 0) }
    self.tails = tails
    linearProgram = orders.linearProgram.squareRoot()
    (product, naive) = (orders.product.squareRoot(), orders.naive.squareRoot())
    network = min(tails[0][0].squareRoot(), linearProgram)
    padding = plan.paddingConstant
  }

  /// The squared constant of the network behind a path that ends with a node.
  func tail(behind node: ScatteringPlan.Node) -> Double { tails[node.order][node.band ?? 0] }

  /// The largest constant of the network behind paths of an order.
  func largestTail(order: Int) -> Double { tails[order].max()!.squareRoot() }
}
