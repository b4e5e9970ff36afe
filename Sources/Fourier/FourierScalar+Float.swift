import Arrays
import CFFTW
import ComplexModule
import Foundation
import RealModule

extension Float: FourierScalar {
  public static func makePlan(_ recipe: Recipe) -> OpaquePointer? {
    let spectrum = AlignedBuffer<Complex<Float>>(uninitialized: recipe.spectrumCount)
    let other = AlignedBuffer<Complex<Float>>(uninitialized: recipe.isInPlace ? 0 : recipe.otherCount)
    return withExtendedLifetime((spectrum, other)) {
      makePlan(recipe, spectrum.base.fftwf, recipe.isInPlace ? spectrum.base.fftwf : other.base.fftwf)
    }
  }

  private static func makePlan(
    _ recipe: Recipe, _ spectrum: UnsafeMutablePointer<fftwf_complex>,
    _ other: UnsafeMutablePointer<fftwf_complex>
  ) -> OpaquePointer? {
    let size = recipe.shape.dimensions.map(Int32.init)
    let (rank, batch) = (Int32(size.count), Int32(recipe.batch))
    let (whole, half) = (Int32(recipe.shape.count), Int32(recipe.halfCount))
    let signal = UnsafeMutableRawPointer(other).assumingMemoryBound(to: Float.self)
    switch recipe.kind {
    case .forward, .backward:
      let (stride, distance) = recipe.matrixColumns.map { (Int32($0), 1) } ?? (1, whole)
      return fftwf_plan_many_dft(
        rank, size, batch, spectrum, nil, stride, distance, other, nil, 1, whole, recipe.sign, recipe.flags)
    case .realForward:
      return fftwf_plan_many_dft_r2c(
        rank, size, batch, signal, nil, 1, whole, spectrum, nil, 1, half, recipe.flags)
    case .realBackward:
      return fftwf_plan_many_dft_c2r(
        rank, size, batch, spectrum, nil, 1, half, signal, nil, 1, whole, recipe.flags)
    }
  }

  public static func destroyPlan(_ plan: OpaquePointer) { fftwf_destroy_plan(plan) }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Float>>,
    _ output: UnsafeMutablePointer<Complex<Float>>
  ) {
    fftwf_execute_dft(plan, input.fftwf, output.fftwf)
  }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Float>,
    _ output: UnsafeMutablePointer<Complex<Float>>
  ) {
    fftwf_execute_dft_r2c(plan, input, output.fftwf)
  }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Float>>,
    _ output: UnsafeMutablePointer<Float>
  ) {
    fftwf_execute_dft_c2r(plan, input.fftwf, output)
  }

  public static func execute(
    _ transform: GridTransform<Float>, _ source: UnsafeMutablePointer<Complex<Float>>,
    over other: UnsafeMutablePointer<Complex<Float>>
  ) -> UnsafeMutablePointer<Complex<Float>> {
    run(transform, source, over: other)
  }

  public static func exportWisdom() -> String {
    guard let text = fftwf_export_wisdom_to_string() else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  public static func importWisdom(_ text: String) -> Bool { fftwf_import_wisdom_from_string(text) == 1 }
}

extension UnsafeMutablePointer where Pointee == Complex<Float> {
  /// The same samples as FFTW's complex type.
  fileprivate var fftwf: UnsafeMutablePointer<fftwf_complex> {
    UnsafeMutableRawPointer(self).assumingMemoryBound(to: fftwf_complex.self)
  }
}
