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
