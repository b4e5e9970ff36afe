import ArgumentParser
import Files
import Foundation
import Logging

/// The messages of the tool, all on standard error.
struct Messages: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
  var quiet = false

  @Option(help: "The least grave messages shown.")
  var logLevel = LogLevel.info

  var logger: Logger {
    var logger = Logger(label: "scatter") { _ in StandardErrorLog() }
    logger.logLevel = quiet ? max(logLevel.level, .warning) : logLevel.level
    return logger
  }

  var showsProgress: Bool { !quiet && logLevel.level <= .info }
}

/// The levels of messages, gravest last.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case debug, info, warning, error

  var level: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}

/// One line a message: plain text for information, the level before all else.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let prefix = event.level == .info ? "" : "\(event.level): "
    writeMessage("\(prefix)\(event.message)\n")
  }
}

/// Writes a message to standard error. A failure is not reported: there is nowhere left to report it.
func writeMessage(_ text: String) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    guard count > 0 || (count < 0 && errno == EINTR) else { return }
    rest = rest.dropFirst(max(count, 0))
  }
}

/// Writes a result to standard output, at once.
///
/// - Throws: `FileError.Kind.cannotWrite`, for instance where it goes to a full disk.
func printResult(_ text: String) throws(FileError) {
  let sink = try FileSink(duplicating: STDOUT_FILENO, name: "standard output")
  try Array("\(text)\n".utf8).withBytes(sink.append)
  try sink.close()
}
