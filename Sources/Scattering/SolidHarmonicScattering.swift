import Wavelets

extension ScatteringConfiguration {
  /// Solid harmonic scattering of volumes, as Kymatio's HarmonicScattering3D (Eickenberg, Exarchakis, Hirn, Mallat and Thiry 2018):
  /// the volume is periodic, nothing is padded or decimated, and every modulus is read by integrals of powers.
  ///
  /// - Parameters:
  ///   - shape: `[depth, height, width]`.
  ///   - scales: J; there are J + 1 scales, from 0.
  ///   - maximalDegree: L: degrees 0 to L.
  ///   - sigma: The deviation of the Gaussian of scale 0, in samples.
  ///   - perM: Whether each order |m| of a degree has a modulus of its own.
  ///   - powers: Positive.
  /// - Throws: `ScatteringError`.
  public static func solidHarmonic(
    shape: Shape, scales: Int, maximalDegree: Int = 3, sigma: Double = 1, perM: Bool = false,
    maximalOrder: Int = 2, powers: [Double] = [0.5, 1, 2]
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: shape, wavelets: .solidHarmonic(maximalDegree: maximalDegree, sigma: sigma, perM: perM),
      scales: scales, maximalOrder: maximalOrder, padding: .periodic, readout: .integrals(powers: powers))
  }
}

extension ScatteringPlan {
  /// The indices of paths of order 1 and higher, `[scales, channel]`: a row for the scales of a path, by order and then by scales from the
  /// first, in it a path for each index within a scale.
  ///
  /// Features in this order are Kymatio's array, for solid harmonics read by integrals:
  /// `[(J + 1) + J (J + 1) / 2, L + 1, powers]`.
  public var pathsByChannel: [[Int]] {
    let rows = Dictionary(grouping: paths.indices.dropFirst()) { paths[$0].steps.map(\.scale) }
    return rows.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
      .map { $0.value.sorted { channel(of: $0).lexicographicallyPrecedes(channel(of: $1)) } }
  }

  private func channel(of path: Int) -> [Int] {
    let label = paths[path].steps[0].label
    return [label.degree ?? 0, label.order ?? 0]
  }
}

/// Orders by number first, then by scales.
private func < (_ a: (Int, [Int]), _ b: (Int, [Int])) -> Bool {
  a.0 == b.0 ? a.1.lexicographicallyPrecedes(b.1) : a.0 < b.0
}
