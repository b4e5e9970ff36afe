import Foundation

/// How far a command has come, on standard error: one line that changes on a terminal, lines one after the other elsewhere.
final class Progress {
  private let isShown: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var stage: Stage?
  /// When the last update came, which is when the next stage began: the first update of a stage is of work already done.
  private var lastUpdate = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  init(isShown: Bool) { self.isShown = isShown }

  /// Begins a stage now: what came before is not of it.
  func restart() { (stage, lastUpdate) = (nil, .now) }

  /// Shows that `done` of `total` are done: a bar with rate and time left on a terminal, a line each tenth elsewhere. Another
  /// unit or total begins another stage.
  ///
  /// - Parameter printsTenths: Whether lines are printed where there is no terminal.
  func update(_ done: Int, of total: Int, _ unit: String, printsTenths: Bool = true) {
    guard isShown else { return }
    var stage =
      self.stage.flatMap { $0.total == total && $0.unit == unit ? $0 : nil }
      ?? Stage(total: total, unit: unit, start: lastUpdate)
    if isTerminal {
      drawBar(stage, done)
    } else if stage.isNewTenth(done), printsTenths {
      writeMessage("\(stage.state(done))\n")
    }
    (self.stage, lastUpdate) = (stage, .now)
  }

  /// Replaces the changing line by some text; where there is no terminal, prints it as a line.
  func show(_ text: String) {
    guard isShown else { return }
    writeMessage(isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n")
  }

  /// Prints a line that stays.
  func printLine(_ text: String) {
    finish()
    if isShown { writeMessage("\(text)\n") }
  }

  /// Clears the changing line.
  func finish() {
    if isShown && isTerminal { writeMessage("\r\u{1B}[K") }
  }

  private func drawBar(_ stage: Stage, _ done: Int) {
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100), done < stage.total { return }
    lastDrawn = now
    let width = 28
    let filled = stage.total == 0 ? width : done * width / stage.total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    writeMessage("\r\u{1B}[K\(bar) \(stage.state(done))")
  }
}

/// A part of the work, counted in one unit.
private struct Stage {
  let total: Int
  let unit: String
  let start: ContinuousClock.Instant
  private var tenthsShown = 0

  init(total: Int, unit: String, start: ContinuousClock.Instant) {
    (self.total, self.unit, self.start) = (total, unit, start)
  }

  /// Whether a tenth more is done than when this was last true.
  mutating func isNewTenth(_ done: Int) -> Bool {
    let tenth = total == 0 ? 10 : done * 10 / total
    guard tenth > tenthsShown else { return false }
    tenthsShown = tenth
    return true
  }

  /// `12,000 of 60,000 images, 15,800 a second, 3 s left`.
  func state(_ done: Int) -> String {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let rate = Double(done) / max(seconds, 1e-9)
    let rateText = rate < 10 ? String(format: "%.1f", rate) : grouped(Int(rate))
    let state = "\(grouped(done)) of \(grouped(total)) \(unit), \(rateText) a second"
    guard done > 0, done < total else { return state }
    return state + ", \(duration(Double(total - done) / rate)) left"
  }
}
