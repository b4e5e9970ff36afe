import Arrays
import Files

/// A representation that another program computes: a network, a feature extractor, anything that reads and writes arrays.
///
/// Every batch is a run of the program: it reads one `.npy` array of float64, `[batch, space...]`, from standard input to
/// its end, and writes one `.npy` array of real numbers, `[batch, dimension]`, to standard output and nothing else. A run a
/// batch costs a start of the program, and in return an answer ends where the stream does, nothing is left of a run that
/// failed, and no protocol has to be kept. The program must give every signal the same vector whatever batch it comes in.
///
/// A program that dies, hangs beyond the time-out, or gives something else ends with one error; it and all that it
/// started in its process group are killed. What it writes to standard error is shown only in that error, its last line.
public struct CommandRepresentation: Representation {
  public let name: String
  public let shape: Shape
  /// The number of values that the program gives for one signal, asked once at the start.
  public let dimension: Int
  /// The program, looked for as a shell does, and its arguments.
  public let command: [String]
  /// The most seconds that a run of the program may take.
  public let timeout: Double
  private let isCancelled: @Sendable () -> Bool

  public var parts: [RepresentationPart] { [] }
  public var lipschitzConstant: Double? { nil }

  /// A representation by a program, which is run once, on a ramp from 0 to 1.
  /// - Parameters:
  ///   - name: The command itself unless given.
  ///   - isCancelled: Asked ten times a second; a run ends where it says so.
  /// - Throws: `FileError`, in the name of the command: `.noInput` where it cannot be started, `.badData` for what it does.
  /// - Precondition: the command has a program, and the time-out is positive.
  public init(
    _ command: [String], name: String? = nil, shape: Shape, timeout: Double = 600,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(FileError) {
    precondition(!command.isEmpty && timeout > 0, "command \(command) with time-out \(timeout)")
    (self.command, self.shape, self.timeout) = (command, shape, timeout)
    (self.name, self.isCancelled) = (name ?? command.joined(separator: " "), isCancelled)
    let ramp = Signal((0..<shape.count).map { Double($0) / Double(shape.count) }, batch: [1], shape: shape)
    let process = CommandProcess(command, timeout: timeout, outputLimit: 1 << 30, isCancelled: isCancelled)
    dimension = try Self.answer(of: process, to: ramp).columns
  }

  public func vectors(of signals: Signal<Double>) throws -> [Double] {
    precondition(signals.shape == shape, "signals of \(signals.shape) for \(name) of \(shape)")
    guard signals.batchCount > 0 else { return [] }
    // The longest numbers, of 16 bytes, and a long header.
    let limit = 16 * signals.batchCount * dimension + 1 << 16
    let process = CommandProcess(command, timeout: timeout, outputLimit: limit, isCancelled: isCancelled)
    let answer = try Self.answer(of: process, to: signals)
    guard answer.columns == dimension else {
      throw FileError(
        .badData, process.name, found: "vectors of \(answer.columns) numbers",
        expected: "\(dimension), as at first")
    }
    return answer.numbers()
  }

  /// The array that a run of the program answers with, one row a signal.
  private static func answer(of process: CommandProcess, to signals: Signal<Double>) throws(FileError)
    -> NPYMatrix
  {
    let answer = try NPYMatrix(process.run(signals.npyBytes()), of: process.name)
    guard answer.rows == signals.batchCount else {
      throw FileError(
        .badData, process.name, found: "\(answer.rows) vectors",
        expected: "\(signals.batchCount), one a signal")
    }
    return answer
  }
}
