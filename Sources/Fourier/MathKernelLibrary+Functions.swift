import CFFTW
import Foundation

extension MathKernelLibrary {
  /// The functions of one precision; samples are FFTW's complex numbers.
  struct Functions: Sendable {
    typealias MakePlan =
      @convention(c) (
        _ rank: CInt, _ axes: UnsafePointer<fftw_iodim64>, _ batchRank: CInt,
        _ batchAxes: UnsafePointer<fftw_iodim64>?, _ input: UnsafeMutableRawPointer,
        _ output: UnsafeMutableRawPointer, _ sign: CInt, _ flags: CUnsignedInt
      ) -> OpaquePointer?
    typealias Execute =
      @convention(c) (
        _ plan: OpaquePointer, _ input: UnsafeMutableRawPointer, _ output: UnsafeMutableRawPointer
      ) -> Void
    typealias Destroy = @convention(c) (_ plan: OpaquePointer) -> Void

    let makePlan: MakePlan
    let execute: Execute
    let destroy: Destroy

    /// - Parameter prefix: Of the functions' names: `fftwf` or `fftw`.
    init(of library: UnsafeMutableRawPointer, prefix: String) throws(Failure) {
      // The simpler functions call this one by its name, which in a program linked with FFTW is FFTW's.
      makePlan = unsafeBitCast(try find("\(prefix)_plan_guru64_dft", in: library), to: MakePlan.self)
      execute = unsafeBitCast(try find("\(prefix)_execute_dft", in: library), to: Execute.self)
      destroy = unsafeBitCast(try find("\(prefix)_destroy_plan", in: library), to: Destroy.self)
    }
  }

  /// Why a library will not do.
  struct Failure: Error {
    let reason: MathKernelLibraryError.Reason
  }

  /// Has the library start no threads: the transforms run on ours.
  static func computeOnCallingThreads(_ library: UnsafeMutableRawPointer) throws(Failure) {
    typealias SetLayer = @convention(c) (_ layer: CInt) -> CInt
    let sequential: CInt = 1
    let setLayer = unsafeBitCast(try find("MKL_Set_Threading_Layer", in: library), to: SetLayer.self)
    let layer = setLayer(sequential)
    guard layer == sequential else { throw Failure(reason: .threads(layer: Int(layer))) }
  }

  private static func find(_ name: String, in library: UnsafeMutableRawPointer) throws(Failure)
    -> UnsafeMutableRawPointer
  {
    guard let symbol = dlsym(library, name) else { throw Failure(reason: .otherLibrary(missing: name)) }
    return symbol
  }
}
