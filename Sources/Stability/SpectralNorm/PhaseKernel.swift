import Foundation
import Scattering

/// A convolution of stride 1 on a circle: `[output, input, row, column]`.
struct PhaseKernel: Sendable {
  let values: [Double]
  let outputs, inputs: Int
  let taps, grid: (Int, Int)

  /// The transfer matrices at every frequency of the grid but those whose matrices are the conjugates of others'.
  var frequencies: [(Int, Int)] {
    (0..<grid.0).flatMap { row in (0...(grid.1 / 2)).map { (row, $0) } }
  }

  /// The transfer matrix at a frequency: `sum over taps of w[o, i, tap] e^(2 pi i frequency . tap / grid)`.
  func transfer(at frequency: (Int, Int)) -> ComplexMatrix {
    let phases = (0..<(taps.0 * taps.1)).map { tap in
      let turn =
        Double(frequency.0 * (tap / taps.1)) / Double(grid.0)
        + Double(frequency.1 * (tap % taps.1)) / Double(grid.1)
      return (cos(2 * .pi * turn), sin(2 * .pi * turn))
    }
    var (real, imaginary): ([Double], [Double]) = ([], [])
    for pair in 0..<(outputs * inputs) {
      var sum = (0.0, 0.0)
      for (tap, phase) in phases.enumerated() {
        let value = values[pair * phases.count + tap]
        sum = (sum.0 + value * phase.0, sum.1 + value * phase.1)
      }
      real.append(sum.0)
      imaginary.append(sum.1)
    }
    return ComplexMatrix(real: real, imaginary: imaginary, rows: outputs, columns: inputs)
  }
}
