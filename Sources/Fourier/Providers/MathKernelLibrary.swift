import Arrays
import CFFTW
import ComplexModule
import Glibc

/// Intel's Math Kernel Library, which transforms larger grids instead of FFTW (decision 16).
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
}

extension MathKernelLibrary: FourierProvider {
  package var prefersWholeGrids: Bool { true }

  /// The plan of a complex transform of one grid in place that with its result takes more than 32 KB. Smaller ones are faster
  /// in FFTW's passes. The limit decides bits, so it is fixed and not timed; nor does this library search, at any rigor.
  package func makePlan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> FourierPlan<Sample>? {
    let bytes = recipe.shape.count * MemoryLayout<Complex<Sample>>.stride
    guard recipe.isInPlace, recipe.matrixColumns == nil, recipe.batch == 1, 2 * bytes > 1 << 15 else {
      return nil
    }
    let functions = Sample.precision == .single ? single : double
    let samples = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.spectrumCount)
    let size = recipe.shape.dimensions
    let axes = size.indices.map { axis in
      let stride = size[(axis + 1)...].reduce(1, *)
      return fftw_iodim64(n: size[axis], is: stride, os: stride)
    }
    let handle = withExtendedLifetime(samples) {
      functions.makePlan(
        CInt(axes.count), axes, 0, nil, samples.base, samples.base, recipe.sign, FFTW_ESTIMATE)
    }
    return handle.map {
      FourierPlan(recipe, handle: $0, execute: functions.execute, destroy: functions.destroy)
    }
  }
}

extension MathKernelLibrary {
  /// The functions of one precision; samples are FFTW's complex numbers.
  private struct Functions: Sendable {
    typealias MakePlan =
      @convention(c) (
        _ rank: CInt, _ axes: UnsafePointer<fftw_iodim64>, _ batchRank: CInt,
        _ batchAxes: UnsafePointer<fftw_iodim64>?, _ input: UnsafeMutableRawPointer,
        _ output: UnsafeMutableRawPointer, _ sign: CInt, _ flags: CUnsignedInt
      ) -> OpaquePointer?

    let makePlan: MakePlan
    let execute: UnownedPlan.Execute
    let destroy: UnownedPlan.Destroy

    /// - Parameter prefix: Of the functions' names: `fftwf` or `fftw`.
    init(of library: UnsafeMutableRawPointer, prefix: String) throws(MathKernelLibraryError.Reason) {
      // The simpler functions call this one by its name, which in a program linked with FFTW is FFTW's.
      makePlan = unsafeBitCast(try find("\(prefix)_plan_guru64_dft", in: library), to: MakePlan.self)
      execute = unsafeBitCast(try find("\(prefix)_execute_dft", in: library), to: UnownedPlan.Execute.self)
      destroy = unsafeBitCast(try find("\(prefix)_destroy_plan", in: library), to: UnownedPlan.Destroy.self)
    }
  }

  private static func open(_ name: String) throws(MathKernelLibraryError.Reason) -> UnsafeMutableRawPointer {
    // The loader takes an empty name for the program itself, and looks for names without a slash in its own folders alone.
    guard !name.isEmpty else { throw .notOpened("an empty name") }
    let path = !name.contains("/") && access(name, F_OK) == 0 ? "./\(name)" : name
    if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) { return handle }
    let (message, prefix) = (String(cString: dlerror()), path + ": ")
    throw .notOpened(message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message)
  }

  /// Has the library start no threads: the transforms run on ours.
  private static func computeOnCallingThreads(
    _ library: UnsafeMutableRawPointer
  ) throws(MathKernelLibraryError.Reason) {
    typealias SetLayer = @convention(c) (_ layer: CInt) -> CInt
    let sequential: CInt = 1
    let setLayer = unsafeBitCast(try find("MKL_Set_Threading_Layer", in: library), to: SetLayer.self)
    let layer = setLayer(sequential)
    guard layer == sequential else { throw .threads(layer: Int(layer)) }
  }

  private static func find(
    _ name: String, in library: UnsafeMutableRawPointer
  ) throws(MathKernelLibraryError.Reason) -> UnsafeMutableRawPointer {
    guard let symbol = dlsym(library, name) else { throw .otherLibrary(missing: name) }
    return symbol
  }
}

/// Thrown for what is not the Math Kernel Library, or not fit for our use.
public struct MathKernelLibraryError: Error, CustomStringConvertible {
  /// What was given for the library.
  public let name: String
  public let reason: Reason

  public enum Reason: Error, Hashable {
    /// The loader's message.
    case notOpened(String)
    /// A function that the library lacks.
    case otherLibrary(missing: String)
    /// The layer of threads that it stays with, though asked to start none.
    case threads(layer: Int)
  }

  public var description: String { "\(name): \(reason)" }
}

extension MathKernelLibraryError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notOpened(let message): "the loader found \"\(message)\", expected MKL's libmkl_rt.so"
    case .otherLibrary(let function): "found a library without \(function), expected MKL's libmkl_rt.so"
    case .threads(let layer):
      "found MKL with threads of its own in this process (threading layer \(layer)), expected one that starts none"
    }
  }
}
