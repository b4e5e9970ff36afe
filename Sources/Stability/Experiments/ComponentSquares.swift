import Arrays
import Numerical

/// The squared changes of every number of one representation's vectors under the first field of each image, and under its noise: what
/// relative stability by medians is made of.
struct ComponentSquares: Sendable {
  /// The most numbers that are held of one representation for all kinds and amplitudes of fields.
  static let limit = 1 << 21

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
    let (changes, responses) = (medians(of: moved, parallel), medians(of: noised, parallel))
    return layout.ranges.map { range in
      let ratio = changes[range].reduce(0, +) / responses[range].reduce(0, +)
      return ratio.isFinite ? ratio : nil
    }
  }

  /// The median over images of each number.
  private func medians(of squares: [Double], _ parallel: Parallel) -> [Double] {
    let chunks = (0..<dimension).chunks(of: 512)
    return parallel.map(chunks.count) { chunk in
      squares.withUnsafeBufferPointer { squares in
        var column = [Double](repeating: 0, count: squares.count / dimension)
        return chunks[chunk].map { index in
          for image in column.indices { column[image] = squares[image * dimension + index] }
          column.sort()
          return column.quantile(0.5)
        }
      }
    }.flatMap { $0 }
  }
}
