import Arrays
import ComplexModule
import Fourier

/// A scalar that the cascade's kernels are made for.
///
/// Requirements work on whole arrays, so that generic callers pay one call an array. A *pair* is one complex number whose real and
/// imaginary parts hold the same sample of two real signals: the cascade carries real signals two at a time, so that every transform
/// of real data is half of a complex one. Pointers need only the alignment of their elements; outputs never overlap inputs unless said.
public protocol ScatteringScalar: FourierScalar {
  /// Writes the sum over the spectral blocks that a decimation folds together of spectrum times filter:
  /// `out` is the spectrum, of `rows` x `rowLength`, of the decimated product (unnormalised sum over blocks).
  static func multiply(
    _ spectrum: UnsafePointer<Complex<Self>>, by filter: FoldedFilter<Self>,
    into out: UnsafeMutablePointer<Complex<Self>>)

  /// Pairs the moduli of two complex signals: `out[k] = |first[k]| + i |second[k]|`; `out` may be `first`, and `first` may be `second`.
  static func modulus(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>, count: Int,
    into out: UnsafeMutablePointer<Complex<Self>>)

  /// Multiplies the leading axis of `[matrix.columns, width]` pairs by a banded matrix and moves it to the end, giving
  /// `[width, matrix.rows]` pairs.
  static func multiply(
    _ matrix: BandedMatrix<Self>, _ pairs: UnsafePointer<Complex<Self>>, width: Int,
    into out: UnsafeMutablePointer<Complex<Self>>)

  /// Separates the spectrum of pairs into the spectra of the two real signals paired; either output may be `pairs`.
  /// - Parameter mirror: for each row of `rowLength` samples the row that holds the opposite frequencies.
  static func split(
    _ pairs: UnsafePointer<Complex<Self>>, mirror: UnsafeBufferPointer<UInt32>, rowLength: Int,
    into first: UnsafeMutablePointer<Complex<Self>>, _ second: UnsafeMutablePointer<Complex<Self>>)

  /// Writes the two signals of pairs apart; the second only where it is wanted.
  static func unpair(
    _ pairs: UnsafePointer<Complex<Self>>, count: Int, into first: UnsafeMutablePointer<Self>,
    _ second: UnsafeMutablePointer<Self>?)

  /// The largest magnitude of any sample.
  static func peak(_ samples: UnsafePointer<Self>, count: Int) -> Self

  /// Multiplies a real signal by `scale`, extends it by its maps, each entry naming the row or column it repeats or -1 for
  /// zero, and pairs it with zero.
  static func pad(
    _ signal: UnsafePointer<Self>, times scale: Self, rowLength: Int, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>,
    into pairs: UnsafeMutablePointer<Complex<Self>>)

  /// The adjoint of `multiply(_:by:into:)`: adds to `spectrum` the filter times the decimated `product`, at every frequency
  /// that folded to it.
  static func multiplyAdjoint(
    _ product: UnsafePointer<Complex<Self>>, by filter: FoldedFilter<Self>,
    into spectrum: UnsafeMutablePointer<Complex<Self>>)

  /// The adjoint of `modulus` at two complex signals, in place: `first[k]` becomes the real part of `cotangents[k]`
  /// times `first[k] / |first[k]|`, `second[k]` the imaginary part times its own; 0 where the signal is 0.
  static func modulusPullback(
    _ first: UnsafeMutablePointer<Complex<Self>>, _ second: UnsafeMutablePointer<Complex<Self>>, count: Int,
    cotangents: UnsafePointer<Complex<Self>>)

  /// The derivative of `modulus` at two complex signals along two tangents, paired; 0 where the signal is 0.
  /// `tangents` may be neither of the inputs.
  static func modulusPushforward(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>,
    along tangents: (UnsafePointer<Complex<Self>>, UnsafePointer<Complex<Self>>), count: Int,
    into out: UnsafeMutablePointer<Complex<Self>>)

  /// The adjoint of `split` after a transform: the spectrum whose transform pairs the real parts of what `first` and
  /// `second` transform to; `out` may be either.
  static func merge(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>,
    mirror: UnsafeBufferPointer<UInt32>, rowLength: Int, into out: UnsafeMutablePointer<Complex<Self>>)

  /// The adjoint of `pad` with scale 1: adds the real part of every sample to the sample that was repeated there.
  static func unpad(
    _ pairs: UnsafePointer<Complex<Self>>, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>, rowLength: Int, into signal: UnsafeMutablePointer<Self>)
}

extension ScatteringScalar {
  /// Filter values below this share of the filter's peak are not stored: they move features by less than rounding does
  /// (Docs/Decisions/0004-negligible-filter-values.md).
  package static var negligible: Double { 8 * Double(Self.ulpOfOne) }
}
