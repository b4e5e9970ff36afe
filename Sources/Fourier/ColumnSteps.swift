import Arrays
import CKernels
import RealModule

/// The transform of neighbouring columns of a matrix, or of rows, unnormalised, in kernels of our own (decision 18).
///
/// Decimation in frequency (Cooley and Tukey 1965): a step of radix r makes r times as many transforms of an r-th of the rows. Columns go
/// side by side, as many as a vector has lanes, so every step runs on whole vectors, of all factors alike. Nothing is searched for, so
/// a length has the same bits on every run. Plain pointers into the arena it was made in.
package struct ColumnSteps: @unchecked Sendable {
  /// How what is transformed lies in memory, and its transform.
  package enum Layout {
    /// Columns, written as rows.
    case turned
    /// Columns, in place.
    case columns
    /// Rows, in place.
    case rows
  }

  private let transform: UnsafePointer<ckernels_transform>
  private let kernel: ckernels_columns_function
  private let fewestInPlace: Int

  /// The fewest columns, or rows, that kernels take in place.
  package static func fewestInPlace<Sample>(_: Sample.Type) -> Int { 32 / MemoryLayout<Sample>.stride }

  /// - Parameter instructions: What the processor has, by default the best.
  package init<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ factors: ColumnFactors, of _: Sample.Type,
    instructions: InstructionSet = .best, in arena: Arena
  ) {
    let tables = StepTables<Sample>(factors, in: arena)
    let order = (0..<factors.length).map { index in
      // Backward is forward with opposite frequencies.
      tables.order[kind == .forward ? index : (factors.length - index) % factors.length]
    }
    let transform = ckernels_transform(
      length: UInt32(factors.length), step_count: UInt32(tables.steps.count),
      extra: UInt32(tables.scratchRows),
      steps: arena.store(tables.steps).baseAddress, order: arena.store(order).baseAddress,
      inputs: arena.store(tables.inputs).baseAddress)
    self.transform = UnsafePointer(arena.store([transform]).baseAddress!)
    fewestInPlace = Self.fewestInPlace(Sample.self)
    kernel = ckernels_columns_of(instructions.kernels, Sample.precision == .double)!
  }

  /// Transforms `count` columns of a matrix, or rows.
  /// - Parameters:
  ///   - stride: Samples between the starts of neighbouring rows.
  ///   - count: In place not less than `fewestInPlace`.
  ///   - result: Where the matrix is, unless columns are written as rows.
  @inline(__always)
  package func execute(
    _ matrix: UnsafeRawPointer, stride: Int, count: Int, _ layout: Layout,
    into result: UnsafeMutableRawPointer
  ) {
    assert(layout == .turned || count >= fewestInPlace, "\(count) lines in place")
    let layout =
      switch layout {
      case .turned: CKERNELS_TURNED
      case .columns: CKERNELS_COLUMNS
      case .rows: CKERNELS_ROWS
      }
    kernel(result, matrix, 2 * stride, count, layout, transform)
  }
}

/// Instructions that the kernels of columns are compiled for; of other architectures than x86-64 there is one set, the first.
package enum InstructionSet: String, CaseIterable, Sendable {
  case sse2, avx2, avx512

  /// The best that this processor has.
  package static let best = allCases[Int(ckernels_best_instructions().rawValue)]
  /// Those that this processor runs.
  package static var runnable: [InstructionSet] {
    allCases.filter { $0.kernels.rawValue <= best.kernels.rawValue }
  }

  fileprivate var kernels: ckernels_instructions {
    switch self {
    case .sse2: CKERNELS_SSE2
    case .avx2: CKERNELS_AVX2
    case .avx512: CKERNELS_AVX512
    }
  }
}

/// What the kernels of one length read.
private struct StepTables<Sample: FourierScalar> {
  var steps: [ckernels_step] = []
  /// The row in which each frequency is left.
  private(set) var order: [UInt32] = []
  /// The row of the first step in which each sample is read.
  private(set) var inputs: [UInt32]
  /// Rows of scratch memory that convolutions need.
  private(set) var scratchRows = 0

  /// - Parameter isInner: Whether the first step, too, is in place.
  init(_ factors: ColumnFactors, isInner: Bool = false, in arena: Arena) {
    inputs = (0..<UInt32(factors.length)).map { $0 }
    let isCoprime = !isInner && Self.startsWithCoprimePrime(factors)
    var rows = factors.length
    for (index, factor) in factors.factors.enumerated() {
      let isFromMatrix = index == 0 && !isInner
      // Steps of small radices from a matrix always read twiddles.
      let hasTwiddles =
        isFromMatrix ? !isCoprime && (rows > factor.radix || factor.isSmall) : rows > factor.radix
      steps.append(Self.step(factor, rows: rows, hasTwiddles: hasTwiddles, in: arena))
      if case .convolution(_, let length) = factor { scratchRows = max(scratchRows, 2 * length) }
      rows /= factor.radix
    }
    let radices = factors.factors.map(\.radix)
    order = Self.order(radices)
    if isCoprime { takeByResidues(radices[0], Self.order(Array(radices.dropFirst()))) }
  }

  /// Whether the first factor is a prime that the others do not have: then its step needs no twiddles, where rows are taken by their
  /// residues (Good 1958, Thomas 1963).
  private static func startsWithCoprimePrime(_ factors: ColumnFactors) -> Bool {
    let prime = factors.factors[0].radix
    let others = factors.length / prime
    return !factors.factors[0].isSmall && others > 1 && !others.isMultiple(of: prime)
  }

