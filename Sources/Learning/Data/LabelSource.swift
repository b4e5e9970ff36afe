import Files

/// Where the class of each sample is said.
public enum LabelSource: Hashable, Sendable {
  /// A file: labels in the samples' order, or a table of files and labels.
  case file(String)
  /// The names of folders: the class of a sample is the folder right below the one that all inputs have in common.
  case folders
}

/// The label of each sample of a set.
public struct SampleLabels: Sendable {
  /// The label of each sample as text, in the samples' order.
  public let names: [String]
  /// What a person should be told of how they were found.
  public let notes: [String]

  /// The classes are those that occur.
  public var labels: Labels { Labels(names: names) }
}

extension LabelSource {
  /// The labels of samples.
  ///
  /// - Parameters:
  ///   - path: The file or folder of the samples.
  ///   - names: The name of each sample.
  ///   - skipped: What else there was, but could not be read; their rows do not overlap.
  /// - Throws: As those of features.
  package func labels(
    of path: String, names: [String], skipped: [SkippedInput] = []
  ) throws(FileError) -> SampleLabels {
    switch self {
    case .folders:
      let labels = try FolderLabels(names + skipped.map(\.name)).labels(of: names)
      return SampleLabels(names: labels, notes: [Self.counts(Labels(names: labels))])
    case .file(let file):
      switch try LabelReader.read(file) {
      case .table(let table): return SampleLabels(names: try table.labels(of: names), notes: [])
      case .inOrder(let labels):
        return try OrderedLabels(path: file, names: labels).labels(
          of: path, count: names.count, skipped: skipped)
      }
    }
  }

  /// The labels of features, whose file is at `path`.
  ///
  /// - Throws: `.noInput` if the file of labels cannot be read; `.badData` if it holds no labels, or not those of these samples.
  public func labels(of table: FeatureTable, at path: String) throws(FileError) -> SampleLabels {
    try labels(of: path, names: table.names, skipped: table.skipped)
  }

  /// `classes: cat 12, dog 13`, ten of them at most.
  private static func counts(_ labels: Labels) -> String {
    let counts = zip(labels.classNames, labels.counts).map { "\($0) \($1)" }
    let more = counts.count > 10 ? " and \(counts.count - 10) more" : ""
    return "classes: \(counts.prefix(10).joined(separator: ", "))\(more)"
  }
}

/// Labels that belong to samples by their order.
private struct OrderedLabels {
  /// Their file.
  let path: String
  let names: [String]

  /// The labels of `count` samples: all or, where there is one for each skipped input too, without those.
  func labels(of samples: String, count: Int, skipped: [SkippedInput]) throws(FileError) -> SampleLabels {
    if names.count == count { return SampleLabels(names: names, notes: []) }
    let unknown = skipped.filter { $0.count == nil }
    guard unknown.isEmpty else {
      throw mismatch(
        "\(count), or a table of file and label: how many samples \(unknown[0].name) has, which could not be read, is unknown"
      )
    }
    let skippedCount = skipped.reduce(0) { $0 + ($1.count ?? 0) }
    guard !skipped.isEmpty else { throw mismatch("\(count), one for each sample of \(samples)") }
    guard names.count == count + skippedCount else {
      throw mismatch(
        "\(count), one for each sample of \(samples), or \(count + skippedCount) with those that could not be read"
      )
    }
    return SampleLabels(
      names: withoutRows(of: skipped),
      notes: ["\(path): labels of inputs that could not be read, left out: \(skippedCount)"])
  }

  private func mismatch(_ expected: String) -> FileError {
    FileError(.badData, path, found: "\(names.count) labels", expected: expected)
  }

  private func withoutRows(of skipped: [SkippedInput]) -> [String] {
    var (kept, next) = ([String](), 0)
    for input in skipped.sorted(by: { ($0.row, $0.count ?? 0) < ($1.row, $1.count ?? 0) }) {
      kept += names[next..<input.row]
      next = input.row + (input.count ?? 0)
    }
    return kept + names[next...]
  }
}
