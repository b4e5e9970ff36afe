import ComplexModule

/// `[W, L] = (psi_b L - L psi_b)` over all bands b, without decimation, as a linear operator on real signals of the padded
/// grid; values are complex.
struct WaveletCommutator {
  let cascade: GridCascade
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
    for band in cascade.bank.bands.indices {
      let value = self.value(spectra, band: band)
      let response = cascade.response(band: band, level: 0)
      add(cascade.fourier.spectrum(of: value), times: response, to: &outer)
      add(cascade.fourier.spectrum(of: mapped(value, warp.applyTransposed)), times: response, to: &inner)
    }
    // Responses carry 1 / n, the normalisation of the inverse transform.
    let before = cascade.fourier.signal(of: outer).map(\.real)
    let after = cascade.fourier.signal(of: inner).map(\.real)
    return difference(warp.applyTransposed(before), after)
  }

  /// One band of the commutator, from the spectra of a signal and of the warped signal.
  func value(_ spectra: ([Complex<Double>], [Complex<Double>]), band: Int) -> [Complex<Double>] {
    let filtered = cascade.filtered(spectra.0, band: band, level: 0)
    return combined(cascade.filtered(spectra.1, band: band, level: 0), mapped(filtered, warp.apply), -)
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
