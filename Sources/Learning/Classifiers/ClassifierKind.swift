import Numerical
import Scattering

/// The kinds of classifiers, by the names that the tool knows.
public enum ClassifierKind: String, CaseIterable, Codable, Sendable {
  case affinePCA = "pca"
  case ridge
  case linearSVM = "linear-svm"
  case logistic
  case radialSVM = "rbf-svm"
  case radialRidge = "rbf-ridge"

  /// A learner with its default candidates to choose from.
  public var learner: any Learner {
    // The defaults are in range.
    switch self {
    case .affinePCA: try! AffinePCA()
    case .ridge: try! Ridge()
    case .linearSVM: try! OneVersusRest(.squaredHinge)
    case .logistic: try! OneVersusRest(.logistic)
    case .radialSVM: try! RadialSVM()
    case .radialRidge: try! RadialRidge()
    }
  }
}

extension ClassifierKind {
  /// The preprocessing that serves scattering features best, by measurement (decision 9).
  public var preprocessing: [Preprocessing] {
    self == .affinePCA ? [.logarithm] : [.logarithm, .standardise]
  }

  /// How many samples are enough to choose hyperparameters by, where each candidate costs a fit of its own; nil where all come
  /// at the cost of about one.
  public var tuningSamples: Int? {
    switch self {
    case .affinePCA, .ridge: nil
    case .linearSVM, .logistic, .radialSVM: 10_000
    case .radialRidge: 3000
    }
  }
}

/// A model of any kind, as files hold it.
public enum FittedClassifier: Classifier, Hashable {
  case linear(LinearModel)
  case affinePCA(AffinePCAModel)
  case radialSVM(RadialSVMModel)
  case radialRidge(RadialExpansion)

  /// - Precondition: the model is of one of the kinds.
  init(_ model: any Classifier) {
    switch model {
    case let model as LinearModel: self = .linear(model)
    case let model as AffinePCAModel: self = .affinePCA(model)
    case let model as RadialSVMModel: self = .radialSVM(model)
    case let model as RadialExpansion: self = .radialRidge(model)
    default: preconditionFailure("\(type(of: model)) is no kind of model that is stored")
    }
  }

  private var model: any Classifier {
    switch self {
    case .linear(let model): model
    case .affinePCA(let model): model
    case .radialSVM(let model): model
    case .radialRidge(let model): model
    }
  }

  public var classCount: Int { model.classCount }
  public var dimension: Int { model.dimension }
  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    model.scores(of: vectors, parallel: parallel)
  }

  /// What is at odds in a decoded model, if anything.
  var contradiction: String? {
    let fits =
      switch self {
      case .linear(let model): model.offsets.elements.count == model.classCount
      case .affinePCA(let model):
        !model.spaces.isEmpty
          && model.spaces.allSatisfy {
            $0.mean.rows == 1 && $0.mean.columns == model.dimension
              && $0.directions.columns == model.dimension
          }
      case .radialSVM(let model): model.isConsistent
      case .radialRidge(let model): model.isConsistent
      }
    return fits ? nil : "arrays that do not fit each other"
  }
}
