import Comparison
import Foundation

/// How far a comparison has come, on standard error: a line that changes on a terminal, a line each round elsewhere.
final class RoundBar {
  private let isShown: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(isShown: Bool) { self.isShown = isShown }

  /// `12 of 40 rounds, now CNN at 300 labels, about 5 min 20 s left`.
  func update(_ progress: FewLabelProgress) {
    guard isShown else { return }
    var words = "\(progress.done) of \(progress.total) rounds"
    if let contestant = progress.method, let count = progress.labelCount {
      words += ", now \(contestant) at \(grouped(count)) labels"
      if let left = progress.secondsLeft { words += ", about \(duration(left)) left" }
    }
    sayInWords(isTerminal ? "\r\u{1B}[K\(words)" : "\(words)\n")
  }

  func finish() {
    if isShown && isTerminal { sayInWords("\r\u{1B}[K") }
  }
}
