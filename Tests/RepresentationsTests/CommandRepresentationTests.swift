import Files
import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// A small program of Python and NumPy as a representation, and all that it may do wrong.
@Suite struct CommandRepresentationTests {
  static let shape: Shape = [4, 6]

  /// The first `python3` of the search path that has NumPy.
  static let interpreter: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/python3" }.first { path in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = ["-c", "import numpy"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }()

  static let prelude = """
    import io, os, sys, time, subprocess
    import numpy as np
    x = np.load(io.BytesIO(sys.stdin.buffer.read()))
    def answer(y):
      out = io.BytesIO(); np.save(out, y); sys.stdout.buffer.write(out.getvalue()); sys.stdout.flush()

    """

  static func command(_ script: String) throws -> [String] {
    [try #require(interpreter, "no python3 of the search path has numpy"), "-c", prelude + script]
  }

  func make(_ script: String, timeout: Double = 60) throws -> CommandRepresentation {
    try CommandRepresentation(Self.command(script), name: "python", shape: Self.shape, timeout: timeout)
  }

  /// Batches larger than a pipe holds, both ways.
  @Test(arguments: [
    ("answer(np.concatenate([2 * x.reshape(len(x), -1), x.sum((1, 2))[:, None]], 1))", 0.0),
    ("answer(np.asfortranarray(np.concatenate([2 * x.reshape(len(x), -1), x.sum((1, 2))[:, None]], 1)))", 0),
    ("answer(np.concatenate([2 * x.reshape(len(x), -1), x.sum((1, 2))[:, None]], 1).astype('>f4'))", 1e-6),
  ]) func anotherProgramComputes(script: String, tolerance: Double) throws {
    let representation = try make(script)
    #expect(representation.dimension == 25 && representation.name == "python")
    let signals = Signal<Double>.noise(batch: [40, 50], shape: Self.shape, seed: 1)
    let vectors = try representation.vectors(of: signals)
    let samples = signals.samples
    let expected = (0..<2000).flatMap { signal -> [Double] in
      let own = samples[(24 * signal)..<(24 * signal + 24)]
      return own.map { 2 * $0 } + [own.reduce(0, +)]
    }
    // NumPy adds in another order: some ulp.
    #expect(relativeDistance(vectors, expected) <= max(tolerance, 1e-15))
    #expect(try representation.vectors(of: Signal([], batch: [0], shape: Self.shape)).isEmpty)
  }

  @Test func experimentsTakePrograms() throws {
    let program = try make("answer(x.reshape(len(x), -1))")
    let settings = ExperimentSettings(
      kinds: [.elastic], amplitudes: [0.5, 1], fieldCount: 2, bootstrapCount: 20)
    let found = try Experiment(
      representations: [RawPixels(shape: Self.shape), program], images: blobs(2, shape: Self.shape, seed: 3),
      settings: settings
    ).run()
    #expect(found.rows.prefix(2).map(\.distance) == found.rows.suffix(2).map(\.distance))
  }

  func refuse(_ script: String, timeout: Double = 60, found: String, expected: String) {
    do {
      _ = try make(script, timeout: timeout)
      Issue.record("no error for \(script)")
    } catch let error as FileError {
      #expect(
        error.kind == .badData && error.path.hasPrefix("the command ") && error.path.contains("python3"))
      #expect(error.found == found)
      #expect(error.expected == expected)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func faultsAreToldInOneSentence() {
    let proper = "a NumPy array and exit code 0"
    refuse("sys.exit(3)", found: "exit code 3", expected: proper)
    refuse(
      "raise ValueError('no such layer')",
      found: "exit code 1 and the message \"ValueError: no such layer\"", expected: proper)
    refuse("os.kill(os.getpid(), 9)", found: "an end by signal 9", expected: proper)
    refuse("", found: "no output", expected: "a NumPy array")
    refuse("print('hello')", found: "no NPY header", expected: "a NumPy array")
    refuse("answer(x)", found: "an array [1, 4, 6]", expected: "two axes, [batch, dimension]")
    refuse("answer(np.zeros((3, 5)))", found: "3 vectors", expected: "1, one a signal")
    refuse(
      "answer(np.zeros((1, 0)))", found: "an array [1, 0] without samples", expected: "at least one sample")
    refuse(
      "answer(np.zeros((1, 5), complex))", found: "an NPY array of type <c16",
      expected: "booleans, integers or real numbers")
    refuse(
      "answer(np.zeros((1, 5))); print('done')", found: "45 bytes of samples",
      expected: "the 40 that an array [1, 5] of float64 takes")
  }

  @Test func hangingProgramsAreEnded() {
    let proper = "a NumPy array and exit code 0"
    refuse("time.sleep(1000)", timeout: 1.5, found: "no end after 1.5 seconds", expected: proper)
    // Output that is whole does not help a program that goes on.
    refuse(
      "answer(np.zeros((1, 5))); os.close(1); os.close(2); time.sleep(1000)", timeout: 30,
      found: "no end after its output", expected: proper)
  }

  @Test func missingProgramsAreTold() {
    #expect(
      throws: FileError(
        .noInput, "the command /no/such program", found: "no such file or directory",
        expected: "a program that can be run")
    ) { try CommandRepresentation(["/no/such", "program"], shape: Self.shape) }
  }

