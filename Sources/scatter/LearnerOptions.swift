import ArgumentParser
import Learning

/// What is fitted, and how its hyperparameters are chosen.
struct LearnerOptions: ParsableArguments {
  @Option(
    help:
      "pca: the affine-PCA classifier of Bruna and Mallat. rbf-svm, rbf-ridge: a support vector machine, and least squares, with Gaussian kernel."
  )
  var classifier = ClassifierKind.linearSVM

  @Option(
    help: ArgumentHelp(
      """
      Steps before the classifier, fitted to the training samples, joined by commas: mean (over the positions of each path), log, standardise, \
      scale (to -1...1), path-norm (each path by its largest norm), or none. By default log,standardise; for pca log.
      """, valueName: "steps"))
  var preprocess: PreprocessingSteps?

  @Option(
    help: """
      none: a feature at every position. mean: first of all the mean over the positions of each path, for images whose class does not depend on \
      where in them something stands, such as textures.
      """)
  var pool = Pooling.none

  @Option(
    name: .customLong("c"),
    help: ArgumentHelp(
      """
      The cost C of the support vector machines, or of logistic regression; for the linear ones in units of one over the mean \
      squared norm of the samples. May be repeated.
      """, valueName: "C"))
  var costs: [Double] = []

  @Option(
    name: .customLong("gamma"),
    help: ArgumentHelp(
      "gamma of rbf-svm and rbf-ridge, in units of one over the sum of the features' variances. May be repeated.",
      valueName: "gamma"))
  var gammas: [Double] = []

  @Option(
    name: .customLong("lambda"),
    help: ArgumentHelp(
      "The penalty of ridge, in units of the features' mean sum of squares, or of rbf-ridge, in those of its kernel. May be repeated.",
      valueName: "lambda"))
  var lambdas: [Double] = []

  @Option(
    name: .customLong("dimension"),
    help: ArgumentHelp("The dimension of pca's affine spaces. May be repeated.", valueName: "n"))
  var dimensions: [Int] = []

  @Option(
    help: ArgumentHelp("Parts of the training samples by which hyperparameters are chosen.", valueName: "n"))
  var folds = 5

  @Option(help: "Fixes the parts.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      """
      Choose hyperparameters by so many samples at most; the model is fitted to all. By default all for pca and ridge, 10000 for \
      the others.
      """, valueName: "n"))
  var tuningSamples: Int?

  func validate() throws {
    _ = try ofLearner { () throws(LearningError) in try learner }
    _ = try ofLearner { () throws(LearningError) in try crossValidation }
    let given: [(String, Bool, Bool)] = [
      ("--c", !costs.isEmpty, [.linearSVM, .logistic, .radialSVM].contains(classifier)),
      ("--gamma", !gammas.isEmpty, classifier == .radialSVM || classifier == .radialRidge),
      ("--lambda", !lambdas.isEmpty, classifier == .ridge || classifier == .radialRidge),
      ("--dimension", !dimensions.isEmpty, classifier == .affinePCA),
    ]
    for (name, isGiven, fits) in given where isGiven && !fits {
      throw ValidationError("\(name) is no hyperparameter of --classifier \(classifier.rawValue).")
    }
  }

  /// The learner that the options describe: with given hyperparameters, or the default candidates to choose from.
  var learner: any Learner {
    get throws(LearningError) {
      switch classifier {
      case .affinePCA:
        try AffinePCA(dimensions: dimensions.isEmpty ? AffinePCA.defaultDimensions : dimensions)
      case .ridge: try Ridge(lambdas: lambdas.isEmpty ? Ridge.defaultLambdas : lambdas)
      case .linearSVM: try OneVersusRest(.squaredHinge, costs: costs.isEmpty ? nil : costs)
      case .logistic: try OneVersusRest(.logistic, costs: costs.isEmpty ? nil : costs)
      case .radialSVM:
        try RadialSVM(
          costs: costs.isEmpty ? RadialSVM.defaultCosts : costs,
          gammas: gammas.isEmpty ? RadialSVM.defaultGammas : gammas)
      case .radialRidge:
        try RadialRidge(
          gammas: gammas.isEmpty ? RadialRidge.defaultGammas : gammas,
          lambdas: lambdas.isEmpty ? RadialRidge.defaultLambdas : lambdas)
      }
    }
  }

  var crossValidation: CrossValidation {
    get throws(LearningError) {
      try CrossValidation(folds: folds, seed: seed, sampleLimit: tuningSamples ?? classifier.tuningSamples)
    }
  }

  var steps: [Preprocessing] {
    let steps = preprocess?.steps ?? classifier.preprocessing
    return pool == .mean && steps.first != .mean ? [.mean] + steps : steps
  }
}

/// What becomes of the positions of features.
enum Pooling: String, CaseIterable, ExpressibleByArgument { case none, mean }

/// A list of steps as an option gives it.
struct PreprocessingSteps: ExpressibleByArgument {
  let steps: [Preprocessing]

  init?(argument: String) {
    guard argument != "none" else {
      steps = []
      return
    }
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    steps = names.compactMap { Preprocessing(rawValue: String($0)) }
    guard steps.count == names.count else { return nil }
  }
}

extension ClassifierKind: ExpressibleByArgument {}

/// Makes something of options alone: what does not fit is an error of usage.
private func ofLearner<Result>(_ make: () throws(LearningError) -> Result) throws -> Result {
  do { return try make() } catch { throw ValidationError("\(error).") }
}
