import Numerical

/// A step of preprocessing before vectors are learnt from, fitted to training samples alone.
///
/// A path is a block of neighbouring columns, all positions of one feature.
public enum Preprocessing: String, CaseIterable, Codable, Sendable {
  /// The mean over the positions of each path, one number a path: what is left does not depend on where in the image something stands.
  case mean
  /// log(|x| + epsilon m) with epsilon = `logarithmFloor` and m the mean of |x| over the training samples and the columns of
  /// x's path; 1 where that is zero.
  case logarithm = "log"
  /// Each column less its mean over the training samples, divided by its standard deviation.
  case standardise
  /// Each column by the affine map that takes its least and largest value over the training samples to -1 and 1.
  case scale
  /// Each path divided by its largest Euclidean norm over the training samples (Bruna and Mallat 2013, section 4.1).
  case pathNorm = "path-norm"

  /// What is added before a logarithm, relative to a path's mean.
  public static let logarithmFloor: Float = 0.01

  /// Fits the step to training samples.
  ///
  /// - Parameters:
  ///   - vectors: The training samples as the steps before leave them.
  ///   - pathWidth: The columns of a path.
  /// - Precondition: there is a sample, and the width divides the number of columns.
  public func fit(_ vectors: Matrix<Float>, pathWidth: Int) -> FittedPreprocessing {
    precondition(
      pathWidth > 0 && vectors.columns % pathWidth == 0, "\(vectors.columns) columns in paths of \(pathWidth)"
    )
    let paths = PathStatistics(pathWidth: pathWidth)
    switch self {
    case .mean: return .mean(columns: vectors.columns, pathWidth: pathWidth)
    case .logarithm: return .logarithm(floors: paths.meanMagnitudes(vectors).map { $0 * Self.logarithmFloor })
    case .standardise: return vectors.standardisation
    case .scale: return vectors.rangeScaling
    case .pathNorm: return paths.normDivision(vectors)
    }
  }
}

extension Preprocessing {
  /// The columns of a path after the step.
  func pathWidth(after pathWidth: Int) -> Int { self == .mean ? 1 : pathWidth }
}

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

  /// The range from the least to the largest element of each column, empty where they are the same.
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
