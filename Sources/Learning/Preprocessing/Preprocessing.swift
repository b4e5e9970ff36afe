import Numerical

/// What is done to vectors before they are learnt from, fitted to training samples alone.
///
/// A path is a block of neighbouring columns, all positions of one feature.
public enum Preprocessing: String, CaseIterable, Codable, Sendable {
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
    case .logarithm: return .logarithm(floors: paths.meanMagnitudes(vectors).map { $0 * Self.logarithmFloor })
    case .standardise: return vectors.standardisation
    case .scale: return vectors.rangeScaling
    case .pathNorm: return paths.normDivision(vectors)
    }
  }
}
