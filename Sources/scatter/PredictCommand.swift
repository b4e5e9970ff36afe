import ArgumentParser
import Files
import Learning

/// `scatter predict MODEL FEATURES -o OUT`.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the classes of features with a fitted model.",
    discussion: """
      Writes .csv with the name and the class of every sample, or .npy with the number of the class in the model's order. With \
      --scores the .csv has a column more a class, and the .npy is [samples, classes] of scores: the largest wins. A picture in \
      colour is one sample. The .csv is a table that --labels takes.

      With --labels or --folder-labels prints the error and which classes were taken for which. \(LabelOptions.discussion)
      """)

  @Argument(
    help: ArgumentHelp("A model that 'scatter train' wrote.", valueName: "model"), completion: .file())
  var model: String

  @Argument(help: ArgumentHelp("Features: .npz, .npy or .csv.", valueName: "features"), completion: .file())
  var features: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: .csv or .npy.", valueName: "file"),
    completion: .file(extensions: ["csv", "npy"]))
  var output: String

  @Flag(help: "Write the scores of all classes.")
  var scores = false

  @OptionGroup(title: "The labels") var labels: LabelOptions

  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws {
    let format = try PredictionFormat(path: output)
    let model = try StoredModel(path: model)
    let table = try FeatureTable(path: features)
    let truth = try labels.read(for: table, at: features, messages).map {
      try model.classes(of: $0, at: labels.path(orOf: features))
    }
    let scores = try model.scores(of: table, at: features)
    if let warning = model.warning(of: table) { messages.logger.warning("\(features): \(warning)") }
    let predictions = Predictions(names: table.names, classNames: model.classNames, scores: scores)
    try predictions.write(to: output, format: format, withScores: self.scores)
    messages.logger.info(
      "\(output): \(grouped(scores.rows)) samples, by \(model.learner), \(model.choice.hyperparameters)")
    if let truth {
      let confusion = ConfusionMatrix(
        truth: truth, predictions: predictions.classes, classCount: model.classNames.count)
      try printResult(confusion.text(model.classNames))
    }
  }
}

extension ConfusionMatrix {
  /// The error, then a row a true class and a column a predicted one.
  fileprivate func text(_ names: [String]) -> String {
    let error =
      "error \(percent(Double(misclassifiedCount) / Double(total))): \(grouped(misclassifiedCount)) of \(grouped(total))"
    let rows = [["class"] + names] + names.indices.map { [names[$0]] + counts[$0].map(String.init) }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    let lines = rows.map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
    }
    return ([error, "true classes in rows, predicted ones in columns:"] + lines).joined(separator: "\n")
  }
}
