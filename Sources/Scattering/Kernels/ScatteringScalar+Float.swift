import Arrays
import CKernels
import ComplexModule
import RealModule

extension Float: ScatteringScalar {
  public static func multiply(
    _ spectrum: UnsafePointer<Complex<Float>>, by filter: FoldedFilter<Float>,
    into out: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_multiply_f32(
      out.parts(), spectrum.parts(), filter.weights, filter.sources, filter.counts, filter.rows,
      filter.rowLength,
      filter.width)
  }

  public static func modulus(
    _ first: UnsafePointer<Complex<Float>>, _ second: UnsafePointer<Complex<Float>>, count: Int,
    into out: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_modulus_f32(out.parts(), first.parts(), second.parts(), count)
  }

  public static func multiply(
    _ matrix: BandedMatrix<Float>, _ pairs: UnsafePointer<Complex<Float>>, width: Int,
    into out: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_banded_f32(
      out.parts(), pairs.parts(), matrix.columns, 2 * width, matrix.bands.baseAddress, matrix.rows,
      matrix.weights)
  }

  public static func split(
    _ pairs: UnsafePointer<Complex<Float>>, mirror: UnsafeBufferPointer<UInt32>, rowLength: Int,
    into first: UnsafeMutablePointer<Complex<Float>>, _ second: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_split_f32(
      first.parts(), second.parts(), pairs.parts(), mirror.baseAddress, mirror.count, rowLength)
  }

  public static func unpair(
    _ pairs: UnsafePointer<Complex<Float>>, count: Int, into first: UnsafeMutablePointer<Float>,
    _ second: UnsafeMutablePointer<Float>?
  ) {
    ckernels_unpair_f32(first, second, pairs.parts(), count)
  }

  public static func peak(_ samples: UnsafePointer<Float>, count: Int) -> Float {
    ckernels_peak_f32(samples, count)
  }

  public static func pad(
    _ signal: UnsafePointer<Float>, times scale: Float, rowLength: Int, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>,
    into pairs: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_pad_f32(
      pairs.parts(), signal, scale, rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }

  public static func multiplyAdjoint(
    _ product: UnsafePointer<Complex<Float>>, by filter: FoldedFilter<Float>,
    into spectrum: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_spread_f32(
      spectrum.parts(), product.parts(), filter.weights, filter.sources, filter.counts, filter.rows,
      filter.rowLength, filter.width)
  }

  public static func modulusPullback(
    _ first: UnsafeMutablePointer<Complex<Float>>, _ second: UnsafeMutablePointer<Complex<Float>>, count: Int,
    cotangents: UnsafePointer<Complex<Float>>
  ) {
    ckernels_modulus_pullback_f32(first.parts(), second.parts(), cotangents.parts(), count)
  }

  public static func modulusPushforward(
    _ first: UnsafePointer<Complex<Float>>, _ second: UnsafePointer<Complex<Float>>,
    along tangents: (UnsafePointer<Complex<Float>>, UnsafePointer<Complex<Float>>), count: Int,
    into out: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_modulus_pushforward_f32(
      out.parts(), first.parts(), second.parts(), tangents.0.parts(), tangents.1.parts(), count)
  }

  public static func merge(
    _ first: UnsafePointer<Complex<Float>>, _ second: UnsafePointer<Complex<Float>>,
    mirror: UnsafeBufferPointer<UInt32>, rowLength: Int, into out: UnsafeMutablePointer<Complex<Float>>
  ) {
    ckernels_merge_f32(
      out.parts(), first.parts(), second.parts(), mirror.baseAddress, mirror.count, rowLength)
  }

  public static func unpad(
    _ pairs: UnsafePointer<Complex<Float>>, rowMap: UnsafeBufferPointer<Int32>,
    columnMap: UnsafeBufferPointer<Int32>, rowLength: Int, into signal: UnsafeMutablePointer<Float>
  ) {
    ckernels_unpad_f32(
      signal, pairs.parts(), rowMap.baseAddress, rowMap.count, columnMap.baseAddress, columnMap.count,
      rowLength)
  }
}
