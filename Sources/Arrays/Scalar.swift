import RealModule

/// The scalar type of a computation: `Float` or `Double`.
///
/// Requirements work on whole arrays, so that generic callers in other modules pay one call an array and not one a sample.
public protocol Scalar: BinaryFloatingPoint, Real, Codable, Sendable, BitwiseCopyable {
  /// NumPy's name of the type, `float32` or `float64`.
  static var name: String { get }

  /// Whether every sample is finite.
  static func allFinite(_ samples: UnsafeBufferPointer<Self>) -> Bool

  /// Writes `scale` times `count` stored samples of any type, which may be unaligned and in the other byte order.
  static func convert(
    _ bytes: UnsafeRawBufferPointer, of type: SampleType, byteSwapped: Bool, count: Int, scale: Double,
    into out: UnsafeMutablePointer<Self>)
}

extension Float: Scalar {
  public static var name: String { "float32" }

  public static func allFinite(_ samples: UnsafeBufferPointer<Float>) -> Bool {
    isAllFinite(samples)
  }

  public static func convert(
    _ bytes: UnsafeRawBufferPointer, of type: SampleType, byteSwapped: Bool, count: Int, scale: Double,
    into out: UnsafeMutablePointer<Float>
  ) {
    convertSamples(bytes, of: type, byteSwapped: byteSwapped, count: count, scale: scale, into: out)
  }
}

extension Double: Scalar {
  public static var name: String { "float64" }

  public static func allFinite(_ samples: UnsafeBufferPointer<Double>) -> Bool {
    isAllFinite(samples)
  }

  public static func convert(
    _ bytes: UnsafeRawBufferPointer, of type: SampleType, byteSwapped: Bool, count: Int, scale: Double,
    into out: UnsafeMutablePointer<Double>
  ) {
    convertSamples(bytes, of: type, byteSwapped: byteSwapped, count: count, scale: scale, into: out)
  }
}
