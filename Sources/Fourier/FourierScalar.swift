import Arrays

/// A scalar that Fourier transforms are made for.
public protocol FourierScalar: Scalar {
  /// Which of a library's functions transform samples of this type.
  static var precision: FourierPrecision { get }
}

/// The two types of sample that FFT libraries have functions for.
public enum FourierPrecision: Hashable, Sendable {
  case single, double
}

extension Float: FourierScalar {
  public static var precision: FourierPrecision { .single }
}

extension Double: FourierScalar {
  public static var precision: FourierPrecision { .double }
}
