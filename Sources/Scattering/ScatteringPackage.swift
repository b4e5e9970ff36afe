/// The package that this library is part of.
public enum ScatteringPackage {
  /// The version of the package, of the tool and of the C interface.
  public static let version = "0.1.0"
}
