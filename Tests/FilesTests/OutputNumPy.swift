import Foundation
import Testing

/// Python with NumPy, the judge of what was written.
enum OutputNumPy {
  /// The first `python3` of the search path that has NumPy.
  private static let interpreter: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/python3" }.first { (try? run($0, ["-c", "import numpy"]).status) == 0 }
  }()

  /// Runs a script, `numpy` imported as `np`, that fails by an assertion; `sys.argv[1:]` are the arguments.
  static func check(_ script: String, _ arguments: String...) throws {
    let interpreter = try #require(Self.interpreter, "no python3 of the search path has numpy")
    let prelude = "import csv, json, sys\nimport numpy as np\n"
    let (status, words) = try run(interpreter, ["-c", prelude + script] + arguments)
    #expect(status == 0, "\(words)")
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, words: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { $1 }
    process.standardError = errors
    try process.run()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: words, as: UTF8.self))
  }
}
