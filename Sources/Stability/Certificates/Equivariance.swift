import Arrays
import ComplexModule
import Numerical
import Scattering

/// Sends an image and its deformation through the network side by side and collects where they part.
struct EquivariancePass: Sendable {
  let cascade: UndecimatedCascade
  let bounds: NetworkBounds
  let deformation: any GridOperator
  let parallel: Parallel

  /// - Parameters: the padded image, and the padded deformed image however it was made.
  func residues(_ image: [Double], _ deformed: [Double]) -> EquivarianceResidues {
    var result = EquivarianceResidues(orders: cascade.plan.lastOrder)
    result.energies[0] = squaredNorm(image)
    result.averaged = squaredNorm(cascade.average(difference(deformed, image)))
    result.aliased = squaredNorm(cascade.average(difference(deformed, deformation.apply(image))))
    guard cascade.plan.lastOrder > 0 else { return result }
    let spectra = (cascade.fourier.spectrum(of: image), cascade.fourier.spectrum(of: deformed))
    for branch in branches(spectra) { result += branch }
    return result
  }

  /// One piece of work for each first band, added up in their order whatever the number of threads.
  private func branches(_ spectra: ([Complex<Double>], [Complex<Double>])) -> [EquivarianceResidues] {
    let branches = cascade.plan.nodes[0].children
    return [EquivarianceResidues](unsafeUninitializedCapacity: branches.count) { results, initialized in
      nonisolated(unsafe) let results = results
      parallel.forEach(branches.count) { _, branch in
        var residues = EquivarianceResidues(orders: self.cascade.plan.lastOrder)
        self.visit(branches.lowerBound + branch, spectra, &residues)
        results.initializeElement(at: branch, to: residues)
      }
      initialized = branches.count
    }
  }

  /// One node: the moduli of both signals, and the deformed modulus with which the next layer goes on.
  private func visit(
    _ index: Int, _ spectra: ([Complex<Double>], [Complex<Double>]), _ residues: inout EquivarianceResidues
  ) {
    let node = cascade.plan.nodes[index]
    let modulus = moduli(cascade.filteredAsDecimated(spectra.0, toNode: index))
    let reached = moduli(cascade.filteredAsDecimated(spectra.1, toNode: index))
    let moved = deformation.apply(modulus)
    residues.energies[node.order] += squaredNorm(modulus)
    residues.layers[node.order - 1] +=
      bounds.tail(behind: node) * cascade.latticeEnergy(difference(reached, moved), level: node.level)
    average(difference(moved, modulus), level: node.level, &residues)
    if node.children.isEmpty { return }
    let next = (cascade.fourier.spectrum(of: modulus), cascade.fourier.spectrum(of: moved))
    for child in node.children { visit(child, next, &residues) }
  }

  private func average(_ change: [Double], level: [Int], _ residues: inout EquivarianceResidues) {
    let features = cascade.average(change, level: level)
    residues.averaged += squaredNorm(features)
    if level != cascade.undecimated {
      residues.aliased += squaredNorm(difference(features, cascade.average(change)))
    }
  }
}

/// How far a network is from commuting with an operator on one image, as squared norms.
struct EquivarianceResidues {
  /// |U_m x|^2 by order, undecimated on the padded grid, from the image itself.
  var energies: [Double]
  /// The bound by layer m = 1, 2, ...: what taking moduli of the deformed signals and deforming the moduli differ by, decimated as
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
