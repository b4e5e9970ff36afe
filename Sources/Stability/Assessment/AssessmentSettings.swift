/// What an assessment measures and searches: pure data.
public struct AssessmentSettings: Codable, Hashable, Sendable {
  /// The name that reports give these settings.
  public var preset: String
  public var experiment: ExperimentSettings
  public var search: WorstCaseSettings
  /// The images of which the worst case is searched, spread evenly over their order by |grad x| / |x|, which is how much small
  /// deformations move them: their median then stands for that of all. None where it is 0.
  public var searchedImageCount: Int
  /// Whether the worst case of the raw pixels is searched as well: how far an image can be moved at all.
  public var searchesPixels: Bool

  public init(
    preset: String = "custom", experiment: ExperimentSettings = ExperimentSettings(),
    search: WorstCaseSettings = WorstCaseSettings(), searchedImageCount: Int = 4,
    searchesPixels: Bool = false
  ) {
    (self.preset, self.experiment, self.search) = (preset, experiment, search)
    (self.searchedImageCount, self.searchesPixels) = (searchedImageCount, searchesPixels)
  }
}
