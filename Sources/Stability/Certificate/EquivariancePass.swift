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
    result.averaged = energy(cascade.average(difference(deformed, image)))
    result.aliased = energy(cascade.average(difference(deformed, deformation.apply(image))))
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
    residues.energies[node.order] += energy(modulus)
    residues.layers[node.order - 1] +=
      bounds.tail(behind: node) * cascade.latticeEnergy(difference(reached, moved), level: node.level)
    average(difference(moved, modulus), level: node.level, &residues)
    if node.children.isEmpty { return }
    let next = (cascade.fourier.spectrum(of: modulus), cascade.fourier.spectrum(of: moved))
    for child in node.children { visit(child, next, &residues) }
  }

  private func average(_ change: [Double], level: [Int], _ residues: inout EquivarianceResidues) {
    let features = cascade.average(change, level: level)
    residues.averaged += energy(features)
    if level != cascade.undecimated {
      residues.aliased += energy(difference(features, cascade.average(change)))
    }
  }
}
