import Numerical

/// What is taken from blocks of neighbouring columns.
struct PathStatistics {
  /// The columns of a path.
  let pathWidth: Int

  /// The mean of |x| over each path, for each of its columns; 1 where it is zero.
  func meanMagnitudes(_ vectors: Matrix<Float>) -> [Float] {
    var sums = [Double](repeating: 0, count: vectors.columns / pathWidth)
    vectors.forEachRow { row in
      for column in 0..<vectors.columns { sums[column / pathWidth] += Double(abs(row[column])) }
    }
    return perColumn(sums.map { $0 / Double(vectors.rows * pathWidth) })
  }

  /// What divides each path by its largest norm; nothing where that is zero.
  func normDivision(_ vectors: Matrix<Float>) -> FittedPreprocessing {
    var largest = [Double](repeating: 0, count: vectors.columns / pathWidth)
    vectors.forEachRow { row in
      for path in largest.indices {
        let block = row[(path * pathWidth)..<((path + 1) * pathWidth)]
        largest[path] = max(largest[path], block.reduce(0.0) { $0 + Double($1) * Double($1) })
      }
    }
    let norms = perColumn(largest.map { $0.squareRoot() })
    return .affine(shifts: [Float](repeating: 0, count: vectors.columns), factors: norms.map { 1 / $0 })
  }

  private func perColumn(_ values: [Double]) -> [Float] {
    values.flatMap { [Float](repeating: $0 > 0 ? Float($0) : 1, count: pathWidth) }
  }
}
