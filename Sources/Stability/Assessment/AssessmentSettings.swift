/// What an assessment measures and searches: pure data.
public struct AssessmentSettings: Codable, Hashable, Sendable {
  /// The name that reports give these settings.
  public var preset: String
  public var experiment: ExperimentSettings
  public var search: WorstCaseSettings
  /// The first images, for which the worst case is searched; none where it is 0.
  public var searchedImageCount: Int

  public init(
    preset: String = "custom", experiment: ExperimentSettings = ExperimentSettings(),
    search: WorstCaseSettings = WorstCaseSettings(), searchedImageCount: Int = 4
  ) {
    (self.preset, self.experiment, self.search) = (preset, experiment, search)
    self.searchedImageCount = searchedImageCount
  }
}
