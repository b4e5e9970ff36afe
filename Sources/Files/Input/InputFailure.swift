import Arrays

/// An input that has no row in a set, because it cannot be read.
public struct InputFailure: Sendable {
  /// What was found in its place; the path names it.
  public let error: FileError
  /// The index along the first batch axis that its first row would have had among those of all inputs, failed ones counted; those of
  /// an unknown count are counted as none.
  public let row: Int
  /// The rows that it would have had, 1 for a picture; nil for a file of unknown length.
  public let count: Int?

  public var name: String { error.path }

  public init(error: FileError, row: Int, count: Int?) {
    (self.error, self.row, self.count) = (error, row, count)
  }

  /// The failures among entries, with the rows at which they stand.
  static func list(_ entries: [InputEntry]) -> [InputFailure] {
    var (row, failures): (Int, [InputFailure]) = (0, [])
    for entry in entries {
      if case .failed(let error, let count) = entry {
        failures.append(InputFailure(error: error, row: row, count: count))
      }
      row += entry.count ?? 0
    }
    return failures
  }
}

/// A file that was opened, or why it was not.
enum InputEntry: Sendable {
  case opened(any FrameSource)
  /// With the number of rows that are missing, nil if nobody knows.
  case failed(FileError, count: Int?)

  var source: (any FrameSource)? { if case .opened(let source) = self { source } else { nil } }
  var error: FileError? { if case .failed(let error, _) = self { error } else { nil } }

  /// The input as it was named.
  var path: String {
    switch self {
    case .opened(let source): source.path
    case .failed(let error, _): error.path
    }
  }

  /// The rows along the first batch axis.
  var count: Int? {
    switch self {
    case .opened(let source): source.entryCount
    case .failed(_, let count): count
    }
  }

  /// Opens the files of a listing, several at a time; what could not be listed is among the entries.
  static func open(_ listing: FolderListing, _ options: InputOptions, _ parallel: Parallel) -> [InputEntry] {
    let files = listing.files
    var entries = parallel.map(files.count) { index -> InputEntry in
      do throws(FileError) {
        return .opened(try FileFormat.open(files[index], options))
      } catch {
        return .failed(error, count: FileFormat.isSingleEntry(files[index], options) ? 1 : nil)
      }
    }
    for failure in listing.failures.reversed() {
      let count = FileFormat.isSingleEntry(failure.error.path, options) ? 1 : nil
      entries.insert(.failed(failure.error, count: count), at: failure.position)
    }
    return entries
  }
}
