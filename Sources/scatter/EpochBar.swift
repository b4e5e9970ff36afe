import Foundation
import Networks

/// How far a training is, on standard error: a bar on a terminal, which leaves a line for every epoch; those lines alone elsewhere.
final class EpochBar {
  private let isShown: Bool
  private var bar: Progress?
  private var last: TrainingProgress?

  init(isShown: Bool) { self.isShown = isShown }

  func update(_ state: TrainingProgress) {
    guard isShown else { return }
    if isatty(STDERR_FILENO) == 1 {
      if bar == nil { bar = Progress(total: state.epochs * state.steps, unit: "steps", isShown: true) }
      bar?.update((state.epoch - 1) * state.steps + state.step)
    }
    last = state
    if state.step == state.steps { tell(state) }
  }

  func finish() { bar?.finish() }

  private func tell(_ state: TrainingProgress) {
    bar?.finish()
    let validation = state.validationAccuracy.map { ", validation before \(percent($0))" } ?? ""
    sayInWords(
      "epoch \(state.epoch) of \(state.epochs): loss \(String(format: "%.4f", state.loss)), accuracy \(percent(state.accuracy))\(validation), "
        + "\(duration(state.secondsLeft)) left\n")
  }

  private func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
}