  /// - Parameter rest: The order of the other factors.
  private mutating func takeByResidues(_ prime: Int, _ rest: [UInt32]) {
    let others = rest.count
    order = (0..<prime * others).map { UInt32($0 % prime * others) + rest[$0 % others] }
    for index in 0..<prime {
      for block in 0..<others {
        inputs[(others * index + prime * block) % (prime * others)] = UInt32(index * others + block)
      }
    }
  }

  private static func step(
    _ factor: ColumnFactors.Factor, rows: Int, hasTwiddles: Bool, in arena: Arena
  ) -> ckernels_step {
    func table(_ values: [Double]) -> UnsafeRawPointer {
      UnsafeRawPointer(arena.store(values.map { Sample($0) }).baseAddress!)
    }
    let (radix, blocks) = (factor.radix, rows / factor.radix)
    var step = ckernels_step(
      radix: UInt32(radix), blocks: UInt32(blocks), cosines: nil, sines: nil, twiddles: nil, convolution: nil)
    switch factor {
    case .small: break
    case .product:
      let turns = (1...radix / 2).flatMap { k in (1...radix / 2).map { Turn(k * $0, of: radix) } }
      (step.cosines, step.sines) = (table(turns.map(\.cosine)), table(turns.map(\.sine)))
    case .convolution(_, let length): step.convolution = convolution(radix, length: length, in: arena)
    }
    if hasTwiddles {
      let turns = (0..<blocks).flatMap { block in (1..<radix).map { Turn($0 * block, of: rows) } }
      step.twiddles = table(turns.flatMap { [$0.cosine, -$0.sine] })
    }
    return step
  }

  /// The row that steps with twiddles leave each frequency in.
  private static func order(_ radices: [Int]) -> [UInt32] {
    let count = radices.reduce(1, *)
    return (0..<count).map { frequency in
      var (rest, block, row) = (frequency, count, 0)
      for radix in radices {
        block /= radix
        row += rest % radix * block
        rest /= radix
      }
      return UInt32(row)
    }
  }

  /// By powers of a generator g: output g^k is the first sample plus the sum over i of samples g^-i times exp(-2 pi i g^(k - i) / p), for
  /// a prime p, a circular convolution over k of p - 1 samples, or of as many more as hold all differences k - i.
  private static func convolution(
    _ prime: Int, length: Int, in arena: Arena
  ) -> UnsafePointer<ckernels_convolution> {
    let powers = powers(ofGeneratorModulo: prime)
    let factors = ColumnFactors(inner: length)!
    let inner = StepTables(factors, isInner: true, in: arena)
    var outputs = [UInt32](repeating: 0, count: prime)
    for (index, power) in powers.enumerated() {
      // The second transform is forward, too, so its outputs run backward.
      outputs[power] = inner.order[(length - index) % length]
    }
    let spectrum = spectrum(ofKernel: powers, prime, factors)
    let convolution = ckernels_convolution(
      length: UInt32(length), step_count: UInt32(inner.steps.count),
      steps: arena.store(inner.steps).baseAddress,
      inputs: arena.store((0..<prime - 1).map { UInt32(powers[(prime - 1 - $0) % (prime - 1)]) }).baseAddress,
      order: arena.store(inner.order).baseAddress, outputs: arena.store(outputs).baseAddress,
      kernel: arena.store(spectrum.map { Sample($0 / Double(length)) }).baseAddress)
    return UnsafePointer(arena.store([convolution]).baseAddress!)
  }

  /// Real and imaginary parts of the transform of exp(-2 pi i g^j / p) over j.
  private static func spectrum(ofKernel powers: [Int], _ prime: Int, _ factors: ColumnFactors) -> [Double] {
    let (length, arena) = (factors.length, Arena())
    var kernel = [Double](repeating: 0, count: 2 * length)
    for index in -(prime - 2)...prime - 2 {
      let turn = Turn(powers[(index + prime - 1) % (prime - 1)], of: prime)
      let sample = 2 * ((index + length) % length)
      (kernel[sample], kernel[sample + 1]) = (turn.cosine, -turn.sine)
    }
    var spectrum = kernel
    let steps = ColumnSteps(.forward, factors, of: Double.self, in: arena)
    withExtendedLifetime(arena) { steps.execute(&kernel, stride: 1, count: 1, .turned, into: &spectrum) }
    return spectrum
  }

  /// The powers 0, 1, ... of the least generator of the numbers from 1 to a prime less one.
  private static func powers(ofGeneratorModulo prime: Int) -> [Int] {
    for generator in 2..<prime {
      var powers = [1]
      while powers.count < prime - 1 {
        let next = powers.last! * generator % prime
        if next == 1 { break }
        powers.append(next)
      }
      if powers.count == prime - 1 { return powers }
    }
    fatalError("\(prime) is no prime")
  }
}

extension ColumnFactors.Factor {
  fileprivate var isSmall: Bool {
    if case .small = self { true } else { false }
  }
}

/// Cosine and sine of an angle of some parts of a turn, by those of an eighth of a turn at the most, which are right to the last bit or
/// nearly.
private struct Turn {
  let cosine, sine: Double

  init(_ part: Int, of parts: Int) {
    let part = part % parts
    if 2 * part > parts {
      let mirrored = Turn(parts - part, of: parts)
      (cosine, sine) = (mirrored.cosine, -mirrored.sine)
    } else if 4 * part > parts {
      let mirrored = Turn(parts - 2 * part, of: 2 * parts)
      (cosine, sine) = (-mirrored.cosine, mirrored.sine)
    } else if 8 * part > parts {
      let mirrored = Turn(parts - 4 * part, of: 4 * parts)
      (cosine, sine) = (mirrored.sine, mirrored.cosine)
    } else {
      let angle = 2 * Double.pi * Double(part) / Double(parts)
      (cosine, sine) = (.cos(angle), .sin(angle))
    }
  }
}
