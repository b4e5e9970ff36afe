/// What an assessment measures and searches: pure data.
public struct AssessmentSettings: Codable, Hashable, Sendable {
  /// The name that reports give these settings.
  public var preset: String
  public var experiment: ExperimentSettings
  public var search: WorstCaseSettings
  /// The number of images of which the worst case is searched, spread evenly over their order by |grad x| / |x|, which is how much small
  /// deformations move them: their median then stands for that of all. None where it is 0.
  public var searchedImageCount: Int
  /// Whether the worst case of the raw pixels is searched as well: how far an image can be moved at all.
  public var searchesPixels: Bool
  /// How closely the searched images' families of deformations are enclosed.
  public var families: FamilySettings

  public init(
    preset: String = "custom", experiment: ExperimentSettings = ExperimentSettings(),
    search: WorstCaseSettings = WorstCaseSettings(), searchedImageCount: Int = 4,
    searchesPixels: Bool = false, families: FamilySettings = FamilySettings()
  ) {
    (self.preset, self.experiment, self.search) = (preset, experiment, search)
    (self.searchedImageCount, self.searchesPixels) = (searchedImageCount, searchesPixels)
    self.families = families
  }
}

/// How thorough an assessment is, by name.
public enum StabilityPreset: String, CaseIterable, Codable, Sendable {
  /// The settings for a quick look, in seconds.
  case quick
  /// The settings for figures to work with, in some minutes.
  case standard
  /// The settings for figures to publish; as many times longer.
  case thorough

  /// - Parameters:
  ///   - seed: Fixes every figure.
  ///   - scales: J of K(tau).
  public func settings(seed: UInt64, scales: Int) -> AssessmentSettings {
    AssessmentSettings(
      preset: rawValue,
      experiment: ExperimentSettings(
        amplitudes: amplitudes, fieldCount: fieldCount, seed: seed, scales: scales,
        bootstrapCount: self == .quick ? 200 : 1000),
      search: search(seed: seed), searchedImageCount: searchedImageCount,
      families: FamilySettings(gap: self == .quick ? 0.25 : 0.1))
  }

  private var amplitudes: [Double] {
    switch self {
    case .quick: [0.5, 2]
    case .standard: [0.25, 0.5, 1, 2]
    case .thorough: [0.125, 0.25, 0.5, 1, 2, 4]
    }
  }

  private var fieldCount: Int {
    switch self {
    case .quick: 2
    case .standard: 10
    case .thorough: 50
    }
  }

  private var searchedImageCount: Int {
    switch self {
    case .quick: 2
    case .standard: 16
    case .thorough: 32
    }
  }

  private func search(seed: UInt64) -> WorstCaseSettings {
    switch self {
    case .quick:
      WorstCaseSettings(
        randomCount: 10, powerSteps: 3, ascentSteps: 2, largestStarts: 8, randomStarts: 0, seed: seed)
    case .standard:
      WorstCaseSettings(
        randomCount: 20, powerSteps: 3, ascentSteps: 4, largestStarts: 18, randomStarts: 10, seed: seed)
    case .thorough:
      WorstCaseSettings(
        randomCount: 500, powerSteps: 12, ascentSteps: 16, largestStarts: 60, randomStarts: 40, seed: seed)
    }
  }
}
