import ArgumentParser
import Learning

/// Where the class of each sample is said, for `train` and `predict`.
struct LabelOptions: ParsableArguments {
  static let discussion = """
    Labels are a .npy array of whole numbers or text, an IDX array, or text with one label a line, in the samples' order; or a \
    table of two columns, file and label, with a comma or a tab between them, in any order. A file of the table stands for the \
    samples whose path is it or ends with it at a slash, the longest such counting; stack.tif for all of its pages, unless \
    stack.tif[0] has a line of its own. Labels in order may hold those of inputs that could not be read, or leave them out.

    With --folder-labels the class is the folder right below the one that all inputs have in common: cat of photos/cat/1.png, \
    beside photos/dog.
    """

  @Option(
    help: ArgumentHelp("The class of each sample: an array, one a line, or a table.", valueName: "file"),
    completion: .file())
  var labels: String?

  @Flag(help: "Take the names of folders as classes.")
  var folderLabels = false

  func validate() throws {
    guard labels == nil || !folderLabels else {
      throw ValidationError("--labels and --folder-labels exclude each other.")
    }
  }

  /// nil where neither option was given.
  var source: LabelSource? { labels.map { .file($0) } ?? (folderLabels ? .folders : nil) }

  /// The file to name where labels are wrong: that of the labels or, where they come from folders, that of the features.
  func path(orOf features: String) -> String { labels ?? features }

  /// The labels of features, whose file is at `path`; nil where neither option was given. Says how they were found.
  func read(for table: FeatureTable, at path: String, _ messages: Messages) throws -> Labels? {
    guard let found = try source?.labels(of: table, at: path) else { return nil }
    for note in found.notes { messages.logger.info("\(note)") }
    return found.labels
  }
}
