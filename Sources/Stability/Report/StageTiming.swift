/// How long a stage took.
public struct StageTiming: Codable, Hashable, Sendable {
  public var stage: String
  public var seconds: Double

  public init(stage: String, seconds: Double) { (self.stage, self.seconds) = (stage, seconds) }
}
