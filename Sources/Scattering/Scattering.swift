@_exported import Arrays
@_exported import Fourier
@_exported import Numerical
@_exported import Wavelets

/// The package that this library is part of.
public enum ScatteringPackage {
  /// The version of the package, of the tool and of the C interface.
  public static let version = "0.1.0"
}
