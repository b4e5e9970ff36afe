import Arrays
import CKernels
import ComplexModule
import RealModule

extension Double: ScatteringScalar {
  public static func multiply(
    _ spectrum: UnsafePointer<Complex<Double>>, by filter: FoldedFilter<Double>,
    into out: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_multiply_f64(
      out.parts(), spectrum.parts(), filter.weights, filter.sources, filter.counts, filter.rows,
      filter.rowLength,
      filter.width)
  }

  public static func modulus(
    _ first: UnsafePointer<Complex<Double>>, _ second: UnsafePointer<Complex<Double>>, count: Int,
    into out: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_modulus_f64(out.parts(), first.parts(), second.parts(), count)
  }

  public static func multiply(
    _ matrix: BandedMatrix<Double>, _ pairs: UnsafePointer<Complex<Double>>, width: Int,
    into out: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_banded_f64(
      out.parts(), pairs.parts(), matrix.columns, 2 * width, matrix.bands.baseAddress, matrix.rows,
      matrix.weights)
  }

  public static func split(
    _ pairs: UnsafePointer<Complex<Double>>, mirror: UnsafeBufferPointer<UInt32>, rowLength: Int,
    into first: UnsafeMutablePointer<Complex<Double>>, _ second: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_split_f64(
      first.parts(), second.parts(), pairs.parts(), mirror.baseAddress, mirror.count, rowLength)
  }

  public static func unpair(
    _ pairs: UnsafePointer<Complex<Double>>, count: Int, into first: UnsafeMutablePointer<Double>,
    _ second: UnsafeMutablePointer<Double>?
  ) {
    ckernels_unpair_f64(first, second, pairs.parts(), count)
  }

  public static func peak(_ samples: UnsafePointer<Double>, count: Int) -> Double {
    ckernels_peak_f64(samples, count)
  }

  public static func pad(
    _ signal: UnsafePointer<Double>, times scale: Double, rowLength: Int, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>,
    into pairs: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_pad_f64(
      pairs.parts(), signal, scale, rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }

  public static func multiplyAdjoint(
    _ product: UnsafePointer<Complex<Double>>, by filter: FoldedFilter<Double>,
    into spectrum: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_spread_f64(
      spectrum.parts(), product.parts(), filter.weights, filter.sources, filter.counts, filter.rows,
      filter.rowLength, filter.width)
  }

  public static func modulusPullback(
    _ first: UnsafeMutablePointer<Complex<Double>>, _ second: UnsafeMutablePointer<Complex<Double>>,
    count: Int,
    cotangents: UnsafePointer<Complex<Double>>
  ) {
    ckernels_modulus_pullback_f64(first.parts(), second.parts(), cotangents.parts(), count)
  }

  public static func modulusPushforward(
    _ first: UnsafePointer<Complex<Double>>, _ second: UnsafePointer<Complex<Double>>,
    along tangents: (UnsafePointer<Complex<Double>>, UnsafePointer<Complex<Double>>), count: Int,
    into out: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_modulus_pushforward_f64(
      out.parts(), first.parts(), second.parts(), tangents.0.parts(), tangents.1.parts(), count)
  }

  public static func merge(
    _ first: UnsafePointer<Complex<Double>>, _ second: UnsafePointer<Complex<Double>>,
    mirror: UnsafeBufferPointer<UInt32>, rowLength: Int, into out: UnsafeMutablePointer<Complex<Double>>
  ) {
    ckernels_merge_f64(
      out.parts(), first.parts(), second.parts(), mirror.baseAddress, mirror.count, rowLength)
  }

  public static func unpad(
    _ pairs: UnsafePointer<Complex<Double>>, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>, rowLength: Int, into signal: UnsafeMutablePointer<Double>
  ) {
    ckernels_unpad_f64(
      signal, pairs.parts(), rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }
}
