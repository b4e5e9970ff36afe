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
