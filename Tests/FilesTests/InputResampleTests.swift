import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Resampling against its definition, one axis after the other.
@Suite struct InputResampleTests {
  private let folder = TemporaryFolder()

  private func cubic(_ distance: Double) -> Double {
    let x = abs(distance)
    return x < 1 ? 1 + x * x * (1.5 * x - 2.5) : x < 2 ? 2 + x * (-4 + x * (2.5 - 0.5 * x)) : 0
  }

  /// One line of `samples` at the centres of `count` equal parts of it.
  private func resampled(_ samples: [Double], to count: Int) -> [Double] {
    let step = Double(samples.count) / Double(count)
    let stretch = max(step, 1)
    return (0..<count).map { index in
      let center = (Double(index) + 0.5) * step - 0.5
      let reach = Int((2 * stretch).rounded(.up)) + 1
      var (sum, weight) = (0.0, 0.0)
      for place in (Int(center) - reach)...(Int(center) + reach) {
        let share = cubic((Double(place) - center) / stretch)
        weight += share
        sum += share * samples[min(max(place, 0), samples.count - 1)]
      }
      return sum / weight
    }
  }

  private func resampled(_ samples: [Double], _ shape: [Int], axis: Int, to count: Int) -> [Double] {
    let inner = shape.dropFirst(axis + 1).reduce(1, *)
    let outer = shape.prefix(axis).reduce(1, *)
    var result = [Double](repeating: 0, count: outer * count * inner)
    for line in 0..<(outer * inner) {
      let start = line / inner * shape[axis] * inner + line % inner
      let values = resampled((0..<shape[axis]).map { samples[start + $0 * inner] }, to: count)
      for (index, value) in values.enumerated() {
        result[line / inner * count * inner + line % inner + index * inner] = value
      }
    }
    return result
  }

  @Test(arguments: [
    ([9], [23]), ([23], [9]), ([40], [3]), ([7, 9], [14, 5]), ([12, 10], [5, 31]), ([6, 7, 8], [3, 9, 8]),
    ([3, 4, 5], [8, 2, 11]),
  ])
  func followsItsDefinition(_ from: [Int], _ to: [Int]) throws {
    var generator = SeededGenerator(seed: 3)
    let samples = (0..<(2 * from.reduce(1, *))).map { _ in Double.random(in: -1...1, using: &generator) }
    let path = folder.write("a.npy", npy([2] + from, samples))
    let options = InputOptions(rank: to.count, resize: try Shape(to))
    var (expected, shape) = (samples, [2] + from)
    for axis in 1...to.count {
      expected = resampled(expected, shape, axis: axis, to: to[axis - 1])
      shape[axis] = to[axis - 1]
    }
    let result = try readAll(InputSet(paths: [path], options: options), as: Double.self)
    #expect(result.count == expected.count)
    #expect(zip(result, expected).allSatisfy { abs($0 - $1) < 2e-6 })
  }

  @Test func leavesTheTargetShapeAlone() throws {
    let samples = (0..<12).map { 0.1 * Double($0) }
    let path = folder.write("a.npy", npy([3, 4], samples))
    #expect(
      try readAll(InputSet(paths: [path], options: InputOptions(resize: [3, 4])), as: Double.self) == samples)
  }
}
