import Arrays
import Learning
import Networks
import Numerical

/// Changed copies of training images that classifiers of vectors may learn from, as networks do: shifted, or shifted and mirrored, at random.
enum ImageCopies {
  /// What copies may be made of, each way with as many copies.
  static let ways = [Augmentation(shift: 1), Augmentation(shift: 1, isMirrored: true)]
  /// The copies of an image in each way.
  static let copyCount = 4
  /// The most images that copies are made of: what is learned from is held in memory several times.
  static let imageLimit = 2000

  /// The blocks of a row that hold the copies of a way.
  static func blocks(ofWay way: Int) -> Range<Int> { (1 + way * copyCount)..<(1 + (way + 1) * copyCount) }

  /// What a way is called among the settings: `4 copies, shifts up to 1`.
  static func text(ofWay way: Int) -> String { "\(copyCount) copies, \(ways[way].text)" }

  /// The vectors of some images, behind each those of its copies, by ways.
  /// - Parameter vectors: Computes the vectors of images.
  static func rows(
    _ own: Matrix<Float>, of images: Signal<Float>, seed: UInt64, parallel: Parallel,
    by vectors: @Sendable (Signal<Float>) -> Matrix<Float>
  ) -> Matrix<Float> {
    let (columns, width) = (own.columns, (1 + ways.count * copyCount) * own.columns)
    var elements = [Float](repeating: 0, count: own.rows * width)
    func write(_ vectors: Matrix<Float>, block: Int) {
      for row in 0..<own.rows {
        let start = row * width + block * columns
        elements.replaceSubrange(start..<(start + columns), with: vectors.row(row))
      }
    }
    write(own, block: 0)
    for way in ways.indices {
      for (copy, block) in blocks(ofWay: way).enumerated() {
        let changed = ways[way].applied(to: images, parallel: parallel) { image in
          SeededGenerator(seed: seed, words: [UInt64(way), UInt64(copy), UInt64(image)])
        }
        write(vectors(changed), block: block)
      }
    }
    return Matrix(elements, rows: own.rows, columns: width)
  }
}
