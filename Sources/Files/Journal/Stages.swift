/// How far a long run is: `done` of `total` steps of a stage.
public struct StageProgress: Hashable, Sendable {
  public let stage: String
  public let done, total: Int

  public init(stage: String, done: Int, total: Int) {
    (self.stage, self.done, self.total) = (stage, done, total)
  }
}

/// Times the stages of a run, one after the other.
package struct StageClock {
  package private(set) var stages: [StageTiming] = []
  private var start = ContinuousClock.now

  package init() {}

  /// Ends a stage; the next begins.
  package mutating func end(_ stage: String) {
    let now = ContinuousClock.now
    stages.append(StageTiming(stage: stage, seconds: (now - start) / .seconds(1)))
    start = now
  }
}

/// How long a stage took.
public struct StageTiming: Codable, Hashable, Sendable {
  public var stage: String
  public var seconds: Double

  public init(stage: String, seconds: Double) { (self.stage, self.seconds) = (stage, seconds) }
}
