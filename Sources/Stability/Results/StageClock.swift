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
