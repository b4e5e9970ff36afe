import Foundation

/// How far a run has come, on standard error: a bar with rate and time left on a terminal, a line each tenth elsewhere.
final class Progress {
  private let total: Int
  private let unit: String
  private let isShown: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let start: ContinuousClock.Instant
  private var lastDrawn: ContinuousClock.Instant?
  private var tenthsShown = 0

  init(total: Int, unit: String, isShown: Bool, start: ContinuousClock.Instant = .now) {
    (self.total, self.unit, self.isShown, self.start) = (total, unit, isShown, start)
  }

  /// Tells that `done` of the total are done.
  func update(_ done: Int) {
    guard isShown else { return }
    if isTerminal { drawBar(done) } else { printTenth(done) }
  }

  /// Clears the bar.
  func finish() {
    if isShown && isTerminal { sayInWords("\r\u{1B}[K") }
  }

  private func drawBar(_ done: Int) {
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100), done < total { return }
    lastDrawn = now
    let width = 28
    let filled = total == 0 ? width : done * width / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    sayInWords("\r\u{1B}[K\(bar) \(state(done))")
  }

  private func printTenth(_ done: Int) {
    let tenth = total == 0 ? 10 : done * 10 / total
    guard tenth > tenthsShown else { return }
    tenthsShown = tenth
    sayInWords("\(state(done))\n")
  }

  /// `12,000 of 60,000 images, 15,800 a second, 3 s left`.
  private func state(_ done: Int) -> String {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let rate = Double(done) / max(seconds, 1e-9)
    let amount = "\(grouped(done)) of \(grouped(total)) \(unit)"
    guard done > 0, done < total else { return amount + ", \(words(rate)) a second" }
    return amount + ", \(words(rate)) a second, \(duration(Double(total - done) / rate)) left"
  }

  private func words(_ rate: Double) -> String {
    rate < 10 ? String(format: "%.1f", rate) : grouped(Int(rate))
  }
}

/// Some time in words: `12 s`, `5 min 20 s`, `3 h 5 min`.
func duration(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded(.up))
  if whole < 60 { return "\(whole) s" }
  return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
}

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
  let digits = Array(String(abs(number)))
  let groups = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return (number < 0 ? "-" : "") + groups.joined()
}
