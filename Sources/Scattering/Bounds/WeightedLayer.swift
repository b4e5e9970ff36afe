import Arrays
import ComplexModule
import Fourier
import Wavelets

/// The operator `sum over filters f of W_f* w_f W_f` on real signals at one level: what a layer's filters make of a signal, each sample
/// weighted by its position, and back.
///
/// Energies of decimated signals count as often as their decimation, here as in all bounds.
struct WeightedLayer: Sendable {
  /// One filter, or more of equal decimation and weights, and the weights of the samples that they make.
  struct Group: Sendable {
    /// By filter, then by frequency of the layer's grid.
    let responses: [[Double]]
    /// One weight a sample of the decimated grid.
    let weights: [Double]
    let fourier: GridFourier
    /// For each frequency of the layer's grid the one of the decimated grid that it folds to.
    let folds: [Int32]
  }

  private let fourier: GridFourier
  private let groups: [Group]
  private let parallel: Parallel

  /// - Parameter filters: Responses of equal decimation and weights; the grid that they are decimated to; one weight a sample of it.
  init(
    _ shape: Shape, _ filters: [(responses: [[Double]], grid: Shape, weights: [Double])], parallel: Parallel
  ) {
    fourier = GridFourier(shape)
    var known: [Shape: (fourier: GridFourier, folds: [Int32])] = [:]
    groups = filters.flatMap { filter in
      let grid = known[filter.grid] ?? (GridFourier(filter.grid), shape.folds(to: filter.grid))
      known[filter.grid] = grid
      // Few filters a group, so that threads share the work; fixed, so that sums do not depend on the threads.
      return (0..<filter.responses.count).chunks(of: 4).map {
        Group(
          responses: Array(filter.responses[$0]), weights: filter.weights, fourier: grid.fourier,
          folds: grid.folds)
      }
    }
    self.parallel = parallel
  }

  func callAsFunction(_ signal: [Double]) -> [Double] {
    let spectrum = fourier.spectrum(of: signal)
    let parts = parallel.map(groups.count) { groups[$0].apply(to: spectrum) }
    var sum = [Complex<Double>](repeating: 0, count: spectrum.count)
    for part in parts {
      for index in sum.indices { sum[index] += part[index] }
    }
    return fourier.signal(of: sum).map { $0.real }
  }
}

extension WeightedLayer.Group {
  /// The spectrum of `sum of W* w W`, over the number of frequencies, of a signal with a spectrum.
  fileprivate func apply(to spectrum: [Complex<Double>]) -> [Complex<Double>] {
    var sum = [Complex<Double>](repeating: 0, count: spectrum.count)
    // 1/n for each of the two transforms of n frequencies; n over the decimated count for the energy.
    let factor = 1 / (Double(spectrum.count) * Double(weights.count))
    for response in responses {
      var signal = fourier.signal(of: folded(spectrum, times: response))
      for index in signal.indices { signal[index] = signal[index].scaled(by: weights[index] * factor) }
      add(fourier.spectrum(of: signal), times: response, to: &sum)
    }
    return sum
  }

  /// The spectrum of a filtered and decimated signal, times the number of frequencies.
  private func folded(_ spectrum: [Complex<Double>], times response: [Double]) -> [Complex<Double>] {
    var folded = [Complex<Double>](repeating: 0, count: weights.count)
    folded.withUnsafeMutableBufferPointer { folded in
      for (index, value) in spectrum.enumerated() {
        folded[Int(folds[index])] += value.scaled(by: response[index])
      }
    }
    return folded
  }

  /// Adds the spectrum of a decimated signal at every frequency that folds to it, times the filter's response.
  private func add(
    _ folded: [Complex<Double>], times response: [Double], to sum: inout [Complex<Double>]
  ) {
    sum.withUnsafeMutableBufferPointer { sum in
      for index in sum.indices { sum[index] += folded[Int(folds[index])].scaled(by: response[index]) }
    }
  }
}

extension Shape {
  /// For each frequency the one of a decimated grid that it folds to.
  fileprivate func folds(to grid: Shape) -> [Int32] {
    (0..<count).map { frequency in
      Int32(grid.offset(of: zip(indices(of: frequency), grid.dimensions).map { $0 % $1 }))
    }
  }
}

extension Complex<Double> {
  fileprivate func scaled(by factor: Double) -> Complex<Double> { Complex(real * factor, imaginary * factor) }
}
