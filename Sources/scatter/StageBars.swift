import Stability

/// A bar a stage, one after the other.
final class StageBars {
  private let isShown: Bool
  private var stage = ""
  private var bar: Progress?

  init(isShown: Bool) { self.isShown = isShown }

  func update(_ progress: ExperimentProgress) {
    if progress.stage != stage {
      finish()
      stage = progress.stage
      bar = Progress(total: progress.total, unit: stage, isShown: isShown)
    }
    bar?.update(progress.done)
  }

  func finish() { bar?.finish() }
}
