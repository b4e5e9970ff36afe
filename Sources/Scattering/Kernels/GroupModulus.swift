import Arrays
import CKernels
import ComplexModule
import Fourier

/// The modulus over a group of complex signals, the Euclidean norm of what several filters make, for two signals at a time.
///
/// Powers are added up over the group before the root is taken; for bands of one filter the kernels of `ScatteringScalar`
/// do it at once.
enum GroupModulus<Sample: ScatteringScalar> {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  /// Adds the powers of a complex signal to pairs, `|signal[k]|^2` to one part, or the squares of its parts each to its own.
  /// - Parameter isFirst: Whether the pairs hold nothing yet.
  @inline(__always)
  static func addPowers(
    _ signal: UnsafePointer<Complex<Sample>>, count: Int, to target: GroupTarget, isFirst: Bool,
    of sums: Complexes
  ) {
    let part =
      switch target {
      case .first: CKERNELS_FIRST
      case .second: CKERNELS_SECOND
      case .both: CKERNELS_BOTH
      }
    Sample.powers(of: signal, count: count, to: part, adds: !isFirst, into: sums)
  }

  /// Adds the derivative of half the powers of a complex signal along a tangent: `Re(conj signal[k] tangent[k])` to one part of pairs, or
  /// the products of real and of imaginary parts each to its own.
  @inline(__always)
  static func addTangents(
    _ signal: UnsafePointer<Complex<Sample>>, along tangent: UnsafePointer<Complex<Sample>>, count: Int,
    to target: GroupTarget, of sums: Complexes
  ) {
    let (a, b, sum): (UnsafePointer<Sample>, UnsafePointer<Sample>, UnsafeMutablePointer<Sample>) = (
      signal.parts(), tangent.parts(), sums.parts()
    )
    switch target {
    case .both: for index in 0..<(2 * count) { sum[index] += a[index] * b[index] }
    case .first, .second:
      let part = target == .first ? 0 : 1
      for index in stride(from: 0, to: 2 * count, by: 2) {
        sum[index + part] += a[index] * b[index] + a[index + 1] * b[index + 1]
      }
    }
  }

  /// Divides all parts by those of moduli; 0 where a modulus is 0.
  @inline(__always)
  static func divide(_ pairs: Complexes, by moduli: UnsafePointer<Complex<Sample>>, count: Int) {
    let (part, modulus): (UnsafeMutablePointer<Sample>, UnsafePointer<Sample>) = (
      pairs.parts(), moduli.parts()
    )
    for index in 0..<(2 * count) { part[index] = modulus[index] == 0 ? 0 : part[index] / modulus[index] }
  }

  /// Multiplies a complex signal by one part of pairs, or each of its parts by its own.
  @inline(__always)
  static func scale(
    _ signal: Complexes, by target: GroupTarget, of pairs: UnsafePointer<Complex<Sample>>, count: Int
  ) {
    let (a, factor): (UnsafeMutablePointer<Sample>, UnsafePointer<Sample>) = (signal.parts(), pairs.parts())
    switch target {
    case .both: for index in 0..<(2 * count) { a[index] *= factor[index] }
    case .first, .second:
      let part = target == .first ? 0 : 1
      for index in stride(from: 0, to: 2 * count, by: 2) {
        a[index] *= factor[index + part]
        a[index + 1] *= factor[index + part]
      }
    }
  }
}
