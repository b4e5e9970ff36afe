/// What fixes a comparison.
public struct ComparisonParameters: Codable, Hashable, Sendable {
  /// The preset's name.
  public var preset: String
  public var seed: UInt64
  /// The numbers of labels learned from, ascending.
  public var labelCounts: [Int]
  /// Repetitions at each number of labels, each with labels of its own.
  public var repetitions: [Int]
  public var scales: Int
  public var orientations: Int
  /// The effort of tuning each contestant had, in one sentence.
  public var tuning: String

  public init(
    preset: String, seed: UInt64, labelCounts: [Int], repetitions: [Int], scales: Int, orientations: Int,
    tuning: String
  ) {
    (self.preset, self.seed, self.labelCounts, self.repetitions) = (preset, seed, labelCounts, repetitions)
    (self.scales, self.orientations, self.tuning) = (scales, orientations, tuning)
  }
}
