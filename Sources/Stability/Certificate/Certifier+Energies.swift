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
    visit(0, image, lowPass, &moduli, &features)
    return LayerEnergies(moduli: moduli, features: features)
  }

  private func visit(
    _ index: Int, _ signal: [Double], _ lowPass: [Double], _ energies: inout [Double],
    _ features: inout [Double]
  ) {
    let node = cascade.plan.nodes[index]
    let spectrum = cascade.fourier.spectrum(of: signal)
    energies[node.order] += energy(signal)
    for frequency in spectrum.indices {
      let (real, imaginary) = (spectrum[frequency].real, spectrum[frequency].imaginary)
      features[node.order] += lowPass[frequency] * (real * real + imaginary * imaginary)
    }
    for child in node.children {
      visit(child, moduli(cascade.filtered(spectrum, toNode: child)), lowPass, &energies, &features)
    }
  }

  /// |phi(k)|^2 / n by frequency.
  private var bankLowPassEnergy: [Double] {
    cascade.bank.lowPassResponse().map { $0 * $0 / Double(cascade.plan.grid.count) }
  }
}
