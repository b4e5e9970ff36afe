import Arrays
import Numerical
import Representations

/// The squared distances between images' vectors, by part: what D_f and G_f are divided by.
///
/// Vectors are in the unit of the largest image. Their mean over all pairs of different images is made of each image's mean squared
/// distance from all others: with m the mean of all n vectors and S the sum of `|f - m|^2` it is `(n |f - m|^2 + S) / (n - 1)`; images
/// pass twice, in batches, so that not all vectors are held. The median is taken over the pairs of at most `sampleLimit` images.
struct PairDistances: Sendable {
  /// The mean squared distance of each image's vector from all others', `[part][image]`.
  let means: [[Double]]
  /// The median of the squared distances, `[part]`.
  let medians: [ResampledStatistic]

  /// The most images whose pairs are all compared: more are represented by as many, spread evenly over their order.
  static let sampleLimit = 256

  /// - Precondition: there are at least two images.
  init(
    _ representation: any Representation, _ units: ImageUnits, batch: Int, bootstrap: Bootstrap,
    parallel: Parallel, checkCancellation: () throws -> Void
  ) throws {
    let layout = PartLayout(representation)
    let count = units.images.batchCount
    let all = VectorBatches(representation, units, Array(0..<count), batch: batch)
    means = try Self.means(all, layout, checkCancellation)
    let sampled = Self.sampledImages(count)
    let sample = sampled.count == count ? all : VectorBatches(representation, units, sampled, batch: batch)
    let pairs = try Self.pairs(sample, layout, parallel, checkCancellation)
    medians = parallel.map(layout.names.count) { part in
      bootstrap.medianOverPairs(
        pairs.map { (sampled[$0.first], sampled[$0.second], $0.squares[part]) }, of: count)
    }
  }

  /// The images whose pairs are compared for the median: all, or `sampleLimit` of index floor(k n / `sampleLimit`).
  static func sampledImages(_ count: Int) -> [Int] {
    count <= sampleLimit ? Array(0..<count) : (0..<sampleLimit).map { $0 * count / sampleLimit }
  }

  private static func means(
    _ batches: VectorBatches, _ layout: PartLayout, _ checkCancellation: () throws -> Void
  ) throws -> [[Double]] {
    var mean = [Double](repeating: 0, count: batches.dimension)
    try batches.forEachVector(checkCancellation) { vector in
      for index in mean.indices { mean[index] += vector[index] }
    }
    let count = Double(batches.count)
    for index in mean.indices { mean[index] /= count }
    var squares: [[Double]] = []
    try batches.forEachVector(checkCancellation) { squares.append(layout.squaredDistances($0, mean)) }
    return layout.names.indices.map { part in
      let sum = squares.reduce(0) { $0 + $1[part] }
      return squares.map { (count * $0[part] + sum) / (count - 1) }
    }
  }

  private typealias Pair = (first: Int, second: Int, squares: [Double])

  /// The squared distances of all pairs, by part; two batches of vectors are held at a time.
  private static func pairs(
    _ batches: VectorBatches, _ layout: PartLayout, _ parallel: Parallel,
    _ checkCancellation: () throws -> Void
  ) throws -> [Pair] {
    let dimension = batches.dimension
    var pairs: [Pair] = []
    for (index, chunk) in batches.chunks.enumerated() {
      let vectors = try batches.vectors(chunk)
      for other in batches.chunks[index...] {
        try checkCancellation()
        let others = other == chunk ? vectors : try batches.vectors(other)
        let positions = chunk.flatMap { first in other.filter { $0 > first }.map { (first, $0) } }
        pairs += parallel.map(positions.count) { position in
          let (first, second) = positions[position]
          return vectors.withUnsafeBufferPointer { vectors in
            others.withUnsafeBufferPointer { others in
              (
                first, second,
                layout.squaredDistances(
                  vectors.baseAddress! + (first - chunk.lowerBound) * dimension,
                  others.baseAddress! + (second - other.lowerBound) * dimension)
              )
            }
          }
        }
      }
    }
    return pairs
  }
}

/// The vectors of some images in the unit of the largest, a batch at a time; those of a single batch are computed once.
private final class VectorBatches {
  let chunks: [Range<Int>]
  let count: Int
  private let representation: any Representation
  private let images: Signal<Double>
  private let factors: [Double]
  private var held: [Double]?

  var dimension: Int { representation.dimension }

  init(_ representation: any Representation, _ units: ImageUnits, _ indices: [Int], batch: Int) {
    let isAll = indices.count == units.images.batchCount
    (self.representation, count) = (representation, indices.count)
    images = isAll ? units.images : units.images.selecting(indices)
    let factors = units.commonFactors
    self.factors = indices.map { factors[$0] }
    chunks = (0..<indices.count).chunks(of: batch)
  }

  func vectors(_ chunk: Range<Int>) throws -> [Double] {
    if let held { return held }
    var vectors = try representation.checkedVectors(of: images.slice(chunk))
    for (index, factor) in factors[chunk].enumerated() where factor != 1 {
      for offset in (index * dimension)..<((index + 1) * dimension) { vectors[offset] *= factor }
    }
    if chunks.count == 1 { held = vectors }
    return vectors
  }

  func forEachVector(
    _ checkCancellation: () throws -> Void, _ body: (UnsafePointer<Double>) -> Void
  ) throws {
    for chunk in chunks {
      try checkCancellation()
      try vectors(chunk).withUnsafeBufferPointer { vectors in
        for index in 0..<chunk.count { body(vectors.baseAddress! + index * dimension) }
      }
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
