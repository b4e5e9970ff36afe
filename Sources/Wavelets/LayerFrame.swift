import Arrays

/// One layer of the transform as it is computed: each filter followed by its decimation, in a form in which the extreme eigenvalues of
///
///     W* W = sum over families f of weight(f) W_f* W_f
///
/// are proven for many weights at little cost.
///
/// The operator splits into blocks, one for each group of frequencies that the coarsest decimation folds together; and in a block
/// a filter decimated by d couples only frequencies that d folds and on which it is not negligible. Wavelets of scale j reach as far in
/// frequency as 2^-j and fold at 2^-j, so every group of `FrequencyGroups` holds a dozen frequencies that matter, whatever
/// the scale. What is left out of the filters is bounded by `neglected`.
package final class LayerFrame: Sendable {
  let families: [FilterFamily]
  /// The number of frequencies.
  let count: Int
  /// The groups of each decimation but none, from the finest to the coarsest.
  let levels: [FrequencyGroups]
  /// By family its Gram matrices, as upper triangles, group by group of the family's level; of families without decimation their
  /// diagonal, by frequency.
  let grams: [AlignedBuffer<Double>]
  /// By family the number of its level, from 1; 0 without decimation.
  let levelOfFamily: [Int]
  /// By family an upper bound of the squared norm of what is left out of its filters.
  let neglected: [Double]
  /// By family the largest of the sums `1/2 sum (|psi(w)|^2 + |psi(-w)|^2)` over its filters.
  let peaks: [Double]
  /// The groups of the last level, one of each two whose blocks are the same because they are opposite.
  let blocks: [Int]

  /// - Parameters:
  ///   - shape: The grid of the signals that the layer acts on.
  ///   - families: At least one; decimations are powers of two.
  ///   - responses: The responses of a family's filters, by filter and then by frequency.
  init(
    shape: Shape, families: [FilterFamily], parallel: Parallel, responses: (FilterFamily) -> [[Double]]
  ) {
    var builder = LayerFrameBuilder(shape: shape, families: families, parallel: parallel)
    builder.build(responses)
    (self.families, count, levels) = (families, shape.count, builder.groups)
    (grams, levelOfFamily) = (builder.grams.map { $0! }, builder.levelOfFamily)
    neglected = builder.neglected
    peaks = builder.peaks
    let lattice = shape.divided(by: builder.chain.last!)
    blocks =
      levels.isEmpty ? [] : (0..<lattice.count).filter { $0 <= mirroredIndex(of: $0, in: lattice) }
  }
}

/// Makes what a `LayerFrame` holds, from the coarsest decimation to the finest, so that only one level's responses are in memory.
private struct LayerFrameBuilder {
  /// Values of filters below this share of the family's largest are left out.
  private static let negligible = 1e-12

  let shape: Shape
  let families: [FilterFamily]
  let parallel: Parallel
  /// Nested decimations, none first.
  let chain: [[Int]]
  let levelOfFamily: [Int]
  /// By frequency the number of the coarsest decimation whose filters are not negligible on it.
  var levels: [UInt8]
  var groups: [FrequencyGroups] = []
  var grams: [AlignedBuffer<Double>?]
  var neglected: [Double]
  var peaks: [Double]
  private let opposites: [Int32]

  init(shape: Shape, families: [FilterFamily], parallel: Parallel) {
    (self.shape, self.families, self.parallel) = (shape, families, parallel)
    let chain = nested(families.map(\.decimation))
    self.chain = chain
    levelOfFamily = families.map { family in
      chain.firstIndex { level in zip(level, family.decimation).allSatisfy { $0 % $1 == 0 } }!
    }
    levels = [UInt8](repeating: 0, count: shape.count)
    grams = families.map { _ in nil }
    (neglected, peaks) = (families.map { _ in 0 }, families.map { _ in 0 })
    opposites = (0..<shape.count).map { Int32(mirroredIndex(of: $0, in: shape)) }
  }

  mutating func build(_ responses: (FilterFamily) -> [[Double]]) {
    for level in chain.indices.reversed() {
      let own = families.indices.filter { levelOfFamily[$0] == level }
      if level == 0 {
        for family in own { grams[family] = AlignedBuffer(rows(of: family, responses).energies) }
      } else {
        fold(own.map { ($0, rows(of: $0, responses)) }, at: level)
      }
    }
  }

  private mutating func rows(of family: Int, _ responses: (FilterFamily) -> [[Double]]) -> FamilyRows {
    let rows = FamilyRows(
      responses: responses(families[family]), opposites: opposites, parallel: parallel)
    peaks[family] = rows.energies.max()!
    return rows
  }

  /// Makes the groups of a level and its families' Gram matrices.
  private mutating func fold(_ own: [(family: Int, rows: FamilyRows)], at level: Int) {
    for (family, rows) in own {
      let limit = Self.negligible * Self.negligible * peaks[family]
      for index in levels.indices where levels[index] == 0 && rows.energies[index] > limit {
        levels[index] = UInt8(level)
      }
    }
    let made = FrequencyGroups(
      shape, decimation: chain[level], finer: chain[level - 1], coarser: groups.first, level: UInt8(level),
      levels: levels)
    groups.insert(made, at: 0)
    let residues = Residues(shape, chain[level])
    for (family, rows) in own {
      let decimation = families[family].decimation
      grams[family] = made.gram(
        of: rows, folding: decimation == chain[level] ? nil : Residues(shape, decimation), parallel)
      neglected[family] = residues.largestSum(
        of: zip(levels, rows.energies).lazy.map { $0 < level ? $1 : 0 })
    }
  }
}

/// Nested decimations from none to the coarsest, so that each given one divides one of them and those before it are finer.
private func nested(_ decimations: [[Int]]) -> [[Int]] {
  let sorted = Set(decimations).sorted { $0.reduce(1, *) < $1.reduce(1, *) }
  var chain = [decimations[0].map { _ in 1 }]
  for decimation in sorted {
    let next = zip(chain.last!, decimation).map { max($0, $1) }
    if next != chain.last! { chain.append(next) }
  }
  return chain
}

/// For each frequency the group of those that a decimation folds together.
struct Residues: Sendable {
  private let shape, grid: Shape

  init(_ shape: Shape, _ decimation: [Int]) { (self.shape, grid) = (shape, shape.divided(by: decimation)) }

  subscript(frequency: Int) -> Int {
    grid.offset(of: zip(shape.indices(of: frequency), grid.dimensions).map { $0 % $1 })
  }

  /// The largest sum over a group of a value a frequency.
  func largestSum(of values: some Sequence<Double>) -> Double {
    var sums = [Double](repeating: 0, count: grid.count)
    for (frequency, value) in values.enumerated() where value > 0 { sums[self[frequency]] += value }
    return sums.max()!
  }
}

extension Shape {
  /// The samples along each axis that a decimation leaves.
  func divided(by factors: [Int]) -> Shape {
    Shape(unchecked: zip(dimensions, factors).map { $0 / $1 })
  }
}

extension AlignedBuffer where Element == Double {
  fileprivate convenience init(_ values: [Double]) {
    self.init(uninitialized: values.count)
    base.update(from: values, count: values.count)
  }
}
