import Foundation

/// A headless Chromium, where the machine has one: `CHROMIUM` names it, or it stands on the path.
struct Browser {
  let program: URL

  static let found: Browser? = {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let places =
      [environment["CHROMIUM"]].compactMap(\.self)
      + folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
    return places.first(where: FileManager.default.isExecutableFile).map {
      Browser(program: URL(filePath: $0))
    }
  }()

  /// Opens a page and returns what its scripts and loads complained of, line by line, and the page as it then
  /// stands.
  /// - Parameter options: More of the browser's own options, the size of its window for instance.
  func open(_ page: URL, profile: URL, options: [String] = []) throws -> (complaints: [String], page: String)
  {
    let process = Process()
    process.executableURL = program
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
        "--user-data-dir=\(profile.path)",
        "--virtual-time-budget=2000",
      ] + options + ["--dump-dom", page.absoluteString]
    let log = profile.appending(path: "log")
    let output = Pipe()
    try Data().write(to: log)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let page = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
    return (lines.filter { $0.contains("CONSOLE") }, page)
  }
}
