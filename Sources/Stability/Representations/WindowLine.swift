import Foundation

/// The windows along one axis.
struct WindowLine {
  let window, hop: Int

  /// `sin(pi (t + 1/2) / w)`.
  var values: [Double] { (0..<window).map { sin(.pi * (Double($0) + 0.5) / Double(window)) } }

  /// Where windows begin on an axis of `count` samples.
  func starts(count: Int) -> [Int] { Array(stride(from: hop - window, to: count, by: hop)) }

  /// `sum_p g(u - p)^2` at every sample.
  func squareSums(count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for start in starts(count: count) {
      for (offset, value) in values.enumerated() where sums.indices.contains(start + offset) {
        sums[start + offset] += value * value
      }
    }
    return sums
  }
}
