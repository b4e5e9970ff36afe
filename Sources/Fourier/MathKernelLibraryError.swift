/// Thrown for what is not the Math Kernel Library, or not fit for our use.
public struct MathKernelLibraryError: Error, CustomStringConvertible {
  /// What was given for the library.
  public let name: String
  public let reason: Reason

  public enum Reason: Error, Hashable {
    /// The loader's words.
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
    case .notOpened(let words): "the loader found \"\(words)\", expected MKL's libmkl_rt.so"
    case .otherLibrary(let function): "found a library without \(function), expected MKL's libmkl_rt.so"
    case .threads(let layer):
      "found MKL with threads of its own in this process (threading layer \(layer)), expected one that starts none"
    }
  }
}
