/// How far a network is from commuting with an operator on one image, as squared norms.
struct EquivarianceResidues {
  /// |U_m x|^2 by order, undecimated on the padded grid, from the image itself.
  var energies: [Double]
  /// By layer m = 1, 2, ...: what taking moduli of the deformed signals and deforming the moduli differ by, decimated as
  /// the network decimates and weighted by the squared constants of what comes behind.
  var layers: [Double]
  /// What averaging leaves of the change that the deformation makes.
  var averaged = 0.0
  /// The part of `averaged` that the low-pass itself does not account for: where moduli are decimated before it,
  /// it lets frequencies through that fold onto low ones; and on order 0 that the operator is not the reference warp.
  var aliased = 0.0

  init(orders: Int) {
    energies = [Double](repeating: 0, count: orders + 1)
    layers = [Double](repeating: 0, count: orders)
  }

  static func += (sum: inout Self, other: Self) {
    for order in other.energies.indices { sum.energies[order] += other.energies[order] }
    for layer in other.layers.indices { sum.layers[layer] += other.layers[layer] }
    sum.averaged += other.averaged
    sum.aliased += other.aliased
  }

  /// The sum of the layers' norms.
  var layerSum: Double { layers.reduce(0) { $0 + $1.squareRoot() } }

  /// The bound that they make.
  var equivariance: Double { averaged.squareRoot() + layerSum }

  /// (sum over m of |U_m x|^2)^1/2.
  var totalNorm: Double { energies.reduce(0, +).squareRoot() }
}
