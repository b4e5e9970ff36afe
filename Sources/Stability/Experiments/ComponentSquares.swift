import Arrays
import Numerical

/// The squared changes of every number of one representation's vectors under the first field of each image, and under its noise: what
/// relative stability by medians is made of, as long as all images are held at a time.
struct ComponentSquares: Sendable {
  let layout: PartLayout
  let dimension: Int
  /// `[image, dimension]`, in the unit of the largest image.
  private var moved: [Double] = []
  private var noised: [Double] = []

  init(_ layout: PartLayout, dimension: Int) { (self.layout, self.dimension) = (layout, dimension) }

  /// Adds an image.
  /// - Parameter weight: The square of the factor that brings its vectors to the unit of the largest image.
  mutating func append(
    moved: UnsafePointer<Double>, noised: UnsafePointer<Double>, from original: UnsafePointer<Double>,
    weight: Double
  ) {
    for index in 0..<dimension {
      let (change, response) = (moved[index] - original[index], noised[index] - original[index])
      self.moved.append(weight * change * change)
      self.noised.append(weight * response * response)
    }
  }

  /// The sum over the numbers of each part of the median over images under the deformation, over the same under noise; nil where that is
  /// no number.
  func ratios(_ parallel: Parallel) -> [Double?] {
    let (count, columns) = (moved.count / dimension, dimension)
    let medians = parallel.map(dimension) { index in
      let positions = (0..<count).map { $0 * columns + index }
      return (positions.map { moved[$0] }.median(), positions.map { noised[$0] }.median())
    }
    return layout.ranges.map { range in
      let sums = medians[range].reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      let ratio = sums.0 / sums.1
      return ratio.isFinite ? ratio : nil
    }
  }
}
