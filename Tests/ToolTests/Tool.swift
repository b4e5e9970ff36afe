import Foundation
import TestSupport
import Testing

/// A finished run of a program.
struct Run {
  let status: Int32
  let output: String
  let errors: String

  /// The lines on standard error, but for those that tell how far the work has come.
  var words: [String] {
    errors.split(separator: "\n").map(String.init).filter {
      !$0.hasSuffix(" a second") && !$0.hasSuffix(" left")
    }
  }

  /// Whether a line says how inputs are read.
  static func isOfInputs(_ line: String) -> Bool {
    let texts = [
      ": [0-9x ]+, read as ", " stored in colour and turned to gray",
      " stored with an alpha or a further channel",
      " left out of the folders ",
    ]
    return texts.contains { line.range(of: $0, options: .regularExpression) != nil }
  }
}

/// Checks that a run failed as it should: its exit code, nothing on standard output, and on standard error lines that hold what
/// failed, `lineCount` of them, of which the first holds `words` and, unless the command itself was wrong, what was found and what was expected; before it only how inputs are read.
func expectFailure(
  _ run: Run, _ status: Int32, _ words: [String], lineCount: Int = 1,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  let notes = run.words.dropLast(lineCount)
  let sentences = run.words.suffix(lineCount)
  #expect(
    notes.allSatisfy(Run.isOfInputs) && run.errors.hasSuffix("\n"), "\(run.errors)",
    sourceLocation: sourceLocation)
  #expect(
    sentences.count == lineCount && sentences.allSatisfy { $0.hasPrefix("error: ") }, "\(run.errors)",
    sourceLocation: sourceLocation)
  let sentence = sentences.first ?? ""
  for word in words + (status == 64 ? [] : [": found ", ", expected "]) {
    #expect(sentence.contains(word), "\(sentence) lacks \(word)", sourceLocation: sourceLocation)
  }
}

/// The built tool, run as a person would run it.
enum Tool {
  /// Beside the test bundle.
  static let path: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let beside = bundle.appendingPathComponent("scatter").path
    return FileManager.default.isExecutableFile(atPath: beside)
      ? beside : "\(repository)/.build/release/scatter"
  }()

  /// A python3 that has NumPy; Debian's where the first one on the path has none.
  static let python: String = {
    let candidates = ["/usr/bin/env python3", "/usr/bin/python3"]
    return candidates.first { shell("\($0) -c 'import numpy'").status == 0 } ?? "no python3 with NumPy"
  }()

  static func run(_ arguments: String..., in folder: String = repository) -> Run {
    start(path, arguments, in: folder)()
  }

  static func run(_ arguments: [String], in folder: String = repository) -> Run {
    start(path, arguments, in: folder)()
  }

  static func shell(_ script: String, in folder: String = repository) -> Run {
    start("/bin/bash", ["-c", script], in: folder)()
  }

  /// What a Python program prints, with NumPy as `np` and the arguments as `sys.argv[1:]`.
  static func numpy(_ program: String, _ arguments: String..., python: String = Tool.python) -> String {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let run = shell("\(python) - \(words) <<'END'\nimport sys, json\nimport numpy as np\n\(program)\nEND")
    return run.status == 0 ? run.output.trimmingCharacters(in: .newlines) : "failed: \(run.errors)"
  }

  /// The exit code of the tool, interrupted as soon as a Python expression is true, which knows the folder as
  /// `sys.argv[2]` and whether the tool catches interrupts yet as `listens()`.
  ///
  /// Shells' background programs ignore interrupts and test runners block them; Python gives the tool a clean slate.
  static func interrupt(_ arguments: [String], in folder: TemporaryFolder, when condition: String) -> String {
    let program = """
      import os, signal, subprocess, time
      def listen():
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
      process = subprocess.Popen([sys.argv[1]] + json.loads(sys.argv[3]), preexec_fn=listen,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
      start = time.time()
      def listens():
          status = open(f"/proc/{process.pid}/status").read()
          return int(status.split("SigCgt:")[1].split()[0], 16) >> (signal.SIGINT - 1) & 1
      while not (\(condition)): time.sleep(0.02)
      process.send_signal(signal.SIGINT)
      print(process.wait())
      """
    let words = String(decoding: try! JSONEncoder().encode(arguments), as: UTF8.self)
    return numpy(program, path, folder.url.path, words)
  }

  /// Starts a program; the result waits for its end.
  static func start(_ program: String, _ arguments: [String], in folder: String) -> () -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let files = TemporaryFolder()
    for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: files.path(name), contents: nil) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: files.path("out"))
    process.standardError = FileHandle(forWritingAtPath: files.path("err"))
    try! process.run()
    return {
      process.waitUntilExit()
      func text(_ name: String) -> String {
        (try? String(contentsOfFile: files.path(name), encoding: .utf8)) ?? ""
      }
      return Run(status: process.terminationStatus, output: text("out"), errors: text("err"))
    }
  }
}
