import Arrays
import ComplexModule
import Fourier

/// The modulus over a group of complex signals, the Euclidean norm of what several filters make, for two signals at a time.
///
/// Powers are added up over the group before the root is taken; for bands of one filter the kernels of `ScatteringScalar`
/// do it at once.
enum GroupModulus<Sample: ScatteringScalar> {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  /// Adds the powers of two complex signals to pairs: `sums[k] += |first[k]|^2 + i |second[k]|^2`.
  @inline(__always)
  static func addPowers(
    _ first: UnsafePointer<Complex<Sample>>, _ second: UnsafePointer<Complex<Sample>>, count: Int,
    to sums: Complexes
  ) {
    let (a, b, sum): (UnsafePointer<Sample>, UnsafePointer<Sample>, UnsafeMutablePointer<Sample>) = (
      first.parts(), second.parts(), sums.parts()
    )
    for index in stride(from: 0, to: 2 * count, by: 2) {
      sum[index] += a[index] * a[index] + a[index + 1] * a[index + 1]
      sum[index + 1] += b[index] * b[index] + b[index + 1] * b[index + 1]
    }
  }

  /// Adds the derivative of half the power of a complex signal along a tangent, `Re(conj signal[k] tangent[k])`, to one part of pairs.
  @inline(__always)
  static func addTangents(
    _ signal: UnsafePointer<Complex<Sample>>, along tangent: UnsafePointer<Complex<Sample>>, count: Int,
    toPart part: Int, of sums: Complexes
  ) {
    let (a, b, sum): (UnsafePointer<Sample>, UnsafePointer<Sample>, UnsafeMutablePointer<Sample>) = (
      signal.parts(), tangent.parts(), sums.parts()
    )
    for index in stride(from: 0, to: 2 * count, by: 2) {
      sum[index + part] += a[index] * b[index] + a[index + 1] * b[index + 1]
    }
  }

  /// The roots of all parts.
  @inline(__always)
  static func roots(of powers: UnsafePointer<Complex<Sample>>, count: Int, into moduli: Complexes) {
    let (power, modulus): (UnsafePointer<Sample>, UnsafeMutablePointer<Sample>) = (
      powers.parts(), moduli.parts()
    )
    for index in 0..<(2 * count) { modulus[index] = power[index].squareRoot() }
  }

  /// Divides all parts by those of moduli; 0 where a modulus is 0.
  @inline(__always)
  static func divide(_ pairs: Complexes, by moduli: UnsafePointer<Complex<Sample>>, count: Int) {
    let (part, modulus): (UnsafeMutablePointer<Sample>, UnsafePointer<Sample>) = (
      pairs.parts(), moduli.parts()
    )
    for index in 0..<(2 * count) { part[index] = modulus[index] == 0 ? 0 : part[index] / modulus[index] }
  }

  /// Multiplies the first complex signal by the real parts of pairs, and the second by the imaginary parts.
  @inline(__always)
  static func scale(
    _ first: Complexes, _ second: Complexes, by pairs: UnsafePointer<Complex<Sample>>, count: Int
  ) {
    let (a, b, factor): (UnsafeMutablePointer<Sample>, UnsafeMutablePointer<Sample>, UnsafePointer<Sample>) =
      (
        first.parts(), second.parts(), pairs.parts()
      )
    for index in stride(from: 0, to: 2 * count, by: 2) {
      a[index] *= factor[index]
      a[index + 1] *= factor[index]
      b[index] *= factor[index + 1]
      b[index + 1] *= factor[index + 1]
    }
  }
}
