import Arrays
import CKernels
import ComplexModule
import Fourier
import Wavelets

/// A scalar that the cascade's kernels are made for.
///
/// Kernels work on whole arrays, so that generic callers pay one call an array. A *pair* is one complex number whose real and
/// imaginary parts hold the same sample of two real signals: the cascade carries real signals two at a time, so that every transform
/// of real data is half of a complex one. Pointers need only the alignment of their elements; outputs never overlap inputs unless said.
public protocol ScatteringScalar: FourierScalar {
  /// The kernels of samples of this type.
  static var kernels: ckernels_functions { get }
}

extension Float: ScatteringScalar {
  public static var kernels: ckernels_functions { ckernels_single }
}

extension Double: ScatteringScalar {
  public static var kernels: ckernels_functions { ckernels_double }
}

extension ScatteringScalar {
  /// Writes the sum over the spectral blocks that a decimation folds together of spectrum times filter:
  /// `out` is the spectrum, of `rows` x `rowLength`, of the decimated product (unnormalised sum over blocks).
  package static func multiply(
    _ spectrum: UnsafePointer<Complex<Self>>, by filter: FoldedFilter<Self>,
    into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.multiply(
      out, spectrum, filter.weights, filter.sources, filter.counts, filter.rows, filter.rowLength,
      filter.width)
  }

  /// A product of a spectrum with a filter as one of two in a sum, times i where it `turns`.
  package typealias Product = (
    spectrum: UnsafePointer<Complex<Self>>, filter: FoldedFilter<Self>, turns: Bool
  )

  /// The sum of two products as `multiply(_:by:into:)` makes each, of filters of the same grids.
  package static func multiply(
    _ first: Product, plus second: Product, into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    var (one, two) = (tables(first), tables(second))
    kernels.multiply_two(
      out, &one, &two, first.filter.rows, first.filter.rowLength, first.filter.width)
  }

  private static func tables(_ product: Product) -> ckernels_product {
    ckernels_product(
      spectrum: product.spectrum, weights: product.filter.weights, sources: product.filter.sources,
      counts: product.filter.counts, turns: product.turns)
  }

  /// Pairs the moduli of two complex signals: `out[k] = |first[k]| + i |second[k]|`; `out` may be `first`, and `first` may be `second`.
  package static func modulus(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>, count: Int,
    into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.modulus(out, first, second, count)
  }

  /// Adds the powers of a complex signal to pairs, `|signal[k]|^2` to one part, or the squares of its parts each to its own; or replaces the
  /// pairs by them.
  package static func powers(
    of signal: UnsafePointer<Complex<Self>>, count: Int, to target: ckernels_target, adds: Bool,
    into pairs: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.powers(pairs, signal, count, target, adds)
  }

  /// The roots of both parts of pairs; `moduli` may be the pairs.
  package static func roots(
    of pairs: UnsafePointer<Complex<Self>>, count: Int, into moduli: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.roots(moduli, pairs, count)
  }

  /// The sum of each part of pairs, or of its magnitudes to a power.
  package static func sum(
    of pairs: UnsafePointer<Complex<Self>>, count: Int, power: Self?
  ) -> Complex<Self> {
    var sums = Complex<Self>.zero
    withUnsafeMutablePointer(to: &sums) { sums in
      if var power { kernels.sum(sums, pairs, count, &power) } else { kernels.sum(sums, pairs, count, nil) }
    }
    return sums
  }

  /// Multiplies the leading axis of `[matrix.columns, width]` pairs by a banded matrix and moves it to the end, giving
  /// `[width, matrix.rows]` pairs.
  package static func multiply(
    _ matrix: BandedMatrix<Self>, _ pairs: UnsafePointer<Complex<Self>>, width: Int,
    into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.banded(
      out, pairs, matrix.columns, 2 * width, matrix.bands.baseAddress, matrix.rows, matrix.weights)
  }

