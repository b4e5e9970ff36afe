import Arrays
import CKernels

/// A scalar that Fourier transforms are made for.
public protocol FourierScalar: Scalar {
  /// Which of a library's functions transform samples of this type.
  static var precision: FourierPrecision { get }

  /// The kernel that transforms columns of lengths that FFTW is slow at.
  static func transformColumns(
    _ rows: UnsafeMutableRawPointer, _ matrix: UnsafeRawPointer, stride: Int, columns: Int,
    _ steps: UnsafeBufferPointer<ckernels_step>, order: UnsafePointer<UInt32>, isForward: Bool)
}

/// The two types of sample that FFT libraries have functions for.
public enum FourierPrecision: Hashable, Sendable {
  case single, double
}

extension Float: FourierScalar {
  public static var precision: FourierPrecision { .single }

  public static func transformColumns(
    _ rows: UnsafeMutableRawPointer, _ matrix: UnsafeRawPointer, stride: Int, columns: Int,
    _ steps: UnsafeBufferPointer<ckernels_step>, order: UnsafePointer<UInt32>, isForward: Bool
  ) {
    ckernels_columns_f32(
      rows.assumingMemoryBound(to: Float.self), matrix.assumingMemoryBound(to: Float.self), 2 * stride,
      columns,
      steps.baseAddress, steps.count, order, isForward ? 1 : -1)
  }
}

extension Double: FourierScalar {
  public static var precision: FourierPrecision { .double }

  public static func transformColumns(
    _ rows: UnsafeMutableRawPointer, _ matrix: UnsafeRawPointer, stride: Int, columns: Int,
    _ steps: UnsafeBufferPointer<ckernels_step>, order: UnsafePointer<UInt32>, isForward: Bool
  ) {
    ckernels_columns_f64(
      rows.assumingMemoryBound(to: Double.self), matrix.assumingMemoryBound(to: Double.self), 2 * stride,
      columns,
      steps.baseAddress, steps.count, order, isForward ? 1 : -1)
  }
}
