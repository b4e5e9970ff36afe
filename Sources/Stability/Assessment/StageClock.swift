/// Times the stages of a run, one after the other.
struct StageClock {
  private(set) var stages: [StageTiming] = []
  private var start = ContinuousClock.now

  /// Ends a stage; the next begins.
  mutating func end(_ stage: String) {
    let now = ContinuousClock.now
    stages.append(StageTiming(stage: stage, seconds: (now - start) / .seconds(1)))
    start = now
  }
}
