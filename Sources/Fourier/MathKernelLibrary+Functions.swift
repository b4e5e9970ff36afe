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
    init(of library: UnsafeMutableRawPointer, prefix: String) throws(MathKernelLibraryError.Reason) {
      // The simpler functions call this one by its name, which in a program linked with FFTW is FFTW's.
      makePlan = unsafeBitCast(try find("\(prefix)_plan_guru64_dft", in: library), to: MakePlan.self)
      execute = unsafeBitCast(try find("\(prefix)_execute_dft", in: library), to: Execute.self)
      destroy = unsafeBitCast(try find("\(prefix)_destroy_plan", in: library), to: Destroy.self)
    }
  }

  static func open(_ name: String) throws(MathKernelLibraryError.Reason) -> UnsafeMutableRawPointer {
    // The loader takes an empty name for the program itself, and looks for names without a slash in its own folders alone.
    guard !name.isEmpty else { throw .notOpened("an empty name") }
    let path = FileManager.default.fileExists(atPath: name) ? URL(fileURLWithPath: name).path : name
    if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) { return handle }
    let (words, prefix) = (String(cString: dlerror()), path + ": ")
    throw .notOpened(words.hasPrefix(prefix) ? String(words.dropFirst(prefix.count)) : words)
  }

  /// Has the library start no threads: the transforms run on ours.
  static func computeOnCallingThreads(_ library: UnsafeMutableRawPointer) throws(MathKernelLibraryError
    .Reason)
  {
    typealias SetLayer = @convention(c) (_ layer: CInt) -> CInt
    let sequential: CInt = 1
    let setLayer = unsafeBitCast(try find("MKL_Set_Threading_Layer", in: library), to: SetLayer.self)
    let layer = setLayer(sequential)
    guard layer == sequential else { throw .threads(layer: Int(layer)) }
  }

  private static func find(_ name: String, in library: UnsafeMutableRawPointer) throws(MathKernelLibraryError
    .Reason)
    -> UnsafeMutableRawPointer
  {
    guard let symbol = dlsym(library, name) else { throw .otherLibrary(missing: name) }
    return symbol
  }
}
