/// Thrown for what is not the Math Kernel Library, or not fit for our use.
public struct MathKernelLibraryError: Error, CustomStringConvertible {
  public let name: String
  let found: String

  /// What was found and expected, without the name.
  public var reason: String { "found \(found), expected the Math Kernel Library's libmkl_rt.so" }

  public var description: String { "\(name): \(reason)" }
}
