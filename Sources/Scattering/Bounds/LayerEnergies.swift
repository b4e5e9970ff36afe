import Arrays
import ComplexModule
import Numerical
import Wavelets

/// Where the energy of one image goes, order by order, in the network without decimation on the padded grid; squares of
/// norms in the image's unit.
///
/// Balance: `signal` is the sum of all `features` and all `residuals`. Where the bank is tight the residual is
/// energy in paths that are not computed; a bank with A < 1 loses some in gaps between filters.
public struct LayerEnergies: Hashable, Codable, Sendable {
  /// The energies |U_m x|^2 of the moduli for m = 0...M; order 0 is the padded image.
  public let moduli: [Double]
  /// The energies |Phi U_m x|^2 of the features, before decimation and cropping.
  public let features: [Double]

  public init(moduli: [Double], features: [Double]) { (self.moduli, self.features) = (moduli, features) }

  /// The energy of the padded image.
  public var signal: Double { moduli[0] }

  /// The residual energy of each layer, passed neither to features nor on: |U_m|^2 - |Phi U_m|^2 - |U_(m+1)|^2, with U_(M+1) = 0.
  public var residuals: [Double] {
    moduli.indices.map { order in
      moduli[order] - features[order] - (order + 1 < moduli.count ? moduli[order + 1] : 0)
    }
  }

  /// The features' shares of the signal's energy by order: `StabilityBank.energyByOrder`.
  public var shares: [Double] { features.map { signal > 0 ? $0 / signal : 0 } }

  /// The share of the energy in no feature, 1 minus all shares: `StabilityBank.energyLost`.
  public var lostShare: Double { 1 - shares.reduce(0, +) }
}

extension UndecimatedCascade {
  /// The energies of each image by order, without decimation; images are shared among threads, memory a thread is that of
  /// a few signals of the padded grid.
  ///
  /// - Precondition: images of the transform's shape.
  package func layerEnergies(of images: Signal<Double>, parallel: Parallel) -> [LayerEnergies] {
    precondition(
      images.shape == plan.configuration.shape,
      "images of \(images.shape) for a transform of \(plan.configuration.shape)")
    let lowPass = lowPassEnergy
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
    var moduli = [Double](repeating: 0, count: plan.lastOrder + 1)
    var features = moduli
    visit(0, image, lowPass, &moduli, &features)
    return LayerEnergies(moduli: moduli, features: features)
  }

  private func visit(
    _ index: Int, _ signal: [Double], _ lowPass: [Double], _ energies: inout [Double],
    _ features: inout [Double]
  ) {
    let node = plan.nodes[index]
    let spectrum = fourier.spectrum(of: signal)
    energies[node.order] += squaredNorm(signal)
    for frequency in spectrum.indices {
      let (real, imaginary) = (spectrum[frequency].real, spectrum[frequency].imaginary)
      features[node.order] += lowPass[frequency] * (real * real + imaginary * imaginary)
    }
    for child in node.children {
      visit(child, moduli(filtered(spectrum, toNode: child)), lowPass, &energies, &features)
    }
  }

  /// |phi(k)|^2 / n by frequency.
  private var lowPassEnergy: [Double] {
    bank.lowPassResponse().map { $0 * $0 / Double(plan.grid.count) }
  }
}
