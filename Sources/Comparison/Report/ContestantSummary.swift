/// One of the classifiers side by side.
public struct ContestantSummary: Codable, Hashable, Sendable {
  /// Such as `scattering m = 2, PCA`.
  public var name: String
  public var family: ContestantFamily
  /// What it is made of, in one sentence.
  public var detail: String
  /// Numbers that stand for one image before the classifier; nil for networks.
  public var dimension: Int?
  /// Numbers learned; nil where that says nothing.
  public var parameterCount: Int?
  /// Settings tried at each number of labels.
  public var candidateCount: Int

  public init(
    name: String, family: ContestantFamily, detail: String, dimension: Int?, parameterCount: Int?,
    candidateCount: Int
  ) {
    (self.name, self.family, self.detail, self.dimension) = (name, family, detail, dimension)
    (self.parameterCount, self.candidateCount) = (parameterCount, candidateCount)
  }
}
