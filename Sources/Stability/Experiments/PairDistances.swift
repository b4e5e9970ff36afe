import Arrays
import Representations

/// The mean squared distance of each image's vector from all others', by part: what D_f and G_f are divided by.
///
/// With m the mean of all n vectors and S the sum of `|f - m|^2` it is `(n |f - m|^2 + S) / (n - 1)`; images pass twice, in
/// batches, so that not all vectors are held.
struct PairDistances {
  /// `[part][image]`.
  let values: [[Double]]

  init(
    _ representation: any Representation, _ images: Signal<Double>, batch: Int,
    checkCancellation: () throws -> Void
  ) throws {
    let (layout, dimension) = (PartLayout(representation), representation.dimension)
    func forEachVector(_ body: (UnsafePointer<Double>) -> Void) throws {
      for chunk in (0..<images.batchCount).chunks(of: batch) {
        try checkCancellation()
        let vectors = try representation.checkedVectors(of: images.slice(chunk))
        vectors.withUnsafeBufferPointer { vectors in
          for index in 0..<chunk.count { body(vectors.baseAddress! + index * dimension) }
        }
      }
    }
    var mean = [Double](repeating: 0, count: dimension)
    try forEachVector { vector in for index in mean.indices { mean[index] += vector[index] } }
    let count = Double(images.batchCount)
    for index in mean.indices { mean[index] /= count }
    var squares: [[Double]] = []
    try forEachVector { squares.append(layout.squaredDistances($0, mean)) }
    values = layout.names.indices.map { part in
      let sum = squares.reduce(0) { $0 + $1[part] }
      return squares.map { (count * $0[part] + sum) / (count - 1) }
    }
  }
}

/// The whole vector of a representation, named `all`, and its parts.
struct PartLayout: Sendable {
  let names: [String]
  let ranges: [Range<Int>]

  init(_ representation: any Representation) {
    names = ["all"] + representation.parts.map(\.name)
    ranges = [0..<representation.dimension] + representation.parts.map(\.range)
  }

  /// The squared distance of two vectors, for each part.
  func squaredDistances(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> [Double] {
    ranges.map { range in
      range.reduce(0) { sum, index in
        let delta = a[index] - b[index]
        return sum + delta * delta
      }
    }
  }
}
