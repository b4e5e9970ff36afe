import Foundation
import Scattering
import TestSupport
import Testing

/// The proven bounds of decimated layers beside Lanczos' method on whole polyphase matrices, which comes from below to some 1e-12 of B.
@Suite struct LayerBoundTests {
  /// What oracle and bounds may differ by, as a share of B: ten times what each promises.
  static let tolerance = 1e-9

  /// Compares every different layer of a transform, with weights of one and with others.
  func check(_ bank: FilterBank, oversampling: Int, firstAlone: Bool = false) {
    var seen: Set<FilterLayer> = []
    for band in [nil] + (firstAlone ? [] : bank.bands(ofOrder: 1).indices.map { Optional($0) }) {
      let order = band == nil ? 0 : 1
      let layer = bank.layer(after: band, order: order, oversampling: oversampling)
      guard seen.insert(layer).inserted else { continue }
      let frame = bank.frame(of: layer, oversampling: oversampling, parallel: Parallel())
      let exact = PolyphaseLayer(bank, after: band, order: order, oversampling: oversampling).extremes
      let bounds = frame.bounds(Parallel())
      #expect(abs(bounds.upper - exact.upper) <= Self.tolerance * exact.upper)
      #expect(bounds.upper >= exact.upper * (1 - 1e-13))
      #expect(abs(bounds.lower - exact.lower) <= Self.tolerance * exact.upper)
      let all = bank.bands(ofOrder: order + 1)
      let weight = { 0.3 + 0.2 * Double(all[$0].scale) }
      let weighted = PolyphaseLayer(
        bank, after: band, order: order, oversampling: oversampling, average: 0.9, weight: weight)
      let bound = frame.upperBound(average: 0.9, parallel: Parallel(), weight: weight)
      // The raise of 1e-9 besides.
      #expect(abs(bound - weighted.extremes.upper) <= 2 * Self.tolerance * bound)
      #expect(bound >= weighted.extremes.upper)
    }
  }

  @Test(
    arguments: [
      ([24, 24], 3, 8), ([16, 40], 3, 1), ([40, 24], 2, 3), ([12, 20], 2, 5),
      ([32, 16], 4, 4),
      ([2, 6], 1, 2), ([16, 32], 3, 16),
    ] as [(Shape, Int, Int)], [0, 1, 2])
  func ofMorletWavelets(_ bank: (Shape, Int, Int), oversampling: Int) {
    check(.morlet2D(grid: bank.0, scales: bank.1, orientations: bank.2), oversampling: oversampling)
  }

  /// Random values of either sign everywhere: nothing is negligible, and frequencies that fold couple without any structure.
  @Test(arguments: [[48], [8, 12], [8, 4, 4]] as [Shape], [0, 1])
  func ofRandomFilters(_ grid: Shape, oversampling: Int) {
    let scales = 3 - grid.rank / 3
    let bank = RandomFunction.bank(grid, scales: scales) { scale in grid.dimensions.map { _ in min(scale, 2) }
    }
    check(bank, oversampling: oversampling)
  }

  /// Decimations of which neither divides the other.
  @Test func ofDecimationsThatAreNotNested() {
    let bank = RandomFunction.bank([16, 24], scales: 3) { [[0, 0], [2, 1], [1, 2], [2, 2]][$0] }
    check(bank, oversampling: 0, firstAlone: true)
  }

  /// Values just below what is left out, over all frequencies: they move B within what is added for them.
  @Test func whatIsLeftOutIsCovered() {
    let bank = RandomFunction.bank([32, 32], scales: 3, decay: { _ in 9.1 }, decimation: { [$0, $0] })
    check(bank, oversampling: 0)
  }

  /// Coarse filters so narrow that most groups of their decimation hold no frequency that matters to them: what finer filters do there
  /// counts all the same, and holds the largest eigenvalue.
  @Test func groupsWithoutMembersCount() {
    let bank = RandomFunction.bank(
      [32, 32], scales: 3, decay: { $0 == 2 ? 30 : 0 }, averageDeviation: 60, gain: { $0 == 2 ? 0.1 : 1 },
      decimation: { [$0, $0] })
    check(bank, oversampling: 0)
  }

  /// The bits do not depend on the threads.
  @Test func boundsDoNotDependOnThreads() {
    let bank = FilterBank.morlet2D(grid: [48, 40], scales: 3, orientations: 5)
    let bounds = [1, 2, 7].map { bank.frameBoundsWithDecimation(parallel: Parallel(threads: $0)) }
    #expect(Set(bounds).count == 1)
    #expect(Set([1, 3].map { bank.nonexpansive(parallel: Parallel(threads: $0)).gain }).count == 1)
  }
}

/// A filter of random values, the same for each of its seeds.
private struct RandomFunction: FrequencyFunction {
  let seed: UInt64
  /// The exponent in `exp(-decay |k|)` that values are multiplied by, k the index of the frequency along the first axis from zero.
  let decay: Double
  var gain = 1.0

  func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    var generator = SeededGenerator(seed: seed)
    let values = (0..<grid.count).map { index in
      let position = index / (grid.count / grid[0])
      return Double.random(in: -1...1, using: &generator)
        * gain * exp(-decay * Double(min(position, grid[0] - position)))
    }
    return Rows(grid: grid, values: values)
  }

  private struct Rows: FrequencyRows {
    let grid: Shape
    let values: [Double]

    func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
      let start = grid.offset(of: leading + [0])
      for column in row.indices { row[column] += values[start + column] }
      return true
    }
  }

  /// Two bands of each scale and one of two filters; the low-pass is a Gaussian.
  static func bank(
    _ grid: Shape, scales: Int, decay: (Int) -> Double = { _ in 0 }, averageDeviation: Double? = nil,
    gain: (Int) -> Double = { _ in 1 }, decimation: (Int) -> [Int]
  ) -> FilterBank {
    let bands = (0..<scales).flatMap { scale in
      (0..<3).map { index in
        Band(
          scale: scale, label: .orientation(index, angle: 0), frequency: 0.25, bandwidth: 0.1,
          decimation: decimation(scale),
          components: (0..<(index == 2 ? 2 : 1)).map { component in
            RandomFunction(
              seed: UInt64(1 + 100 * scale + 10 * index + component), decay: decay(scale), gain: gain(scale))
          })
      }
    }
    let lowPass = LowPassFilter(
      sigma: grid.dimensions.map { _ in averageDeviation ?? 0.4 * Double(1 << scales) },
      decimation: decimation(scales))
    return FilterBank(grid: grid, scales: scales, layers: [bands], lowPass: lowPass)
  }
}
