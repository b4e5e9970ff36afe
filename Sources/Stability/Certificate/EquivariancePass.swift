import Arrays
import ComplexModule

/// Sends an image and its deformation through the network side by side and collects where they part.
struct EquivariancePass: Sendable {
  let cascade: GridCascade
  let bounds: NetworkBounds
  let deformation: any GridOperator
  let parallel: Parallel

  /// - Parameters: the padded image, and the padded deformed image however it was made.
  func residues(_ image: [Double], _ deformed: [Double]) -> EquivarianceResidues {
    var result = EquivarianceResidues(orders: cascade.plan.lastOrder)
    result.energies[0] = energy(image)
    result.averaged = energy(cascade.average(difference(deformed, image), level: 0))
    result.aliased = energy(cascade.average(difference(deformed, deformation.apply(image)), level: 0))
    guard cascade.plan.lastOrder > 0 else { return result }
    let spectra = (cascade.fourier.spectrum(of: image), cascade.fourier.spectrum(of: deformed))
    for branch in branches(spectra) { result += branch }
    return result
  }

  /// One piece of work for each first band, added up in their order whatever the number of threads.
  private func branches(_ spectra: ([Complex<Double>], [Complex<Double>])) -> [EquivarianceResidues] {
    let count = cascade.bank.bands.count
    return [EquivarianceResidues](unsafeUninitializedCapacity: count) { results, initialized in
      nonisolated(unsafe) let results = results
      parallel.forEach(count) { _, band in
        var residues = EquivarianceResidues(orders: self.cascade.plan.lastOrder)
        self.visit(spectra, band: band, level: 0, order: 1, &residues)
        results.initializeElement(at: band, to: residues)
      }
      initialized = count
    }
  }

  /// One node: the moduli of both signals, and the deformed modulus with which the next layer goes on.
  private func visit(
    _ spectra: ([Complex<Double>], [Complex<Double>]), band: Int, level: Int, order: Int,
    _ residues: inout EquivarianceResidues
  ) {
    let scale = cascade.bank.bands[band].scale
    let own = cascade.plan.level(ofScale: scale)
    let modulus = moduli(cascade.filtered(spectra.0, band: band, level: level))
    let reached = moduli(cascade.filtered(spectra.1, band: band, level: level))
    let moved = deformation.apply(modulus)
    residues.energies[order] += energy(modulus)
    residues.layers[order - 1] +=
      bounds.tail(order: order, scale: scale)
      * cascade.latticeEnergy(difference(reached, moved), level: own)
    average(difference(moved, modulus), level: own, &residues)
    guard order < cascade.plan.lastOrder else { return }
    let followers = cascade.followers(of: scale)
    if followers.isEmpty { return }
    let next = (cascade.fourier.spectrum(of: modulus), cascade.fourier.spectrum(of: moved))
    for follower in followers {
      visit(next, band: follower, level: own, order: order + 1, &residues)
    }
  }

  private func average(_ change: [Double], level: Int, _ residues: inout EquivarianceResidues) {
    let features = cascade.average(change, level: level)
    residues.averaged += energy(features)
    if level > 0 {
      residues.aliased += energy(difference(features, cascade.average(change, level: 0)))
    }
  }
}
