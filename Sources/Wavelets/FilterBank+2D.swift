import Arrays
import Foundation

extension FilterBank {
  /// Oriented Morlet wavelets for images, spaced as Kymatio and ScatNet space them (Bruna and Mallat 2013; Andreux et al.
  /// 2020): scale j has deviation 0.8 2^j samples and centre frequency (3 pi / 4) / 2^j; L orientations share half a turn.
  ///
  /// - Parameters:
  ///   - grid: `[height, width]` of the spectra, multiples of `2^scales`.
  ///   - scales: J, at least 1.
  ///   - orientations: L, at least 1.
  public static func morlet2D(grid: Shape, scales: Int, orientations: Int) -> FilterBank {
    precondition(grid.rank == 2 && scales >= 1 && orientations >= 1)
    let firstOrientation = (Double(orientations) - Double(orientations) / 2 - 1).rounded(.towardZero)
    let bands = (0..<scales).flatMap { scale in
      (0..<orientations).map { orientation in
        let dilation = Double(1 << scale)
        let wavelet = Morlet(
          sigma: 0.8 * dilation, slant: 4 / Double(orientations),
          angle: (firstOrientation - Double(orientation)) * .pi / Double(orientations),
          frequency: 0.75 * .pi / dilation)
        return Band(scale: scale, orientation: orientation, wavelet: wavelet)
      }
    }
    return FilterBank(grid: grid, scales: scales, bands: bands, lowPassSigma: 0.4 * Double(1 << scales))
  }
}
