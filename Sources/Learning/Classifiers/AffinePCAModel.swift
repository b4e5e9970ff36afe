import CSolvers
import Scattering

/// An affine space a class: the score is minus the squared distance to it.
public struct AffinePCAModel: Classifier, Hashable {
  /// One a class.
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
              place, row, residual in
              out.base[place * size + (rows.lowerBound + row) * classCount + number] = -residual
            }
          }
        }
      }
    }
    return dimensions.indices.map { place in
      Matrix(Array(all[(place * size)..<((place + 1) * size)]), rows: vectors.rows, columns: classCount)
    }
  }
}

extension PrincipalSpace {
  /// Gives the squared distance of each row to the space along the first directions, for each number of directions.
  ///
  /// - Parameter dimensions: Ascending.
  fileprivate func forResiduals(
    _ rows: UnsafePointer<Float>, _ count: Int, _ dimensions: [Int], _ give: (Int, Int, Float) -> Void
  ) {
    let columns = mean.columns
    let centered = centered(rows, count)
    let coordinates = coordinates(centered, count)
    for row in 0..<count {
      var residual = centered[(row * columns)..<((row + 1) * columns)].reduce(0.0) {
        $0 + Double($1) * Double($1)
      }
      var direction = 0
      for (place, dimension) in dimensions.enumerated() {
        while direction < min(dimension, directions.rows) {
          let coordinate = Double(coordinates[row * directions.rows + direction])
          residual -= coordinate * coordinate
          direction += 1
        }
        give(place, row, Float(residual))
      }
    }
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

  /// `[count, directions]`.
  private func coordinates(_ centered: [Float], _ count: Int) -> [Float] {
    guard directions.rows > 0 else { return [] }
    let columns = Int32(mean.columns)
    var coordinates = [Float](repeating: 0, count: count * directions.rows)
    solvers_product_float(
      0, 1, Int32(count), Int32(directions.rows), columns, centered, columns, directions.elements, columns, 0,
      &coordinates,
      Int32(directions.rows))
    return coordinates
  }
}
