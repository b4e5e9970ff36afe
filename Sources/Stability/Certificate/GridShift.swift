import ComplexModule
import Foundation

/// The periodic translation by a phase, `x(u - offset)`; it commutes with every convolution of the grid.
///
/// The cosine of the Nyquist frequency keeps its real part, `cos(pi c)`, so that real signals stay real; factors are at most 1.
struct GridShift: GridOperator {
  private let fourier: GridFourier
  /// By frequency.
  let factors: [Complex<Double>]

  init(_ fourier: GridFourier, offset: [Double]) {
    self.fourier = fourier
    let lines = zip(fourier.shape.dimensions, offset).map { Self.factors(count: $0, offset: $1) }
    factors = lines[0].flatMap { row in lines[1].map { row * $0 } }
  }

  private static func factors(count: Int, offset: Double) -> [Complex<Double>] {
    (0..<count).map { k in
      let signed = 2 * k > count ? k - count : k
      let factor = Complex(length: 1, phase: -2 * .pi * Double(signed) * offset / Double(count))
      return 2 * k == count ? Complex(factor.real) : factor
    }
  }

  func apply(_ signal: [Double]) -> [Double] {
    let moved = combined(fourier.spectrum(of: signal), factors, *)
    let scale = 1 / Double(signal.count)
    return fourier.signal(of: moved).map { $0.real * scale }
  }
}
