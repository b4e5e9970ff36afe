import Files

/// A journal in a file: a line an outcome, by the SHA-256 of its key.
extension JournalFile: OutcomeJournal {
  public func outcome(for key: String) -> Outcome? { value(for: Self.digest(key)) }

  public func record(_ outcome: Outcome, for key: String) throws {
    try append(outcome, for: Self.digest(key))
  }

  private static func digest(_ key: String) -> String { Array(key.utf8).withUnsafeBytes { sha256($0) } }
}
