import Numerical

extension Matrix<Float> {
  /// What takes every column to mean 0 and variance 1, and a constant one to 0.
  var standardisation: FittedPreprocessing {
    let mean = columnMeans
    var squares = [Double](repeating: 0, count: columns)
    forEachRow { row in
      for column in 0..<columns {
        let difference = Double(row[column]) - mean[column]
        squares[column] += difference * difference
      }
    }
    let ranges = columnRanges
    let factors = squares.indices.map { column in
      ranges[column].isEmpty ? 0 : Float(1 / (squares[column] / Double(rows)).squareRoot())
    }
    return .affine(shifts: mean.map(Float.init), factors: factors)
  }

  /// What takes every column to -1...1, and a constant one to 0.
  var rangeScaling: FittedPreprocessing {
    let ranges = columnRanges
    return .affine(
      shifts: ranges.map { Float((Double($0.lowerBound) + Double($0.upperBound)) / 2) },
      factors: ranges.map { $0.isEmpty ? 0 : Float(2 / (Double($0.upperBound) - Double($0.lowerBound))) })
  }

  /// From the least to the largest element of each column, empty where they are the same.
  private var columnRanges: [Range<Float>] {
    var least = Array(row(0))
    var largest = least
    forEachRow { row in
      for column in 0..<columns {
        least[column] = min(least[column], row[column])
        largest[column] = max(largest[column], row[column])
      }
    }
    return zip(least, largest).map { $0..<$1 }
  }
}
