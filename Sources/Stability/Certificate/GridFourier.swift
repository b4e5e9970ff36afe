import Arrays
import ComplexModule
import Fourier

/// Transforms of whole signals on one grid, arrays in and out.
struct GridFourier: Sendable {
  let shape: Shape
  private let forward, backward: FourierPlan<Double>

  init(_ shape: Shape, planner: Planner = .shared) {
    self.shape = shape
    forward = planner.plan(Recipe(.forward, shape: shape, rigor: .estimate))
    backward = planner.plan(Recipe(.backward, shape: shape, rigor: .estimate))
  }

  /// The spectrum of a real signal, unnormalised.
  func spectrum(of signal: [Double]) -> [Complex<Double>] {
    forward.callAsFunction(signal.map { Complex($0) })
  }

  /// The unnormalised inverse transform of spectrum times response.
  func filtered(_ spectrum: [Complex<Double>], by response: [Double]) -> [Complex<Double>] {
    backward.callAsFunction(
      combined(spectrum, response) { Complex($0.real * $1, $0.imaginary * $1) })
  }

  /// The spectrum of a complex signal, unnormalised.
  func spectrum(of signal: [Complex<Double>]) -> [Complex<Double>] { forward.callAsFunction(signal) }

  /// The unnormalised inverse transform.
  func signal(of spectrum: [Complex<Double>]) -> [Complex<Double>] { backward.callAsFunction(spectrum) }
}

extension FourierPlan<Double> {
  /// Out of place on plain arrays, whose elements start at multiples of 16 bytes.
  fileprivate func callAsFunction(_ input: [Complex<Double>]) -> [Complex<Double>] {
    [Complex<Double>](unsafeUninitializedCapacity: input.count) { output, count in
      input.withUnsafeBufferPointer { execute($0.baseAddress!, into: output.baseAddress!) }
      count = input.count
    }
  }
}
