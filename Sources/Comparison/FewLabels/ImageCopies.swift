import Arrays
import Learning
import Networks
import Numerical

/// Changed copies of training images that classifiers of vectors may learn from, as networks do: shifted, or shifted and mirrored, at random.
struct ImageCopies: Sendable {
  /// What copies may be made of, each way with as many copies.
  static let ways: [(text: String, augmentation: Augmentation)] = [
    ("shifts up to 1", Augmentation(shift: 1)),
    ("shifts up to 1, mirrored", Augmentation(shift: 1, isMirrored: true)),
  ]
  /// The copies of an image in each way.
  static let copyCount = 5
  /// The most images that copies are made of: what is learned from is held in memory several times.
  static let imageLimit = 2000

  /// The vectors of some images, behind each those of its copies, by ways.
  /// - Parameter vectors: Computes the vectors of images.
  static func rows(
    _ own: Matrix<Float>, of images: Signal<Float>, seed: UInt64, parallel: Parallel,
    by vectors: @Sendable (Signal<Float>) -> Matrix<Float>
  ) -> Matrix<Float> {
    let blocks =
      [own]
      + ways.indices.flatMap { way in
        (0..<copyCount).map { copy in
          vectors(
            ways[way].augmentation.applied(to: images, parallel: parallel) { image in
              SeededGenerator(seed: seed, words: [UInt64(way), UInt64(copy), UInt64(image)])
            })
        }
      }
    let columns = own.columns
    var elements: [Float] = []
    elements.reserveCapacity(blocks.count * own.rows * columns)
    for row in 0..<own.rows { for block in blocks { elements += block.row(row) } }
    return Matrix(elements, rows: own.rows, columns: blocks.count * columns)
  }
}
