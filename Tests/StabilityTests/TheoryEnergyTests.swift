import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Conservation of energy (Mallat 2012, Theorem 2.6).
@Suite struct TheoryTestsOfEnergy {
  /// With a tight bank and all paths, scales that do not increase among them, no energy is lost: features up
  /// to order m and the moduli of order m + 1 are the whole at every m; and what is left falls geometrically.
  ///
  /// The bank is the toolkit's, each filter divided by the root of the Littlewood-Paley sum; the cascade is
  /// written out. A sum of some thousand squares of transforms of 256 samples rounds to 1e-15; the theory's
  /// residual is below 1e-10. Left over are 10 %, 3 %, 0.5 %, 0.1 %, 0.015 %: a modulus is positive and its
  /// average holds much of it. Theory gives no rate; here a third at most of what entered a layer is left
  /// behind it, and the limit is a half.
  @Test(arguments: 0..<3) func tightBanksKeepAllEnergyOnAllPaths(image: Int) throws {
    let shape: Shape = [16, 16]
    let bank = TightBank(
      FilterBank(try ScatteringConfiguration(shape: shape, scales: 2, orientations: 2, padding: .periodic)))
    let pixels = Array(Theory.rows(try Theory.fashion(3).samples, 3)[image])
    let x = (0..<256).map { index -> Double in
      let (row, column) = (6 + index / 16, 6 + index % 16)
      return pixels[row * 28 + column]
    }
    let whole = norm(x) * norm(x)
    var (layer, kept, left) = ([x], 0.0, whole)
    for _ in 0..<5 {
      let next = layer.map { bank.pass($0) }
      kept += next.reduce(0) { $0 + $1.kept }
      layer = next.flatMap { $0.moduli }
      let rest = layer.reduce(0) { $0 + norm($1) * norm($1) }
      #expect(abs(kept + rest - whole) < 1e-10 * whole)
      #expect(rest < left / 2)
      left = rest
    }
  }
}

/// The filters of a bank divided by the root of its Littlewood-Paley sum, as arrays.
struct TightBank {
  let shape: Shape
  let lowPass: [Double]
  let bands: [[Double]]

  init(_ bank: FilterBank) {
    let roots = bank.littlewoodPaleySum().map { sum in sum.squareRoot() }
    shape = bank.grid
    lowPass = zip(bank.lowPassResponse(), roots).map { $0 / $1 }
    bands = bank.bands.map { zip(bank.response(of: $0), roots).map { $0 / $1 } }
  }

  /// The energy of a signal's average, and its moduli under all bands.
  func pass(_ signal: [Double]) -> (kept: Double, moduli: [[Double]]) {
    let count = Double(shape.count)
    let spectrum = naiveTransform(signal.map { Complex($0) }, shape: shape, sign: -1)
    let average = zip(spectrum, lowPass).map { $0.length * $1 }
    let moduli = bands.map { band in
      naiveTransform(zip(spectrum, band).map { $0 * Complex($1) }, shape: shape, sign: 1).map {
        $0.length / count
      }
    }
    return (norm(average) * norm(average) / count, moduli)
  }
}
