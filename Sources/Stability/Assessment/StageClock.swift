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
