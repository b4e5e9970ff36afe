import ArgumentParser
import Foundation
import Logging

/// What the tool says in words, all on standard error.
struct Messages: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
  var quiet = false

  @Option(help: "The least grave messages shown.")
  var logLevel = Logger.Level.info

  var logger: Logger {
    var logger = Logger(label: "scatter") { _ in StandardErrorLog() }
    logger.logLevel = quiet ? max(logLevel, .warning) : logLevel
    return logger
  }

  var showsProgress: Bool { !quiet && logLevel <= .info }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// One line a message: plain words for information, the level before all else.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let prefix = event.level == .info ? "" : "\(event.level): "
    FileHandle.standardError.write(Data("\(prefix)\(event.message)\n".utf8))
  }
}
