import Numerical
import Scattering

/// A way to fit a classifier, with the candidates among which cross-validation chooses hyperparameters.
public protocol Learner: Sendable {
  associatedtype Model: Classifier

  /// The learner's name, such as `ridge`.
  var name: String { get }

  /// The number of candidates, one at least; the most regularised is the first.
  var candidateCount: Int { get }

  /// The hyperparameters of a candidate as text, such as `lambda 0.1`.
  func describe(_ candidate: Int) -> String

  /// Which values of a candidate stand at the end of what is tried along their axis, such as `C 30, the largest tried`: one beyond might be better.
  func edges(_ candidate: Int) -> [String]

  /// Fits with the hyperparameters of one candidate.
  ///
  /// - Throws: `LearningError` for fewer than two classes, a class without samples, samples that are not finite, and
  ///   numbers so extreme that no solution is found.
  /// - Precondition: `candidate` is in `0..<candidateCount`.
  func fit(_ samples: LabelledVectors, candidate: Int, parallel: Parallel) throws(LearningError) -> Model

  /// The misclassified samples of `validation` by a fit to `training`, for each candidate; what candidates share is computed
  /// once.
  func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int]
}

extension Learner {
  public func edges(_ candidate: Int) -> [String] { [] }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    var counts: [Int] = []
    for candidate in 0..<candidateCount {
      let model = try fit(training, candidate: candidate, parallel: parallel)
      counts.append(model.misclassifiedCount(on: validation, parallel: parallel))
    }
    return counts
  }
}

/// Why nothing can be learnt from samples, or a model does not fit them.
public enum LearningError: Error, RangeError, Equatable, Sendable {
  /// Something of which there must be one a sample.
  case mismatchedCount(String, found: Int, samples: Int)
  /// Fewer than two classes.
  case oneClass(found: Int)
  /// A class without samples.
  case emptyClass(Int)
  /// A class with one sample, which cannot be both learnt from and held out.
  case singleSample(class: Int)
  /// A sample that is infinite or NaN.
  case nonFinite(row: Int, column: Int, found: String)
  /// Vectors of another length than a model was fitted to.
  case mismatchedDimension(found: Int, expected: Int)
  /// A hyperparameter outside of its range.
  case outOfRange(String, found: String, expected: String)
  /// More memory than there is.
  case tooLarge(String, bytes: Int)
  /// A decomposition that found no answer in numbers of this precision.
  case unsolved(String)
  /// A library of the system that is not there, as the loader reports it.
  case missingLibrary(String)
}

extension LinearAlgebra {
  /// Opens the libraries, which every learner does before all else.
  ///
  /// - Throws: `LearningError.missingLibrary`.
  static func open() throws(LearningError) {
    if let fault = openingFault() { throw .missingLibrary(fault) }
  }
}

extension LearningError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .mismatchedCount(let what, let found, let samples):
      "\(what): found \(found), expected one for each of \(samples) samples"
    case .oneClass(let found): "labels: found \(found == 1 ? "one class" : "no class"), expected two at least"
    case .emptyClass(let number): "class \(number): found no sample, expected one at least"
    case .singleSample(let number):
      "class \(number): found one sample, expected two at least to choose hyperparameters by cross-validation, or fixed ones"
    case .nonFinite(let row, let column, let found):
      "sample \(row), column \(column): found \(found), expected finite numbers"
    case .mismatchedDimension(let found, let expected):
      "vectors: found \(found) columns, expected the \(expected) that the model was fitted to"
    case .outOfRange(let name, let found, let expected): Self.text(name, found, expected)
    case .tooLarge(let what, let bytes):
      "\(what): found a need of \(max(1, bytes >> 30)) GB, expected what this machine has"
    case .unsolved(let what): "\(what): found no solution, expected samples that are not so extreme"
    case .missingLibrary(let reason):
      "solvers: found \(reason), expected OpenBLAS, LIBLINEAR and LIBSVM (Debian: libopenblas0, liblinear4, libsvm3)"
    }
  }
}
