import Arrays
import Foundation
import Learning
import Numerical
import Representations

/// Distances and angles between images at the layers of networks, of pairs within classes and between them.
///
/// Distances are divided by the mean norm of the vectors of all pairs at that layer, so that layers of different scale compare; angles are those
/// of the vectors as they are, not centred, and leave out pairs with a vector that is 0. Figures are medians over pairs with 95 %
/// intervals by bootstrap over pairs. Images pass in batches, so memory does not grow with their number.
struct LayerGeometry {
  let settings: GeometrySettings
  let images: LabelledSignals
  let pairs: ImagePairs

  /// One row a layer.
  func rows(_ network: LayerSequence, checkCancellation: () throws -> Void) throws -> [GeometryRow] {
    var rows = [GeometryRow?](repeating: nil, count: network.count)
    for (index, source) in network.sources.enumerated() {
      let layers = network.layers.indices.filter { network.layers[$0].source == index }
      let ranges = layers.map { network.layers[$0].range }
      let within = try figures(pairs.within, source, ranges, checkCancellation)
      let between = try figures(pairs.between, source, ranges, checkCancellation)
      for (index, layer) in layers.enumerated() {
        rows[layer] = try row(network, layer, within[index], between[index])
      }
    }
    return rows.map { $0! }
  }

  private func figures(
    _ pairs: [ImagePairs.Pair], _ source: any Representation, _ ranges: [Range<Int>],
    _ checkCancellation: () throws -> Void
  ) throws -> [PairFigures] {
    let dimension = source.dimension
    let length = MemoryBudget.study.count(of: 2 * max(dimension, source.shape.count))
    var figures = ranges.map { _ in PairFigures() }
    for chunk in pairs.indices.chunks(of: length) {
      try checkCancellation()
      let vectors = try source.checkedVectors(of: images.doubles(pairs[chunk].flatMap { [$0.0, $0.1] }))
      for pair in 0..<chunk.count {
        let (a, b) = (2 * pair * dimension, (2 * pair + 1) * dimension)
        for (index, range) in ranges.enumerated() {
          figures[index].add(
            vectors[(a + range.lowerBound)..<(a + range.upperBound)],
            vectors[(b + range.lowerBound)..<(b + range.upperBound)])
        }
      }
    }
    return figures
  }

  private func row(
    _ network: LayerSequence, _ layer: Int, _ within: PairFigures, _ between: PairFigures
  ) throws(TheoryError) -> GeometryRow {
    let (name, norms) = (network.layers[layer].name, within.norms + between.norms)
    let scale = norms.reduce(0, +) / Double(norms.count)
    guard scale > 0, !within.angles.isEmpty, !between.angles.isEmpty else {
      throw .vanishingLayer(network: network.network, layer: name)
    }
    let bootstrap = Bootstrap(resamplings: settings.bootstrapCount, seed: settings.seed)
    return GeometryRow(
      network: network.network, layer: name, depth: layer,
      distanceWithin: bootstrap.median(within.distances.map { $0 / scale }),
      distanceBetween: bootstrap.median(between.distances.map { $0 / scale }),
      angleWithin: bootstrap.median(within.angles), angleBetween: bootstrap.median(between.angles))
  }
}

/// Distances, angles and norms of pairs of vectors at one layer.
struct PairFigures {
  private(set) var distances: [Double] = []
  /// The angles of the pairs of which neither vector is 0.
  private(set) var angles: [Double] = []
  /// The norms of both vectors of every pair.
  private(set) var norms: [Double] = []

  mutating func add(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) {
    let lengths = (norm(a), norm(b))
    norms += [lengths.0, lengths.1]
    distances.append(distance(a, b))
    guard lengths.0 > 0, lengths.1 > 0 else { return }
    // Accurate for small angles too, where the arc cosine is not.
    let units = zip(a, b).map { ($0 / lengths.0, $1 / lengths.1) }
    angles.append(2 * atan2(norm(units.map { $0.0 - $0.1 }), norm(units.map { $0.0 + $0.1 })))
  }
}
