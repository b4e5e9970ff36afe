import ComplexModule

/// The products of norms in NUMERICS' C2, for networks that decimate nothing before the last average:
///
///     sum over m of (kappa |U_m x| + r_m) + t (sum over m of |U_m x|^2)^1/2,
///     r_m = | |L psi U_m x| - L |psi U_m x| |,
///
/// each layer times the constant of what comes behind it, and the network's constant times the distance of the deformed
/// image from L x, where L is the warp of the grid.
struct CommutatorPass {
  let cascade: GridCascade
  let bounds: NetworkBounds
  let warp: GridWarp
  let norms: CommutatorNorms

  func certificate(_ image: [Double], _ deformed: [Double]) -> Double {
    let last = cascade.plan.lastOrder
    var energies = [energy(image)] + [Double](repeating: 0, count: last)
    var residues = [Double](repeating: 0, count: last)
    visit(image, scale: -1, order: 0, &energies, &residues)
    let mismatch = energy(difference(deformed, warp.apply(image))).squareRoot()
    let layers = residues.indices.map { layer in
      bounds.largestTail(order: layer + 1)
        * (norms.wavelets * energies[layer].squareRoot() + residues[layer].squareRoot())
    }
    return bounds.network * mismatch + layers.reduce(0, +)
      + norms.average * energies.reduce(0, +).squareRoot()
  }

  private func visit(
    _ signal: [Double], scale: Int, order: Int, _ energies: inout [Double], _ residues: inout [Double]
  ) {
    let followers = cascade.followers(of: scale)
    guard order < cascade.plan.lastOrder, !followers.isEmpty else { return }
    let spectrum = cascade.fourier.spectrum(of: signal)
    for band in followers {
      let filtered = cascade.filtered(spectrum, band: band, level: 0)
      let modulus = moduli(filtered)
      energies[order + 1] += energy(modulus)
      residues[order] += energy(difference(moduli(warped(filtered)), warp.apply(modulus)))
      visit(modulus, scale: cascade.bank.bands[band].scale, order: order + 1, &energies, &residues)
    }
  }

  private func warped(_ signal: [Complex<Double>]) -> [Complex<Double>] {
    combined(warp.apply(signal.map(\.real)), warp.apply(signal.map(\.imaginary))) { Complex($0, $1) }
  }
}
