import Arrays
import Numerical

/// One layer of the transform as it is computed: each filter followed by its decimation.
///
/// Decimation by d folds frequencies n/d apart together, so the layer splits into independent blocks, one for each coset
/// of the coarsest decimation's lattice; the frame bounds are the extreme eigenvalues over the blocks of `W* W`
/// (polyphase matrices; NUMERICS: rows psi / sqrt 2 and flipped psi / sqrt 2).
struct DecimatedFrame {
  /// One row family of the polyphase matrix: a filter and what it is decimated by along each axis.
  struct Row {
    let response: [Double]
    let decimation: Int
  }

  let shape: Shape
  let rows: [Row]
  /// The largest decimation; all others divide it.
  let coarsest: Int

  init(shape: Shape, rows: [Row]) {
    (self.shape, self.rows) = (shape, rows)
    coarsest = rows.map(\.decimation).max() ?? 1
  }

  /// The extremes over all cosets.
  func bounds(_ parallel: Parallel) -> FrameBounds {
    let lattice = shape.mapAxes { $0 / coarsest }
    let results = AlignedBuffer<FrameBounds>(uninitialized: lattice.count)
    parallel.forEach(lattice.count) { _, coset in
      let block = PolyphaseBlock(self, coset: coset, lattice: lattice)
      let extremes = symmetricExtremes(dimension: block.dimension, block.apply)
      results.base[coset] = FrameBounds(lower: extremes.smallest, upper: extremes.largest)
    }
    return withExtendedLifetime(results) {
      FrameBounds(lower: results.elements.map(\.lower).min()!, upper: results.elements.map(\.upper).max()!)
    }
  }
}

/// `W* W` among the frequencies of one coset.
private struct PolyphaseBlock: Sendable {
  let dimension: Int
  private let responses: [[Double]]
  /// For each row family, the group of each frequency: those of one group fold together.
  private let groups: [[Int]]

  init(_ frame: DecimatedFrame, coset: Int, lattice: Shape) {
    let aliases = Shape(unchecked: lattice.dimensions.map { _ in frame.coarsest })
    dimension = aliases.count
    let frequencies = (0..<aliases.count).map { alias in
      combine(coset, alias, lattice, aliases, in: frame.shape)
    }
    responses = frame.rows.map { row in frequencies.map { row.response[$0] } }
    let byDecimation = Dictionary(
      Set(frame.rows.map(\.decimation)).map { decimation in
        (
          decimation,
          (0..<aliases.count).map { residue(of: $0, in: aliases, modulo: frame.coarsest / decimation) }
        )
      }, uniquingKeysWith: { first, _ in first })
    groups = frame.rows.map { byDecimation[$0.decimation]! }
  }

  func apply(_ x: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: dimension)
    var sums = [Double](repeating: 0, count: dimension)
    for (response, group) in zip(responses, groups) {
      for index in sums.indices { sums[index] = 0 }
      for index in x.indices { sums[group[index]] += response[index] * x[index] }
      for index in x.indices { result[index] += response[index] * sums[group[index]] }
    }
    return result
  }
}

/// The flat index of frequency `coset + alias * lattice` along each axis.
private func combine(_ coset: Int, _ alias: Int, _ lattice: Shape, _ aliases: Shape, in shape: Shape) -> Int {
  var (coset, alias, index, step) = (coset, alias, 0, 1)
  for axis in stride(from: shape.rank - 1, through: 0, by: -1) {
    index += (coset % lattice[axis] + alias % aliases[axis] * lattice[axis]) * step
    coset /= lattice[axis]
    alias /= aliases[axis]
    step *= shape[axis]
  }
  return index
}

/// The flat index of the residues of a multi-index modulo `modulus` along each axis.
private func residue(of index: Int, in shape: Shape, modulo modulus: Int) -> Int {
  var (remaining, result, step) = (index, 0, 1)
  for count in shape.dimensions.reversed() {
    result += remaining % count % modulus * step
    remaining /= count
    step *= modulus
  }
  return result
}
