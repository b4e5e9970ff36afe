import Arrays
import Fourier
import RealModule

extension FilterBank {
  /// Oriented Morlet wavelets for images, spaced as Kymatio and ScatNet space them (Bruna and Mallat 2013; Andreux et al.
  /// 2020): scale j has deviation 0.8 2^j samples and centre frequency (3 pi / 4) / 2^j; L orientations share half a turn.
  ///
  /// - Parameters:
  ///   - grid: `[height, width]` of the spectra, multiples of `2^scales`.
  ///   - scales: J, at least 1.
  ///   - orientations: L, at least 1.
  ///   - planner: Makes the transforms that sampling some filters takes.
  public static func morlet2D(
    grid: Shape, scales: Int, orientations: Int, planner: Planner = .shared
  ) -> FilterBank {
    precondition(grid.rank == 2 && scales >= 1 && orientations >= 1)
    let bands = Band.morlet2D(scales: scales, orientations: orientations)
    let lowPass = LowPassFilter(
      sigma: [Double](repeating: 0.4 * Double(1 << scales), count: 2), decimation: [scales, scales],
      peak: Morlet.amplitude)
    return FilterBank(grid: grid, scales: scales, layers: [bands], lowPass: lowPass, planner: planner)
  }
}

extension Band {
  /// The wavelets of all scales, by scale and then by orientation.
  static func morlet2D(scales: Int, orientations: Int) -> [Band] {
    (0..<scales).flatMap { scale in
      (0..<orientations).map { morlet2D(scale: scale, orientation: $0, of: orientations) }
    }
  }

  private static func morlet2D(scale: Int, orientation: Int, of orientations: Int) -> Band {
    let first = (Double(orientations) - Double(orientations) / 2 - 1).rounded(.towardZero)
    let dilation = Double(1 << scale)
    let wavelet = Morlet(
      sigma: 0.8 * dilation, slant: 4 / Double(orientations),
      angle: (first - Double(orientation)) * .pi / Double(orientations), frequency: 0.75 * .pi / dilation)
    return Band(
      scale: scale, label: .orientation(orientation, angle: wavelet.angle),
      frequency: wavelet.frequency / (2 * .pi),
      bandwidth: (2 * .log(2)).squareRoot() / (.pi * wavelet.sigma), decimation: [scale, scale],
      components: [wavelet])
  }
}
