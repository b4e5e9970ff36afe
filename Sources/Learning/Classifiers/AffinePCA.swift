import CSolvers
import Numerical
import Scattering

/// The generative classifier of Bruna and Mallat 2013 (section 4.1): each class is the affine space through its mean along its
/// first principal directions, and a sample belongs to the class whose space is nearest.
///
/// The directions are eigenvectors of a class's covariance or, where it has fewer samples than columns, of its samples'
/// products, in double precision; classes are distributed over threads. Spaces of all dimensions come from one decomposition a
/// class.
public struct AffinePCA: Learner {
  /// The candidates: dimensions of the spaces, ascending.
  public let dimensions: [Int]

  /// A learner that chooses among dimensions.
  ///
  /// - Throws: `LearningError.outOfRange` for no dimension, or one below 0.
  public init(dimensions: [Int] = AffinePCA.defaultDimensions) throws(LearningError) {
    guard !dimensions.isEmpty, dimensions.allSatisfy({ $0 >= 0 }) else {
      throw .outOfRange("dimension", found: "\(dimensions)", expected: "one at least, none below 0")
    }
    self.dimensions = dimensions.sorted()
  }

  public static let defaultDimensions = [
    0, 1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 100, 120, 140, 160, 200, 240, 300,
  ]

  public var name: String { "pca" }
  public var candidateCount: Int { dimensions.count }
  public func describe(_ candidate: Int) -> String { "dimension \(dimensions[candidate])" }
  public func edges(_ candidate: Int) -> [String] {
    Hyperparameter.edges("dimension", Double(dimensions[candidate]), of: dimensions.map(Double.init))
  }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> AffinePCAModel {
    try fit(samples, dimension: dimensions[candidate], parallel)
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    let model = try fit(training, dimension: dimensions.last!, parallel)
    return model.scores(of: validation.vectors, dimensions: dimensions, parallel).map { scores in
      zip(scores.rowArgmax, validation.labels).count { $0 != $1 }
    }
  }

  private func fit(
    _ samples: LabelledVectors, dimension: Int, _ parallel: Parallel
  ) throws(LearningError) -> AffinePCAModel {
    try LinearAlgebra.open()
    try samples.check()
    let indices = samples.indicesByClass
    let spaces = try parallel.map(samples.classCount) { (number) throws(LearningError) in
      try PrincipalSpace(of: samples.vectors.selecting(indices[number]), dimension: dimension)
    }
    return AffinePCAModel(spaces: spaces)
  }
}

/// A fitted affine-PCA classifier, an affine space a class: the score is minus the squared distance to it.
public struct AffinePCAModel: Classifier, Hashable {
  /// The affine space of each class.
  public let spaces: [PrincipalSpace]

  public var classCount: Int { spaces.count }
  public var dimension: Int { spaces[0].mean.columns }

  /// The dimension of the largest space.
  private var largest: Int { spaces.map(\.directions.rows).max()! }

  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    scores(of: vectors, dimensions: [largest], parallel)[0]
  }

  /// The scores by the first directions of every class, for each number of directions.
  ///
  /// - Parameter dimensions: Ascending.
  func scores(of vectors: Matrix<Float>, dimensions: [Int], _ parallel: Parallel) -> [Matrix<Float>] {
    LinearAlgebra.requireLibraries()
    let size = vectors.rows * classCount
    let all = makeArray(dimensions.count * size) { (out: Pointer<Float>) in
      vectors.elements.withUnsafeBufferPointer { source in
        let source = Pointer(source)
        parallel.forEachChunk(of: vectors.rows, size: LinearAlgebra.blockSize) { rows in
          for number in spaces.indices {
            spaces[number].forResiduals(source.base + rows.lowerBound * dimension, rows.count, dimensions) {
              index, row, residual in
              out.base[index * size + (rows.lowerBound + row) * classCount + number] = -residual
            }
          }
        }
      }
    }
    return dimensions.indices.map { index in
      Matrix(Array(all[(index * size)..<((index + 1) * size)]), rows: vectors.rows, columns: classCount)
    }
  }
}

extension PrincipalSpace {
  /// Calls `body` with the squared distance of each row to the space along the first directions, for each number of directions.
  ///
  /// Projections are taken off the rows themselves, one block of directions after the other. So the distance of a row close to
  /// the space keeps its digits, where |x|^2 less the squares of coordinates in single precision would leave their rounding.
  ///
  /// - Parameters:
  ///   - dimensions: Ascending.
  ///   - body: Is called with the index of the number of directions, the row, and the squared distance.
  fileprivate func forResiduals(
    _ rows: UnsafePointer<Float>, _ count: Int, _ dimensions: [Int], _ body: (Int, Int, Float) -> Void
  ) {
    var residuals = centered(rows, count)
    var removed = 0
    for (index, dimension) in dimensions.enumerated() {
      let end = min(dimension, directions.rows)
      if removed < end { removeProjections(on: removed..<end, from: &residuals, count) }
      removed = max(removed, end)
      residuals.withUnsafeBufferPointer { residuals in
        for row in 0..<count {
          body(index, row, Float(squaredNorm(residuals[(row * mean.columns)..<((row + 1) * mean.columns)])))
        }
      }
    }
  }

  private func squaredNorm(_ row: Slice<UnsafeBufferPointer<Float>>) -> Double {
    row.reduce(0) { $0 + Double($1) * Double($1) }
  }

  private func centered(_ rows: UnsafePointer<Float>, _ count: Int) -> [Float] {
    let columns = mean.columns
    return makeArray(count * columns) { (out: Pointer<Float>) in
      mean.elements.withUnsafeBufferPointer { mean in
        for row in 0..<count {
          for column in 0..<columns {
            out.base[row * columns + column] = rows[row * columns + column] - mean[column]
          }
        }
      }
    }
  }

  /// Takes off `count` rows their projections on some of the directions.
  private func removeProjections(on range: Range<Int>, from rows: inout [Float], _ count: Int) {
    let (columns, width) = (Int32(mean.columns), Int32(range.count))
    var coordinates = [Float](repeating: 0, count: count * range.count)
    directions.elements.withUnsafeBufferPointer { directions in
      let first = directions.baseAddress! + range.lowerBound * mean.columns
      solvers_product_float(
        0, 1, Int32(count), width, columns, rows, columns, first, columns, 0, &coordinates, width)
      for index in coordinates.indices { coordinates[index].negate() }
      solvers_product_float(
        0, 0, Int32(count), columns, width, coordinates, width, first, columns, 1, &rows, columns)
    }
  }
}
