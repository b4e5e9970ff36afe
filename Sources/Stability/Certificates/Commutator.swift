import ComplexModule
import Numerical
import Scattering

/// What one deformation does to filters, whatever the image: norms of operators on signals of the padded grid.
public struct CommutatorNorms: Hashable, Codable, Sendable {
  /// The norm kappa: an upper bound of |[W, L_tau]|, W the wavelets of the first layer without decimation.
  public let wavelets: Double
  /// The norm t: an upper bound of |L_tau Phi - Phi|, or rather of |Phi L_tau - Phi| as the features see it: with decimation, weight
  /// and cropping.
  public let average: Double

  public init(wavelets: Double, average: Double) { (self.wavelets, self.average) = (wavelets, average) }

  /// - Parameter steps: of Lanczos' method; see `largestEigenvalueBound`.
  init(_ cascade: UndecimatedCascade, _ warp: GridWarp, steps: Int) {
    let count = cascade.plan.grid.count
    let commutator = WaveletCommutator(cascade: cascade, warp: warp)
    wavelets = largestEigenvalueBound(dimension: count, steps: steps, commutator.normal).squareRoot()
    average = largestEigenvalueBound(dimension: count, steps: steps) { signal in
      let change = cascade.average(difference(warp.apply(signal), signal))
      let back = cascade.averageAdjoint(change)
      return difference(warp.applyTransposed(back), back)
    }.squareRoot()
  }
}

/// The products of norms in NUMERICS' C2, for networks that decimate nothing before the last average:
///
///     sum over m of (kappa |U_m x| + r_m) + t (sum over m of |U_m x|^2)^1/2,
///     r_m = | |L psi U_m x| - L |psi U_m x| |,
///
/// each layer times the constant of what comes behind it, and the network's constant times the distance of the deformed
/// image from L x, where L is the warp of the grid.
struct CommutatorPass {
  let cascade: UndecimatedCascade
  let bounds: NetworkBounds
  let warp: GridWarp
  let norms: CommutatorNorms

  func certificate(_ image: [Double], _ deformed: [Double]) -> Double {
    let last = cascade.plan.lastOrder
    var energies = [squaredNorm(image)] + [Double](repeating: 0, count: last)
    var residues = [Double](repeating: 0, count: last)
    visit(0, image, &energies, &residues)
    let mismatch = squaredNorm(difference(deformed, warp.apply(image))).squareRoot()
    let layers = residues.indices.map { layer in
      bounds.largestTail(order: layer + 1)
        * (norms.wavelets * energies[layer].squareRoot() + residues[layer].squareRoot())
    }
    return bounds.network * mismatch + layers.reduce(0, +)
      + norms.average * energies.reduce(0, +).squareRoot()
  }

  private func visit(
    _ index: Int, _ signal: [Double], _ energies: inout [Double], _ residues: inout [Double]
  ) {
    let node = cascade.plan.nodes[index]
    if node.children.isEmpty { return }
    let spectrum = cascade.fourier.spectrum(of: signal)
    for child in node.children {
      let filtered = cascade.filtered(spectrum, toNode: child)
      let modulus = moduli(filtered)
      energies[node.order + 1] += squaredNorm(modulus)
      residues[node.order] += squaredNorm(difference(moduli(warped(filtered)), warp.apply(modulus)))
      visit(child, modulus, &energies, &residues)
    }
  }

  private func warped(_ signal: [Complex<Double>]) -> [Complex<Double>] {
    combined(warp.apply(signal.map(\.real)), warp.apply(signal.map(\.imaginary))) { Complex($0, $1) }
  }
}

/// `[W, L] = (psi_b L - L psi_b)` over all bands b, without decimation, as a linear operator on real signals of the padded
/// grid; values are complex.
struct WaveletCommutator {
  let cascade: UndecimatedCascade
  let warp: GridWarp

  /// The operator's adjoint times the operator.
  func normal(_ signal: [Double]) -> [Double] {
    let count = signal.count
    let spectra = (
      cascade.fourier.spectrum(of: signal), cascade.fourier.spectrum(of: warp.apply(signal))
    )
    // Sums over the bands of psi_b* c_b and psi_b* L* c_b; the first still to be warped back.
    var outer = [Complex<Double>](repeating: 0, count: count)
    var inner = outer
    for node in cascade.plan.nodes[0].children {
      let value = self.value(spectra, toNode: node)
      let response = cascade.response(ofNode: node)
      add(cascade.fourier.spectrum(of: value), times: response, to: &outer)
      add(cascade.fourier.spectrum(of: mapped(value, warp.applyTransposed)), times: response, to: &inner)
    }
    // Responses carry 1 / n, the normalisation of the inverse transform.
    let before = cascade.fourier.signal(of: outer).map(\.real)
    let after = cascade.fourier.signal(of: inner).map(\.real)
    return difference(warp.applyTransposed(before), after)
  }

  /// One band of the commutator, from the spectra of a signal and of the warped signal.
  func value(_ spectra: ([Complex<Double>], [Complex<Double>]), toNode node: Int) -> [Complex<Double>] {
    let filtered = cascade.filtered(spectra.0, toNode: node)
    return combined(cascade.filtered(spectra.1, toNode: node), mapped(filtered, warp.apply), -)
  }

  /// A real operator on a complex signal.
  func mapped(_ signal: [Complex<Double>], _ body: ([Double]) -> [Double]) -> [Complex<Double>] {
    combined(body(signal.map(\.real)), body(signal.map(\.imaginary))) { Complex($0, $1) }
  }

  private func add(_ spectrum: [Complex<Double>], times response: [Double], to sum: inout [Complex<Double>]) {
    for index in sum.indices {
      sum[index].real += spectrum[index].real * response[index]
      sum[index].imaginary += spectrum[index].imaginary * response[index]
    }
  }
}
