import Stability

/// What the contestants learned from and were tested on.
public struct ComparisonDataset: Codable, Hashable, Sendable {
  /// As the user named it.
  public var name: String
  /// Rows and columns.
  public var shape: [Int]
  public var classNames: [String]
  public var trainCount: Int
  public var testCount: Int
  /// In one sentence: the official test set, or which share was set aside by which seed.
  public var split: String
  /// The files, with the SHA-256 of their bytes.
  public var files: [StabilityInput]

  public init(
    name: String, shape: [Int], classNames: [String], trainCount: Int, testCount: Int, split: String,
    files: [StabilityInput]
  ) {
    (self.name, self.shape, self.classNames, self.trainCount) = (name, shape, classNames, trainCount)
    (self.testCount, self.split, self.files) = (testCount, split, files)
  }
}