  /// The first run of a probe is well, and later ones are not.
  @Test func laterRunsAreChecked() throws {
    let changing = try make("answer(np.zeros((len(x), 4 + len(x))))")
    #expect(changing.dimension == 5)
    #expect(throws: FileError.self) {
      try changing.vectors(of: Signal<Double>.noise(batch: [2], shape: Self.shape, seed: 1))
    }
    let loud = try make("answer(np.zeros((len(x), 5 if len(x) == 1 else 10000000)))")
    #expect(throws: FileError.self) {
      try loud.vectors(of: Signal<Double>.noise(batch: [2], shape: Self.shape, seed: 1))
    }
  }

  /// A program that answers without reading breaks the pipe to it, which must neither end this process nor matter.
  @Test func unreadInputDoesNoHarm() throws {
    let script = """
      import io, sys, numpy as np
      out = io.BytesIO(); np.save(out, np.ones((int(sys.argv[1]), 2))); sys.stdout.buffer.write(out.getvalue())
      """
    let interpreter = try #require(Self.interpreter)
    let representation = try CommandRepresentation([interpreter, "-c", script, "1"], shape: [600, 600])
    let one = Signal<Double>.noise(batch: [1], shape: [600, 600], seed: 1)
    #expect(try representation.vectors(of: one) == [1, 1])
  }

  @Test func nothingIsLeftRunning() throws {
    let folder = TemporaryFolder()
    let mark = folder.path("processes")
    let script = """
      child = subprocess.Popen(['sleep', '1000'])
      open('\(mark).part', 'w').write(f'{os.getpid()} {child.pid}')
      os.rename('\(mark).part', '\(mark)')
      time.sleep(1000)
      """
    // Ended when both run, however long a busy machine takes to start them.
    #expect(throws: FileError.self) {
      try CommandRepresentation(
        Self.command(script), shape: Self.shape,
        isCancelled: { FileManager.default.fileExists(atPath: mark) })
    }
    let processes = try String(contentsOfFile: mark, encoding: .utf8).split(separator: " ").map { Int32($0)! }
    #expect(processes.count == 2)
    // A killed grandchild dies when a busy machine next gives it a turn, and may then wait for its new parent to take note of
    // it: a zombie runs nothing. Left alone it would sleep for longer than is waited here.
    for process in processes {
      let start = ContinuousClock.now
      while Self.isRunning(process), ContinuousClock.now - start < .seconds(120) { usleep(10_000) }
      #expect(!Self.isRunning(process))
    }
  }

  private static func isRunning(_ process: Int32) -> Bool {
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z ") && !$0.contains(") X ") } ?? false
  }

  @Test func interruptionsEndRuns() throws {
    let start = ContinuousClock.now
    #expect(throws: FileError.self) {
      try CommandRepresentation(
        Self.command("time.sleep(1000)"), shape: Self.shape,
        isCancelled: { ContinuousClock.now - start > .seconds(1) })
    }
  }
}
