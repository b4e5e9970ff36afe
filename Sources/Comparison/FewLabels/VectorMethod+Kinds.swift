import Learning

extension VectorMethod {
  /// The method of a kind, with its choices of hyperparameters to try.
  ///
  /// - Parameters:
  ///   - vectors: Pixels, or the features that the kind takes.
  ///   - areImages: Whether signals are images, of which there are copies to learn from.
  /// - Precondition: the kind is no network.
  public static func standard(
    _ kind: MethodKind, vectors: VectorSet, pooling: FeaturePooling = .chosen, areImages: Bool = true
  ) throws(LearningError) -> VectorMethod {
    let copies = kind.learnsFromCopies && areImages
    let classifier = try classifier(of: kind, copies: copies)
    let samples = areImages ? "the samples of the image" : "the samples of the signal"
    let what = kind.order.map { "\(vectors.name), orders up to \($0)" } ?? samples
    return VectorMethod(
      name: kind.name, family: kind.order == nil ? .pixels : .scattering,
      detail: "\(what), \(classifier.text).", vectors: vectors, steps: classifier.steps,
      learner: classifier.learner, pooling: pooling, copies: copies)
  }

  private static func classifier(
    of kind: MethodKind, copies: Bool
  ) throws(LearningError) -> (learner: any Learner, steps: [Preprocessing], text: String) {
    let learned = copies ? "also with copies of the training images, " : ""
    switch kind {
    case .network, .hybrid, .leNet5, .residual: preconditionFailure("\(kind) takes images, not vectors")
    case .pixelsPCA: return (try pca, [], "classified by the nearest affine space of principal components")
    case .pixelsSVM: return (try svm, [], "classified by an RBF support vector machine")
    case .scattering1PCA, .scattering2PCA:
      return (
        try pca, [.pathNorm],
        "each path divided by its largest norm, classified by the nearest affine space of principal components"
      )
    case .scattering1SVM, .scattering2SVM:
      return (
        try svm, [.pathNorm],
        "each path divided by its largest norm, classified by an RBF support vector machine"
      )
    case .pixelsRidge:
      return (
        try ridge, [.standardise],
        "standardised, \(learned)classified by least squares with a Gaussian kernel"
      )
    case .scattering2Ridge:
      return (
        try ridge, [.logarithm, .standardise],
        "logarithms, standardised, \(learned)classified by least squares with a Gaussian kernel"
      )
    case .scatteringLinear:
      return (
        try linear, [.logarithm, .standardise],
        "logarithms, standardised, classified by linear support vector machines"
      )
    }
  }

  /// Principal components by class: as many as 30 images have, and thousands.
  private static var pca: AffinePCA {
    get throws(LearningError) { try AffinePCA(dimensions: [5, 10, 20, 40, 80, 160]) }
  }

  private static var svm: RadialSVM {
    get throws(LearningError) { try RadialSVM(costs: [4, 16], gammas: [0.25, 0.5, 1]) }
  }

  private static var ridge: RadialRidge {
    get throws(LearningError) {
      try RadialRidge(gammas: [0.25], lambdas: [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001])
    }
  }

  private static var linear: OneVersusRest {
    get throws(LearningError) { try OneVersusRest(.squaredHinge, costs: [0.1, 0.3, 1, 3, 10, 30]) }
  }
}