  /// Separates the spectrum of pairs into the spectra of the two real signals paired; either output may be `pairs`.
  /// - Parameter mirror: for each row of `rowLength` samples the row that holds the opposite frequencies.
  package static func split(
    _ pairs: UnsafePointer<Complex<Self>>, mirror: UnsafeBufferPointer<UInt32>, rowLength: Int,
    into first: UnsafeMutablePointer<Complex<Self>>, _ second: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.split(
      first, second, pairs, mirror.baseAddress, mirror.count, rowLength)
  }

  /// Writes the two signals of pairs apart; the second only where it is wanted.
  package static func unpair(
    _ pairs: UnsafePointer<Complex<Self>>, count: Int, into first: UnsafeMutablePointer<Self>,
    _ second: UnsafeMutablePointer<Self>?
  ) {
    kernels.unpair(first, second, pairs, count)
  }

  /// The largest magnitude of any sample.
  package static func peak(_ samples: UnsafePointer<Self>, count: Int) -> Self {
    var peak: Self = 0
    kernels.peak(&peak, samples, count)
    return peak
  }

  /// Multiplies a real signal by `scale`, extends it by its maps, each entry naming the row or column it repeats or -1 for
  /// zero, and pairs it with zero.
  package static func pad(
    _ signal: UnsafePointer<Self>, times scale: Self, rowLength: Int, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>,
    into pairs: UnsafeMutablePointer<Complex<Self>>
  ) {
    var scale = scale
    kernels.pad(
      pairs, signal, &scale, rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }

  /// The adjoint of `multiply(_:by:into:)`: adds to `spectrum` the filter times the decimated `product`, at every frequency
  /// that folded to it.
  /// - Parameter turns: Whether the product was multiplied by i, and so its adjoint by -i.
  package static func multiplyAdjoint(
    _ product: UnsafePointer<Complex<Self>>, by filter: FoldedFilter<Self>, turns: Bool = false,
    into spectrum: UnsafeMutablePointer<Complex<Self>>
  ) {
    (turns ? kernels.spread_turned : kernels.spread)(
      spectrum, product, filter.weights, filter.sources, filter.counts, filter.rows,
      filter.rowLength, filter.width)
  }

  /// The adjoint of `modulus` at two complex signals, in place: `first[k]` becomes the real part of `cotangents[k]`
  /// times `first[k] / |first[k]|`, `second[k]` the imaginary part times its own; 0 where the signal is 0.
  package static func modulusPullback(
    _ first: UnsafeMutablePointer<Complex<Self>>, _ second: UnsafeMutablePointer<Complex<Self>>, count: Int,
    cotangents: UnsafePointer<Complex<Self>>
  ) {
    kernels.modulus_pullback(first, second, cotangents, count)
  }

  /// The derivative of `modulus` at two complex signals along two tangents, paired; 0 where the signal is 0.
  /// `tangents` may be neither of the inputs.
  package static func modulusPushforward(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>,
    along tangents: (UnsafePointer<Complex<Self>>, UnsafePointer<Complex<Self>>), count: Int,
    into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.modulus_pushforward(
      out, first, second, tangents.0, tangents.1, count)
  }

  /// The adjoint of `split` after a transform: the spectrum whose transform pairs the real parts of what `first` and
  /// `second` transform to; `out` may be either.
  package static func merge(
    _ first: UnsafePointer<Complex<Self>>, _ second: UnsafePointer<Complex<Self>>,
    mirror: UnsafeBufferPointer<UInt32>, rowLength: Int, into out: UnsafeMutablePointer<Complex<Self>>
  ) {
    kernels.merge(
      out, first, second, mirror.baseAddress, mirror.count, rowLength)
  }

  /// The adjoint of `pad` with scale 1: adds the real part of every sample to the sample that was repeated there.
  package static func unpad(
    _ pairs: UnsafePointer<Complex<Self>>, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>, rowLength: Int, into signal: UnsafeMutablePointer<Self>
  ) {
    kernels.unpad(
      signal, pairs, rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }
}

extension ScatteringScalar {
  /// Filter values below this share of the filter's peak are not stored: they move features by less than rounding does
  /// (Docs/Decisions/0004-negligible-filter-values.md).
  package static var negligible: Double { 8 * Double(Self.ulpOfOne) }

  /// What filter values are not stored.
  package static var filterThreshold: Double { negligible * Morlet.amplitude }
}
