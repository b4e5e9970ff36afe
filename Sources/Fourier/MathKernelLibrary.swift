import Arrays
import CFFTW
import ComplexModule
import Foundation

/// Intel's Math Kernel Library, which transforms larger grids in FFTW's place (decision 16).
///
/// It is opened while the program runs, by its `libmkl_rt.so`, and used through its FFTW interface; nothing depends on it.
/// It stays open, computes on the caller's threads in the whole process, and shows its BLAS to every library opened after
/// it: a process that computes with `Learning` or `Networks` should not open it.
public final class MathKernelLibrary: Sendable {
  /// The name it was opened by.
  public let name: String
  private let single, double: Functions

  /// - Parameter name: A file, or a name that the loader knows.
  /// - Throws: `MathKernelLibraryError` for what cannot be opened or is another library, and where the process already has
  ///   it compute on threads of its own.
  public init(opening name: String) throws(MathKernelLibraryError) {
    self.name = name
    do {
      let handle = try Self.open(name)
      single = try Functions(of: handle, prefix: "fftwf")
      double = try Functions(of: handle, prefix: "fftw")
      try Self.computeOnCallingThreads(handle)
    } catch {
      throw MathKernelLibraryError(name: name, reason: error)
    }
  }

  /// Whether a grid is the library's to transform: one that with its result takes more than 32 KB. Smaller ones are faster in
  /// FFTW's passes. The limit decides bits, so it is fixed and not timed.
  static func takes(_ grid: Shape, stride: Int) -> Bool { 2 * grid.count * stride > 1 << 15 }

  /// The plan of a complex transform in place; nil where the library makes none.
  /// - Precondition: called under the planner's lock.
  func plan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> Plan? {
    guard let functions = functions(Sample.self) else { return nil }
    let samples = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.spectrumCount)
    let size = recipe.shape.dimensions
    let axes = size.indices.map { axis in
      let stride = size[(axis + 1)...].reduce(1, *)
      return fftw_iodim64(n: size[axis], is: stride, os: stride)
    }
    let handle = withExtendedLifetime(samples) {
      functions.makePlan(
        CInt(axes.count), axes, 0, nil, samples.base, samples.base, recipe.sign, recipe.flags)
    }
    return handle.map { Plan(handle: $0, functions: functions) }
  }

  private func functions<Sample: FourierScalar>(_: Sample.Type) -> Functions? {
    Sample.self == Float.self ? single : Sample.self == Double.self ? double : nil
  }

  /// A transform in place: immutable, run by any number of threads at once.
  final class Plan: Sendable {
    nonisolated(unsafe) let handle: OpaquePointer
    private let functions: Functions

    init(handle: OpaquePointer, functions: Functions) { (self.handle, self.functions) = (handle, functions) }

    deinit {
      let (handle, destroy) = (handle, functions.destroy)
      plannerLock.withLock { _ in destroy(handle) }
    }

    var execute: Functions.Execute { functions.execute }
  }
}
