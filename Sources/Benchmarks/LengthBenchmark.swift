import ComplexModule
import Scattering

/// Times the passes of grid transforms over square matrices, beside those that FFTW's plans make at a smooth length nearby.
///
/// A pass transforms the columns of a matrix and writes them as rows. FFTW's is the fastest of its patient plans for strips of 8
/// columns. The two take turns; times are the least of the turns, a sample and by the base-2 logarithm of the length.
public struct LengthBenchmark {
  /// What was measured of one length, instruction set and scalar type.
  public struct Result: Codable, Sendable {
    public let length: Int
    /// In the order of the steps; none where FFTW transforms the length in registers, whatever the instruction set.
    public let factors: [Int]
    public let instructions: String
    public let scalar: String
    /// Nanoseconds a sample, over log2 of the length.
    public let nanoseconds: Double
    /// The nearest length with factors 2, 3 and 5, the larger of two that are.
    public let neighbour: Int
    /// Nanoseconds a sample of FFTW's pass over the neighbour, over log2 of its length.
    public let neighbourNanoseconds: Double

    public var ratio: Double { nanoseconds / neighbourNanoseconds }
  }

  let turns: Int

  /// - Parameter turns: Turns, in each of which either side runs for at least a few milliseconds.
  public init(turns: Int = 7) { self.turns = turns }

  /// The lengths to which images with sides of 16 to 1,024 are padded at J = 1 to 6, ascending.
  public static let paddedLengths = Set(
    (1...6).flatMap { scales in
      (max(16, 1 << scales)...1024).map {
        AxisSampling.wholePeriods($0, scales: scales, padding: .reflect).padded
      }
    }
  ).sorted()

  /// Whether only FFTW transforms columns of a length.
  public static func isFFTWs(_ length: Int) -> Bool { ColumnFactors(of: length) == nil }

  /// Measures one length by every instruction set of this processor, in single and double precision.
  public func run(_ length: Int, planner: Planner) -> [Result] {
    run(length, of: Float.self, planner) + run(length, of: Double.self, planner)
  }

  private func run<Sample: FourierScalar>(_ length: Int, of _: Sample.Type, _ planner: Planner) -> [Result] {
    guard let factors = ColumnFactors(of: length) else { return [] }
    let neighbour = ColumnFactors.nearestSmoothLength(to: length)
    let fftw = FFTWPass<Sample>(neighbour, planner: planner)
    return InstructionSet.runnable.map { instructions in
      let pass = GridPass<Sample>(length, instructions, planner: planner)
      let times = (0..<turns).map { _ in (ours: pass.nanoseconds(), theirs: fftw.nanoseconds()) }
      return Result(
        length: length, factors: AxisPass.isShort(length) ? [] : factors.factors.map(\.radix),
        instructions: instructions.rawValue,
        scalar: Sample.name, nanoseconds: times.map(\.ours).min()!, neighbour: neighbour,
        neighbourNanoseconds: times.map(\.theirs).min()!)
    }
  }
}

/// A square matrix of noise, and memory for its transform.
private struct Square<Sample: FourierScalar> {
  let length: Int
  let matrix, result: AlignedBuffer<Complex<Sample>>

  init(_ length: Int) {
    self.length = length
    matrix = AlignedBuffer(uninitialized: length * length)
    result = AlignedBuffer(uninitialized: length * length)
    var generator = SeededGenerator(seed: 1)
    for index in 0..<length * length {
      matrix.base[index] = Complex(
        Sample(Double.random(in: -1..<1, using: &generator)),
        Sample(Double.random(in: -1..<1, using: &generator)))
    }
    result.mutableElements.update(repeating: 0)
  }

  /// Nanoseconds of a call, a sample and by log2 of the length; over as many calls as handle two million samples.
  func nanoseconds(_ body: () -> Void) -> Double {
    let calls = 1 + 2_000_000 / (length * length)
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<calls { body() }
    let nanoseconds = (clock.now - start) / .nanoseconds(1) / Double(calls)
    return nanoseconds / Double(length * length) / Double.log2(Double(length))
  }
}

/// A pass of a grid transform, by the instructions asked for.
private struct GridPass<Sample: FourierScalar> {
  private let arena = Arena()
  private let pass: AxisPass
  private let square: Square<Sample>

  init(_ length: Int, _ instructions: InstructionSet, planner: Planner) {
    pass = AxisPass(
      .forward, length: length, columns: length, Sample.self, rigor: .patient, instructions: instructions,
      planner: planner, in: arena)
    square = Square(length)
  }

  func nanoseconds() -> Double {
    square.nanoseconds { pass.execute(square.matrix.base, into: square.result.base) }
  }
}

private struct FFTWPass<Sample: FourierScalar> {
  private let strip, rest: FourierPlan<Sample>
  private let square: Square<Sample>
  private static var width: Int { 8 }

  init(_ length: Int, planner: Planner) {
    func plan(_ columns: Int) -> FourierPlan<Sample> {
      planner.plan(
        Recipe(.forward, length: length, batch: columns, matrixColumns: length, rigor: .patient))
    }
    strip = plan(min(Self.width, length))
    rest = length % Self.width == 0 ? strip : plan(length % Self.width)
    square = Square(length)
  }

  func nanoseconds() -> Double {
    square.nanoseconds {
      for column in stride(from: 0, to: square.length, by: Self.width) {
        (column + Self.width <= square.length ? strip : rest).execute(
          UnsafePointer(square.matrix.base + column), into: square.result.base + column * square.length)
      }
    }
  }
}
