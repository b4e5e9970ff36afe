/// The quintic B-spline.
///
/// About the middle between two coefficients, at c = t - 1/2, the weights on the left are even + odd polynomials of c and
/// those on the right, mirrored, even - odd: three lanes of each are computed at once, in units of 1/3840.
enum QuinticKernel: SplineKernel {
  static var reach: Int { 2 }
  static var taps: Int { 6 }

  @inline(__always) static func weights(_ t: Double) -> SixLanes {
    let c = t - 0.5
    let q = c * c
    let even = constant(1, 237, 1682) + q * (constant(40, 840, -880) + q * constant(80, -240, 160))
    let odd = constant(-10, -750, -1540) + q * (constant(-80, -240, 1120) + q * constant(-32, 160, -320))
    return mirrored(even, c * odd)
  }

  @inline(__always) static func slopes(_ t: Double) -> SixLanes {
    let c = t - 0.5
    let q = c * c
    let even = constant(80, 1680, -1760) + q * constant(320, -960, 640)
    let odd = constant(-10, -750, -1540) + q * (constant(-240, -720, 3360) + q * constant(-160, 800, -1600))
    return mirrored(c * even, odd)
  }

  @inline(__always)
  private static func constant(_ a: Double, _ b: Double, _ c: Double) -> SIMD4<Double> {
    SIMD4(a / 3840, b / 3840, c / 3840, 0)
  }

  @inline(__always)
  private static func mirrored(_ even: SIMD4<Double>, _ odd: SIMD4<Double>) -> SixLanes {
    let (left, right) = (even + odd, even - odd)
    return SixLanes(SIMD4(left[0], left[1], left[2], right[2]), SIMD2(right[1], right[0]))
  }
}
