import Foundation
import Numerics
import Scattering

/// The discrete Fourier transform by its definition, axis by axis: `sum over u of x(u) exp(sign 2 pi i k.u / n)`,
/// unnormalised.
/// - Parameter axes: Those that are transformed; all by default.
@_specialize(where Part == Double)
@_specialize(where Part == Float80)
public func naiveTransform<Part: BinaryFloatingPoint & Real>(
  _ samples: [Complex<Part>], shape: Shape, sign: Part, axes: [Int]? = nil
) -> [Complex<Part>] {
  var result = samples
  for axis in axes ?? Array(0..<shape.rank) {
    let count = shape[axis]
    let stride = shape.dimensions[(axis + 1)...].reduce(1, *)
    let turns = (0..<count).map { Complex(length: 1, phase: sign * 2 * .pi * Part($0) / Part(count)) }
    let source = result
    for index in result.indices {
      let place = index / stride % count
      let start = index - place * stride
      result[index] = (0..<count).reduce(Complex(0)) {
        $0 + source[start + $1 * stride] * turns[place * $1 % count]
      }
    }
  }
  return result
}
