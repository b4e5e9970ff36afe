extension Matrix<Float> {
  /// The mean of each column.
  package var columnMeans: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    forEachRow { row in
      for column in 0..<columns { sums[column] += Double(row[column]) }
    }
    return sums.map { $0 / Double(max(rows, 1)) }
  }

  /// The mean over the columns of the variance of each; the mean of squares where `mean` is zero.
  package func meanVariance(around mean: [Double]) -> Double {
    var sum = 0.0
    forEachRow { row in
      for column in 0..<columns {
        let difference = Double(row[column]) - mean[column]
        sum += difference * difference
      }
    }
    return sum / Double(max(elements.count, 1))
  }

  /// The sum of the columns' variances, in which the widths of kernels are measured; 1 where no column varies.
  package var totalVariance: Double {
    let variance = meanVariance(around: columnMeans) * Double(columns)
    return variance > 0 ? variance : 1
  }

  /// The squared norm |x|^2 of each row.
  package var squaredNorms: [Float] {
    var norms: [Float] = []
    norms.reserveCapacity(rows)
    forEachRow { row in
      norms.append(Float(row.reduce(0.0) { $0 + Double($1) * Double($1) }))
    }
    return norms
  }

  /// Calls `body` with the memory of each row.
  package func forEachRow(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    elements.withUnsafeBufferPointer { elements in
      for row in 0..<rows {
        body(UnsafeBufferPointer(rebasing: elements[(row * columns)..<((row + 1) * columns)]))
      }
    }
  }

  /// The column of the largest element of each row (argmax); of equal ones the first.
  public var rowArgmax: [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(rows)
    forEachRow { row in
      indices.append(row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 })
    }
    return indices
  }
}
