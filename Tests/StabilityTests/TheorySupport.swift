import Files
import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport

/// What the tests of the theory share: real images, embedded in grids, and distances.
enum Theory {
  /// Debian's package dataset-fashion-mnist; `.ci/install --tests` installs it.
  static let folder = "/usr/share/datasets/fashion-mnist"

  /// The first images of the training or the test set of Fashion-MNIST, `[count, 28, 28]` in [0, 1].
  static func fashion(_ count: Int, of part: String = "train") throws -> Signal<Double> {
    try InputSet(paths: ["\(folder)/\(part)-images-idx3-ubyte.gz"]).read(0..<count)
  }

  /// Images in the middle of a larger grid of zeros.
  static func embedded(_ images: Signal<Double>, in shape: Shape) -> Signal<Double> {
    let (samples, inner) = (images.samples, images.shape)
    let margins = (0..<2).map { (shape[$0] - inner[$0]) / 2 }
    return Signal(batch: images.batch, shape: shape) { out in
      for image in 0..<images.batchCount {
        for index in 0..<shape.count {
          let (row, column) = (index / shape[1] - margins[0], index % shape[1] - margins[1])
          let isInside = (0..<inner[0]).contains(row) && (0..<inner[1]).contains(column)
          out[image * shape.count + index] =
            isInside ? samples[image * inner.count + row * inner[1] + column] : 0
        }
      }
    }
  }

  /// One image of a batch.
  static func image(_ index: Int, of images: Signal<Double>) -> Signal<Double> {
    let count = images.shape.count
    return Signal(images.samples[(index * count)..<((index + 1) * count)], shape: images.shape)
  }

  /// |f(x) - f(z)| / |x| for each pair of images.
  static func shares(
    _ representation: some Representation, _ images: Signal<Double>, _ others: Signal<Double>
  ) throws -> [Double] {
    let pairs = zip(
      try rows(representation.vectors(of: images), images.batchCount),
      try rows(representation.vectors(of: others), images.batchCount))
    let norms = rows(images.samples, images.batchCount).map { norm($0) }
    return zip(pairs, norms).map { pair, whole in norm(zip(pair.0, pair.1).map { $0 - $1 }) / whole }
  }

  /// An array cut into equal parts.
  static func rows(_ values: [Double], _ count: Int) -> [ArraySlice<Double>] {
    let length = values.count / count
    return (0..<count).map { values[($0 * length)..<(($0 + 1) * length)] }
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
