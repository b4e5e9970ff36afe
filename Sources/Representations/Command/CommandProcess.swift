import Files
import Foundation

/// One run of a program: bytes in, bytes out, within a time.
struct CommandProcess {
  /// What errors call it.
  let name: String
  private let command: [String]
  private let timeout: Double
  private let outputLimit: Int
  private let isCancelled: @Sendable () -> Bool

  init(
    _ command: [String], timeout: Double, outputLimit: Int, isCancelled: @escaping @Sendable () -> Bool
  ) {
    (self.command, self.timeout, self.outputLimit) = (command, timeout, outputLimit)
    (name, self.isCancelled) = ("the command \(command.joined(separator: " "))", isCancelled)
  }

  /// What the program writes to standard output when it is given `input`.
  /// - Throws: `FileError` unless it ends well within the time; nothing is left running.
  func run(_ input: [UInt8]) throws(FileError) -> [UInt8] {
    let child = try ChildProcess(command, name)
    var streams = CommandStreams(child, input: input, outputLimit: outputLimit)
    let mask = blockBrokenPipes()
    let outcome = streams.exchange(deadline: .now + .seconds(timeout), isCancelled: isCancelled)
    unblockBrokenPipes(mask)
    let status = child.end(by: outcome == .finished ? .now + .seconds(1) : .now)
    try check(outcome, status, streams)
    return streams.output
  }

  private func check(
    _ outcome: CommandStreams.Outcome, _ status: ChildProcess.Status, _ streams: CommandStreams
  ) throws(FileError) {
    switch (outcome, status) {
    case (.late, _): throw failure("no end after \(timeout) seconds", streams)
    case (.cancelled, _): throw failure("an interruption", streams)
    case (.tooLong, _):
      throw failure("more than \(outputLimit) bytes of output", streams)
    case (.finished, .exited(0)): return
    case (.finished, .exited(let code)): throw failure("exit code \(code)", streams)
    case (.finished, .signalled(let signal)): throw failure("an end by signal \(signal)", streams)
    case (.finished, .killed): throw failure("no end after its output", streams)
    }
  }

  private func failure(_ found: String, _ streams: CommandStreams) -> FileError {
    let message = streams.lastError
    return FileError(
      .badData, name, found: message.isEmpty ? found : "\(found) and the message \"\(message)\"",
      expected: "a NumPy array and exit code 0")
  }

  /// A program that does not read makes writing to it a signal, which would end this one: it is taken instead.
  private func blockBrokenPipes() -> sigset_t {
    var (pipes, before) = (sigset_t(), sigset_t())
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipes, &before)
    return before
  }

  private func unblockBrokenPipes(_ before: sigset_t) {
    var (pipes, before, none) = (sigset_t(), before, timespec())
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    if sigismember(&before, SIGPIPE) == 0 {
      while sigtimedwait(&pipes, nil, &none) == SIGPIPE {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
