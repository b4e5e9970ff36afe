import Stability

/// A bar a stage, one after the other.
final class StageBars {
  private let isShown: Bool
  private var stage = ""
  /// When the stage before ended: the first that is told of a stage is already done.
  private var last = ContinuousClock.now
  private var bar: Progress?

  init(isShown: Bool) { self.isShown = isShown }

  func update(_ progress: ExperimentProgress) {
    if progress.stage != stage {
      finish()
      stage = progress.stage
      bar = Progress(total: progress.total, unit: stage, isShown: isShown, start: last)
    }
    bar?.update(progress.done)
    last = .now
  }

  func finish() { bar?.finish() }
}
