/// What fixes a few-label comparison besides images and contestants.
public struct FewLabelSettings: Hashable, Sendable {
  /// Numbers of labels to learn from, ascending.
  public var labelCounts: [Int]
  /// Repetitions at each, each with labels of its own.
  public var repetitions: [Int]
  public var seed: UInt64
  public var tuning: Tuning

  /// - Precondition: as many repetitions as numbers of labels.
  public init(labelCounts: [Int], repetitions: [Int], seed: UInt64 = 0, tuning: Tuning = Tuning()) {
    precondition(
      labelCounts.count == repetitions.count,
      "\(repetitions.count) repetitions for \(labelCounts.count) counts")
    (self.labelCounts, self.repetitions, self.seed, self.tuning) = (labelCounts, repetitions, seed, tuning)
  }
}
