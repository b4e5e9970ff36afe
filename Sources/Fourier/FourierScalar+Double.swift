import Arrays
import CFFTW
import ComplexModule
import Foundation
import RealModule

extension Double: FourierScalar {
  public static func makePlan(_ recipe: Recipe) -> OpaquePointer? {
    let spectrum = AlignedBuffer<Complex<Double>>(uninitialized: recipe.spectrumCount)
    let other = AlignedBuffer<Complex<Double>>(uninitialized: recipe.isInPlace ? 0 : recipe.otherCount)
    return withExtendedLifetime((spectrum, other)) {
      makePlan(recipe, spectrum.base.fftw, recipe.isInPlace ? spectrum.base.fftw : other.base.fftw)
    }
  }

  private static func makePlan(
    _ recipe: Recipe, _ spectrum: UnsafeMutablePointer<fftw_complex>,
    _ other: UnsafeMutablePointer<fftw_complex>
  ) -> OpaquePointer? {
    let size = recipe.shape.dimensions.map(Int32.init)
    let (rank, batch) = (Int32(size.count), Int32(recipe.batch))
    let (whole, half) = (Int32(recipe.shape.count), Int32(recipe.halfCount))
    let signal = UnsafeMutableRawPointer(other).assumingMemoryBound(to: Double.self)
    switch recipe.kind {
    case .forward, .backward:
      let (stride, distance) = recipe.matrixColumns.map { (Int32($0), 1) } ?? (1, whole)
      return fftw_plan_many_dft(
        rank, size, batch, spectrum, nil, stride, distance, other, nil, 1, whole, recipe.sign, recipe.flags)
    case .realForward:
      return fftw_plan_many_dft_r2c(
        rank, size, batch, signal, nil, 1, whole, spectrum, nil, 1, half, recipe.flags)
    case .realBackward:
      return fftw_plan_many_dft_c2r(
        rank, size, batch, spectrum, nil, 1, half, signal, nil, 1, whole, recipe.flags)
    }
  }

  public static func destroyPlan(_ plan: OpaquePointer) { fftw_destroy_plan(plan) }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Double>>,
    _ output: UnsafeMutablePointer<Complex<Double>>
  ) {
    fftw_execute_dft(plan, input.fftw, output.fftw)
  }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Double>,
    _ output: UnsafeMutablePointer<Complex<Double>>
  ) {
    fftw_execute_dft_r2c(plan, input, output.fftw)
  }

  public static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Double>>,
    _ output: UnsafeMutablePointer<Double>
  ) {
    fftw_execute_dft_c2r(plan, input.fftw, output)
  }

  public static func execute(
    _ transform: GridTransform<Double>, _ source: UnsafeMutablePointer<Complex<Double>>,
    over other: UnsafeMutablePointer<Complex<Double>>
  ) -> UnsafeMutablePointer<Complex<Double>> {
    run(transform, source, over: other)
  }

  public static func exportWisdom() -> String {
    guard let text = fftw_export_wisdom_to_string() else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  public static func importWisdom(_ text: String) -> Bool { fftw_import_wisdom_from_string(text) == 1 }
}

extension UnsafeMutablePointer where Pointee == Complex<Double> {
  /// The same samples as FFTW's complex type.
  fileprivate var fftw: UnsafeMutablePointer<fftw_complex> {
    UnsafeMutableRawPointer(self).assumingMemoryBound(to: fftw_complex.self)
  }
}
