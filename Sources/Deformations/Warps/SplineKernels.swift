import Numerical

/// A cardinal B-spline of odd degree, as the interpolation loops use it: the weights of consecutive coefficients.
///
/// With t in [0, 1) the fraction of the way between two of them, coefficients `-reach...reach + 1` about the left one count, one a lane.
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

/// The weights of consecutive coefficients, or the coefficients themselves, in vector registers.
protocol KernelLanes {
  static var zero: Self { get }
  init(loading address: UnsafePointer<Double>)
  subscript(index: Int) -> Double { get }
  mutating func add(_ factor: Double, times other: Self)
  func dot(_ other: Self) -> Double
}

extension KernelLanes where Self: SIMD<Double> {
  @inline(__always) init(loading address: UnsafePointer<Double>) {
    self = UnsafeRawPointer(address).loadUnaligned(as: Self.self)
  }

  @inline(__always) mutating func add(_ factor: Double, times other: Self) { self += factor * other }

  @inline(__always) func dot(_ other: Self) -> Double { (self * other).sum() }
}

extension SIMD2<Double>: KernelLanes {}
extension SIMD4<Double>: KernelLanes {}

/// Six numbers in vector registers: as `SIMD8` a quarter of the work would be for nothing.
struct SixLanes: KernelLanes {
  private var low: SIMD4<Double>
  private var high: SIMD2<Double>

  @inline(__always) init(_ low: SIMD4<Double>, _ high: SIMD2<Double>) { (self.low, self.high) = (low, high) }

  @inline(__always) static var zero: SixLanes { SixLanes(.zero, .zero) }

  @inline(__always) init(loading address: UnsafePointer<Double>) {
    self.init(SIMD4(loading: address), SIMD2(loading: address + 4))
  }

  @inline(__always) subscript(index: Int) -> Double { index < 4 ? low[index] : high[index - 4] }

  @inline(__always) mutating func add(_ factor: Double, times other: SixLanes) {
    low += factor * other.low
    high += factor * other.high
  }

  @inline(__always) func dot(_ other: SixLanes) -> Double {
    let products = low * other.low
    return (products.lowHalf + products.highHalf + high * other.high).sum()
  }
}
