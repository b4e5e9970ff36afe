import Files

/// What is learned from and what is tested on, in memory.
public struct DatasetSplit: Sendable {
  public let train: LabelledSignals
  public let test: LabelledSignals
  /// What decides which images these are: the files' digests, and how they were divided.
  public let trainIdentity, testIdentity: [String]
  /// Which images were set aside to test, in one sentence without its full stop.
  public let description: String
}
