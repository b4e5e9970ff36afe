/// Where finished outcomes are kept, so that a killed comparison goes on where it was.
public protocol OutcomeJournal: Sendable {
  /// What was recorded under a key; nil if nothing was.
  func outcome(for key: String) -> Outcome?
  /// Keeps an outcome for good before it returns.
  func record(_ outcome: Outcome, for key: String) throws
}

/// Keeps nothing.
public struct NoJournal: OutcomeJournal {
  public init() {}
  public func outcome(for key: String) -> Outcome? { nil }
  public func record(_ outcome: Outcome, for key: String) {}
}
