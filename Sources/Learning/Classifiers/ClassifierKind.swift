/// The kinds of classifiers, by the names that the tool knows.
public enum ClassifierKind: String, CaseIterable, Codable, Sendable {
  case affinePCA = "pca"
  case ridge
  case linearSVM = "linear-svm"
  case logistic
  case radialSVM = "rbf-svm"

  /// A learner with its own settings to choose from.
  public var learner: any Learner {
    // The defaults are in range.
    switch self {
    case .affinePCA: try! AffinePCA()
    case .ridge: try! Ridge()
    case .linearSVM: try! OneVersusRest(.squaredHinge)
    case .logistic: try! OneVersusRest(.logistic)
    case .radialSVM: try! RadialSVM()
    }
  }
}

extension ClassifierKind {
  /// What serves scattering features best, by measurement (decision 9).
  public var preprocessing: [Preprocessing] {
    self == .affinePCA ? [.logarithm] : [.logarithm, .standardise]
  }

  /// How many samples are enough to choose a setting by, where each setting costs a fit of its own; nil where all come at the
  /// cost of about one.
  public var tuningSamples: Int? {
    switch self {
    case .affinePCA, .ridge: nil
    case .linearSVM, .logistic, .radialSVM: 10_000
    }
  }
}
