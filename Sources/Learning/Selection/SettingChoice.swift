/// What cross-validation chose, and what it saw.
public struct SettingChoice: Codable, Hashable, Sendable {
  /// One of the settings that were tried.
  public struct Candidate: Codable, Hashable, Sendable {
    public let setting: String
    /// The share of held-out samples that a fit with the setting put into a wrong class; nil where there was nothing to choose.
    public let error: Double?
  }

  /// The place of the setting chosen.
  public let candidate: Int
  /// All settings tried, the most regularised first.
  public let candidates: [Candidate]
  /// The samples looked at, and the parts they were cut into; 0 where there was nothing to choose.
  public let samples, folds: Int

  public var setting: String { candidates[candidate].setting }
  public var error: Double? { candidates[candidate].error }

  /// The only setting there is.
  init(of learner: some Learner) {
    candidate = 0
    candidates = [Candidate(setting: learner.describe(0), error: nil)]
    (samples, folds) = (0, 0)
  }

  /// The first setting of fewest mistakes.
  init(of learner: some Learner, mistakes: [Int], samples: Int, folds: Int) {
    candidate = mistakes.firstIndex(of: mistakes.min()!)!
    candidates = mistakes.enumerated().map { place, count in
      Candidate(setting: learner.describe(place), error: Double(count) / Double(samples))
    }
    (self.samples, self.folds) = (samples, folds)
  }
}
