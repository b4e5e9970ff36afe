/// How far an experiment or a search is: `done` of `total` steps of a stage.
public struct ExperimentProgress: Hashable, Sendable {
  public let stage: String
  public let done, total: Int

  public init(stage: String, done: Int, total: Int) {
    (self.stage, self.done, self.total) = (stage, done, total)
  }
}
