/// A cardinal B-spline of odd degree, as the interpolation loops use it: the weights of consecutive coefficients.
///
/// With t in [0, 1) the place between two of them, coefficients `-reach...reach + 1` about the left one count, one a lane.
protocol SplineKernel {
  associatedtype Lanes: KernelLanes
  /// (degree - 1) / 2.
  static var reach: Int { get }
  /// Coefficients that count: degree + 1.
  static var taps: Int { get }
  static func weights(_ t: Double) -> Lanes
  /// The derivatives of the weights with respect to t.
  static func slopes(_ t: Double) -> Lanes
}

/// Linear interpolation.
enum LinearKernel: SplineKernel {
  static var reach: Int { 0 }
  static var taps: Int { 2 }

  @inline(__always) static func weights(_ t: Double) -> SIMD2<Double> { SIMD2(1 - t, t) }
  @inline(__always) static func slopes(_ t: Double) -> SIMD2<Double> { SIMD2(-1, 1) }
}

enum CubicKernel: SplineKernel {
  static var reach: Int { 1 }
  static var taps: Int { 4 }

  @inline(__always) static func weights(_ t: Double) -> SIMD4<Double> {
    let s = 1 - t
    let (t2, s2) = (t * t, s * s)
    return SIMD4(
      s2 * s / 6, 2.0 / 3 - t2 * (1 - t / 2), 2.0 / 3 - s2 * (1 - s / 2), t2 * t / 6)
  }

  @inline(__always) static func slopes(_ t: Double) -> SIMD4<Double> {
    let s = 1 - t
    return SIMD4(-s * s / 2, t * (1.5 * t - 2), -s * (1.5 * s - 2), t * t / 2)
  }
}
