import Arrays
import CFFTW
import ComplexModule
import Foundation

/// A library with FFTW's interface, such as MKL, that transforms larger grids in FFTW's place.
///
/// It is opened while the program runs, so nothing depends on it (decision 16). Grids that stay near the processor with
/// their result, and grids it makes no plan for, remain FFTW's.
public final class GridLibrary: Sendable {
  private let single, double: Functions

  /// - Parameter name: A file, or a name that the loader knows.
  /// - Throws: `GridLibraryError` for what cannot be opened, or has not FFTW's functions of both precisions.
  public convenience init(opening name: String) throws(GridLibraryError) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw GridLibraryError(name: name, reason: "cannot be opened: " + String(cString: dlerror()))
    }
    try self.init(handle: handle, name: name)
  }

  /// FFTW itself as this program was linked with it, in the part of another library.
  package static func linked() throws(GridLibraryError) -> GridLibrary {
    try GridLibrary(handle: dlopen(nil, RTLD_NOW)!, name: "FFTW")
  }

  /// - Parameter handle: Stays open as long as the process.
  private init(handle: UnsafeMutableRawPointer, name: String) throws(GridLibraryError) {
    // The transforms run on our threads; MKL would start its own.
    if let symbol = dlsym(handle, "MKL_Set_Threading_Layer") {
      let sequential: CInt = 1
      _ = unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)(sequential)
    }
    single = try Functions(of: handle, name, prefix: "fftwf")
    double = try Functions(of: handle, name, prefix: "fftw")
  }

  /// The plan of a complex transform in place; nil if the library makes none.
  func plan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> Plan? {
    let functions = Sample.self == Float.self ? single : double
    let samples = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.spectrumCount)
    let size = recipe.shape.dimensions
    let axes = size.indices.map { axis in
      let stride = size[(axis + 1)...].reduce(1, *)
      return fftw_iodim64(n: size[axis], is: stride, os: stride)
    }
    return withExtendedLifetime(samples) {
      plannerLock.withLock { _ in
        functions.makePlan(
          CInt(axes.count), axes, 0, nil, samples.base, samples.base, recipe.sign, recipe.flags)
      }.map { Plan(handle: $0, functions: functions) }
    }
  }

  /// A transform in place: immutable, run by any number of threads at once.
  final class Plan: Sendable {
    nonisolated(unsafe) let handle: OpaquePointer
    let functions: Functions

    init(handle: OpaquePointer, functions: Functions) { (self.handle, self.functions) = (handle, functions) }

    deinit {
      let (handle, destroy) = (handle, functions.destroy)
      plannerLock.withLock { _ in destroy(handle) }
    }
  }

  /// The functions of one precision; the samples are FFTW's complex numbers.
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

    init(of library: UnsafeMutableRawPointer, _ name: String, prefix: String) throws(GridLibraryError) {
      func find(_ function: String) throws(GridLibraryError) -> UnsafeMutableRawPointer {
        guard let symbol = dlsym(library, "\(prefix)_\(function)") else {
          throw GridLibraryError(name: name, reason: "has no function \(prefix)_\(function)")
        }
        return symbol
      }
      // MKL's simpler functions call this one by its name, which in a program linked with FFTW is FFTW's.
      makePlan = unsafeBitCast(try find("plan_guru64_dft"), to: MakePlan.self)
      execute = unsafeBitCast(try find("execute_dft"), to: Execute.self)
      destroy = unsafeBitCast(try find("destroy_plan"), to: Destroy.self)
    }
  }
}

/// Thrown for what is no library with FFTW's interface.
public struct GridLibraryError: Error, CustomStringConvertible {
  public let name: String
  let reason: String

  public var description: String {
    "\(name) \(reason); expected a library with FFTW's interface in single and double precision, such as MKL's "
      + "libmkl_rt.so.2"
  }
}
