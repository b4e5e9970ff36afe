import Arrays
import ComplexModule
import Foundation
import Fourier

/// The filters of a scattering transform on one grid: band-pass wavelets and one low-pass, all with real transforms.
///
/// A bank holds how its filters are made, not their samples: those are made where they are wanted, in double precision.
/// A filter *at level r* acts on spectra decimated by 2^r: it keeps the frequency indices -m/2 ..< m/2 of the m = n / 2^r
/// along each axis and drops the rest.
public struct FilterBank: Sendable {
  /// The shape of the spectra that are filtered, the padded shape of the signals; a multiple of 2^`scales`.
  public let grid: Shape
  /// J: the low-pass averages over about 2^J samples.
  public let scales: Int
  /// The wavelets, by scale and then orientation.
  public let bands: [Band]
  /// The deviation of the low-pass in space, in samples.
  public let lowPassSigma: Double
  /// What all filters are multiplied by; 1 unless `nonexpansive`.
  public internal(set) var gain: Double

  init(grid: Shape, scales: Int, bands: [Band], lowPassSigma: Double) {
    precondition(
      grid.dimensions.allSatisfy { $0 % (1 << scales) == 0 },
      "a grid of \(grid) is no multiple of 2^\(scales) along each axis")
    (self.grid, self.scales, self.bands, self.lowPassSigma, gain) = (grid, scales, bands, lowPassSigma, 1)
  }

  /// The shape of spectra at level r.
  public func grid(atLevel level: Int) -> Shape { grid.mapAxes { $0 >> level } }

  /// The frequency response of a band at a level, `[frequency...]` with index 0 for zero, real.
  public func response(of band: Band, level: Int = 0) -> [Double] {
    let sampler = sampler(of: band, level: level, negligible: 1e-18)
    let shape = grid(atLevel: level)
    var values = [Double](repeating: 0, count: shape.count)
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<shape.rowCount {
        _ = sampler.write(
          row,
          UnsafeMutableBufferPointer(rebasing: values[(row * shape.rowLength)...].prefix(shape.rowLength)))
      }
    }
    return values.map { $0 * gain }
  }

  /// The frequency response of the low-pass at a level, `[frequency...]`, real.
  public func lowPassResponse(level: Int = 0) -> [Double] {
    (0..<grid.rank).reduce([1.0]) { product, axis in
      let factor = lowPassFactor(axis: axis, level: level)
      return product.flatMap { value in factor.map { value * $0 } }
    }
  }

  /// The low-pass is a product over axes: its factor along one, by frequency index, `gain` included.
  package func lowPassFactor(axis: Int, level: Int) -> [Double] {
    let gaussian = FrequencyGaussian(
      center: [0], precision: [[lowPassSigma * lowPassSigma]],
      amplitude: pow(Morlet.amplitude * gain, 1 / Double(grid.rank)))
    var whole = [Double](repeating: 0, count: grid[axis])
    _ = whole.withUnsafeMutableBufferPointer {
      gaussian.add(to: $0, at: [], of: Shape(unchecked: [grid[axis]]), times: 1, range: 42)
    }
    return (0..<(grid[axis] >> level)).map { whole[fullIndex(of: $0, axis: axis, level: level)] }
  }

  /// The convolution kernel of the low-pass along one axis at a level: one period, lag 0 first, `gain` included.
  package func lowPassKernel(axis: Int, level: Int) -> [Double] {
    let factor = lowPassFactor(axis: axis, level: level)
    let shape: Shape = [factor.count]
    let plan: FourierPlan<Double> = Planner.shared.plan(Recipe(.backward, shape: shape, rigor: .estimate))
    return plan(Spectrum(factor.map { Complex($0) }, signalShape: shape)).samples.map {
      $0.real / Double(factor.count)
    }
  }

  /// The index in the whole grid of a frequency index at a level.
  func fullIndex(of index: Int, axis: Int, level: Int) -> Int {
    let count = grid[axis] >> level
    return 2 * index < count || level == 0 ? index : index - count + grid[axis]
  }
}
