import Foundation

/// Writes a program's input and reads its output and its errors at the same time, so that neither side waits for the
/// other.
struct CommandStreams {
  enum Outcome {
    case finished, late, cancelled, tooLong
  }

  private(set) var output: [UInt8] = []
  private var errors: [UInt8] = []
  private let child: ChildProcess
  private let input: [UInt8]
  private let outputLimit: Int
  private var written = 0
  private var (isWriting, isReading, isListening) = (true, true, true)

  private static let errorLimit = 1 << 14

  init(_ child: ChildProcess, input: [UInt8], outputLimit: Int) {
    (self.child, self.input, self.outputLimit) = (child, input, outputLimit)
  }

  /// The last line of standard error that is not blank.
  var lastError: String {
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    let last = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    return last.trimmingCharacters(in: .whitespaces)
  }

  /// Goes on until the program has closed its output and its errors; its input is closed in any case.
  mutating func exchange(deadline: ContinuousClock.Instant, isCancelled: () -> Bool) -> Outcome {
    defer { closeInput() }
    while isReading || isListening {
      if ContinuousClock.now >= deadline { return .late }
      if isCancelled() { return .cancelled }
      var polled = [
        pollfd(fd: isWriting ? child.input : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: isReading ? child.output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isListening ? child.errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      // A tenth of a second, and a deadline is noticed.
      guard poll(&polled, 3, 100) > 0 else { continue }
      if polled[0].revents != 0 { write() }
      if polled[1].revents != 0 { isReading = Self.read(child.output, into: &output) }
      if polled[2].revents != 0 { isListening = Self.read(child.errors, into: &errors) }
      if errors.count > Self.errorLimit { errors.removeFirst(errors.count - Self.errorLimit) }
      if output.count > outputLimit { return .tooLong }
    }
    return .finished
  }

  private mutating func write() {
    let count = input.withUnsafeBytes { bytes in
      Foundation.write(child.input, bytes.baseAddress! + written, bytes.count - written)
    }
    if count > 0 { written += count }
    let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
    if isBroken || written == input.count { closeInput() }
  }

  private mutating func closeInput() {
    if isWriting { close(child.input) }
    isWriting = false
  }

  /// Whether there may be more.
  private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    let (block, start) = (1 << 16, bytes.count)
    bytes.append(contentsOf: repeatElement(0, count: block))
    let count = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress! + start, block) }
    let code = errno
    bytes.removeLast(block - max(count, 0))
    return count > 0 || (count < 0 && (code == EAGAIN || code == EINTR))
  }
}
