/// How far a few-label comparison has come.
public struct FewLabelProgress: Hashable, Sendable {
  /// Rounds of one contestant each that are done, and all there are.
  public let done, total: Int
  /// What is being done now; nil at the end.
  public let contestant: String?
  public let labelCount: Int?
  /// By what was measured so far; nil while nothing was.
  public let secondsLeft: Double?
}
