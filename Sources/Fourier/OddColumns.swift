import Arrays
import CKernels
import RealModule

/// The transform of columns whose length has a prime factor that FFTW has no fast kernels for, written as rows, in kernels of our own.
///
/// Decimation in frequency (Cooley and Tukey 1965): a step of radix r makes r times as many transforms of an r-th of the rows. A prime
/// step is a product with the matrix of the prime's transform, of which opposite rows share their sums; neighbouring columns go side
/// by side, so every step runs on whole vectors, of all prime factors alike. Plain pointers into the arena it was made in.
struct OddColumns: @unchecked Sendable {
  private typealias Kernel =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafeRawPointer?, Int, Int, UnsafePointer<ckernels_step>?, Int,
      UnsafePointer<UInt32>?, UnsafeRawPointer?
    ) -> Void

  private let steps: UnsafeBufferPointer<ckernels_step>
  /// Where the rows of the first step's results stand in the end.
  private let order: UnsafePointer<UInt32>
  /// 1 forward, -1 backward, in the samples' type.
  private let direction: UnsafeRawPointer
  private let kernel: Kernel

  /// The radices of a length's steps, or none where FFTW is to transform it: FFTW's kernels with twiddles end at a factor of 7; the
  /// products of a larger prime grow as its square; and the scratch memory of long columns does not fit the stack.
  static func radices(of length: Int) -> [Int] {
    guard length <= Int(CKERNELS_LONGEST_COLUMN) else { return [] }
    var (rest, primes): (Int, [Int]) = (length, [])
    for small in [2, 3, 5, 7] { while rest % small == 0 { rest /= small } }
    var factor = 11
    while factor <= rest {
      while rest % factor == 0 {
        primes.append(factor)
        rest /= factor
      }
      factor += 2
    }
    guard let largest = primes.last, largest <= Int(CKERNELS_LARGEST_RADIX) else { return [] }
    rest = primes.reduce(length, /)
    let small = [8, 7, 5, 4, 3, 2].flatMap { radix in
      var radices: [Int] = []
      while rest % radix == 0 {
        radices.append(radix)
        rest /= radix
      }
      return radices
    }
    return primes.reversed() + small
  }

  /// - Parameter radices: The length's own, not none.
  init<Sample: FourierScalar>(_ kind: Recipe.Kind, radices: [Int], of _: Sample.Type, in arena: Arena) {
    func table(_ values: [Double]) -> UnsafeRawPointer {
      UnsafeRawPointer(arena.store(values.map { Sample($0) }).baseAddress!)
    }
    var (count, rows) = (1, radices.reduce(1, *))
    let steps = radices.map { radix in
      let (blocks, half) = (rows / radix, radix / 2)
      let turns = (1...half).flatMap { k in (1...half).map { Self.turn(k * $0, of: radix) } }
      let twiddles = (0..<radix).flatMap { k in
        (0..<blocks).flatMap { block in
          let turn = Self.turn(k * block, of: rows)
          return [turn.cosine, -turn.sine]
        }
      }
      let step = ckernels_step(
        radix: UInt32(radix), blocks: UInt32(blocks), count: UInt32(count),
        cosines: table(turns.map(\.cosine)),
        sines: table(turns.map(\.sine)), twiddles: blocks == 1 ? nil : table(twiddles))
      (count, rows) = (count * radix, blocks)
      return step
    }
    self.steps = arena.store(steps)
    order = arena.store(Self.order(Array(radices.dropFirst()))).baseAddress!
    direction = table([kind == .forward ? 1 : -1])
    kernel = (Sample.precision == .single ? ckernels_single : ckernels_double).columns
  }

  /// Cosine and sine of an angle of some parts of a turn, by those of an eighth of a turn at the most, which are right to the last bit or
  /// nearly.
  private static func turn(_ part: Int, of parts: Int) -> (cosine: Double, sine: Double) {
    let part = part % parts
    if 2 * part > parts {
      let mirrored = turn(parts - part, of: parts)
      return (mirrored.cosine, -mirrored.sine)
    }
    if 4 * part > parts {
      let mirrored = turn(parts - 2 * part, of: 2 * parts)
      return (-mirrored.cosine, mirrored.sine)
    }
    if 8 * part > parts {
      let mirrored = turn(parts - 4 * part, of: 4 * parts)
      return (mirrored.sine, mirrored.cosine)
    }
    let angle = 2 * Double.pi * Double(part) / Double(parts)
    return (.cos(angle), .sin(angle))
  }

  /// The row that steps leave each frequency in.
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

  /// Transforms neighbouring columns of a matrix.
  /// - Parameter stride: Samples from one row to the next.
  @inline(__always)
  func execute(
    _ matrix: UnsafeRawPointer, stride: Int, columns: Int, into rows: UnsafeMutableRawPointer
  ) {
    kernel(rows, matrix, 2 * stride, columns, steps.baseAddress, steps.count, order, direction)
  }
}
