import Arrays
import ComplexModule

extension Certifier {
  /// The energies of each image by order, without decimation; images are shared among threads, memory a thread is that of
  /// a few signals of the padded grid.
  ///
  /// - Precondition: images of the transform's shape.
  public func layerEnergies(of images: Signal<Double>) -> [LayerEnergies] {
    let plan = cascade.plan
    precondition(
      images.shape == plan.configuration.shape,
      "images of \(images.shape) for a transform of \(plan.configuration.shape)")
    let lowPass = bankLowPassEnergy
    return [LayerEnergies](unsafeUninitializedCapacity: images.batchCount) { results, count in
      nonisolated(unsafe) let results = results
      parallel.forEach(images.batchCount) { _, index in
        let image = images.withUnsafeSamples { plan.padded($0.baseAddress! + index * images.shape.count) }
        results.initializeElement(at: index, to: energies(of: image, lowPass))
      }
      count = images.batchCount
    }
  }

  private func energies(of image: [Double], _ lowPass: [Double]) -> LayerEnergies {
    var moduli = [Double](repeating: 0, count: cascade.plan.lastOrder + 1)
    var features = moduli
    visit(image, scale: -1, order: 0, lowPass, &moduli, &features)
    return LayerEnergies(moduli: moduli, features: features)
  }

  private func visit(
    _ signal: [Double], scale: Int, order: Int, _ lowPass: [Double], _ energies: inout [Double],
    _ features: inout [Double]
  ) {
    let spectrum = cascade.fourier.spectrum(of: signal)
    energies[order] += energy(signal)
    for index in spectrum.indices {
      let (real, imaginary) = (spectrum[index].real, spectrum[index].imaginary)
      features[order] += lowPass[index] * (real * real + imaginary * imaginary)
    }
    guard order < cascade.plan.lastOrder else { return }
    for band in cascade.followers(of: scale) {
      visit(
        moduli(cascade.filtered(spectrum, band: band, level: 0)), scale: cascade.bank.bands[band].scale,
        order: order + 1, lowPass, &energies, &features)
    }
  }

  /// |phi(k)|^2 / n by frequency.
  private var bankLowPassEnergy: [Double] {
    cascade.bank.lowPassResponse().map { $0 * $0 / Double(cascade.plan.grid.count) }
  }
}
