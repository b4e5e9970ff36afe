import KernelBuilds
import Scattering
import TestSupport
import Testing

/// Every kernel as compiled for each instruction set, against the one compiled for SSE2, on random data.
///
/// What may differ is where products are rounded: machines with fused products round `a * b + c` once. A bound of `n` units says that
/// each of the two results is within n roundings of half a unit in the last place of the exact one, relative to the sum of the
/// magnitudes of its terms. Kernels without products of which sums are taken give equal bits.
@Suite struct KernelBuildTests {
  enum Build: String, CaseIterable {
    case dispatched, avx2, avx512

    var build: kernel_build {
      switch self {
      case .dispatched: kernel_build_dispatched()
      case .avx2: kernel_build_avx2()
      case .avx512: kernel_build_avx512()
      }
    }

    /// Those that this processor runs.
    static let runnable = allCases.filter { $0.build.runs }
  }

  @Test(arguments: Build.runnable) func buildsAgree(build: Build) {
    check(KernelPair<Float>(build.build.single_precision, kernel_build_sse2().single_precision))
    check(KernelPair<Double>(build.build.double_precision, kernel_build_sse2().double_precision))
  }

  func check<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>) {
    for (index, width) in [1, 2, 4, 8].enumerated() {
      for rowLength in [width, width + 1, 3 * width, 37] where rowLength >= width {
        checkProducts(pair, RandomProducts(rows: 5, rowLength: rowLength, width: width, seed: UInt64(index)))
      }
    }
    for (rows, columns) in [(1, 1), (4, 2), (7, 3), (8, 30), (13, 39)] {
      checkBanded(pair, rows: rows, columns: columns)
    }
    for count in [2, 7, 8, 9, 31, 100] { checkModuli(pair, count) }
    for size in KernelTests.splitSizes { checkSpectra(pair, rows: size[0], rowLength: size[1]) }
    for count in [1, 7, 64, 153] { checkPairs(pair, count) }
    for count in [1, 7, 8, 9, 100] { checkPowers(pair, count) }
    for (rows, columns) in [(1, 1), (5, 9), (16, 33)] { checkPadding(pair, rows: rows, columns: columns) }
  }

  func checkProducts<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, _ table: RandomProducts<Sample>) {
    let sums = pair.results(count: 2 * table.rows * table.rowLength) { kernels, out, sign in
      kernels.multiply(
        out, sign(table.spectrum), sign(table.weights), table.sources, table.counts, table.rows,
        table.rowLength, table.width)
    }
    sums.expectAgreement(roundings: RandomProducts<Sample>.maximalCount)
    let spread = pair.results(startingWith: table.spectrum) { kernels, out, sign in
      kernels.spread(
        out, sign(table.product), sign(table.weights), table.sources, table.counts, table.rows,
        table.rowLength, table.width)
    }
    spread.expectAgreement(roundings: 2 * table.largestOverlap)
  }

  func checkBanded<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, rows: Int, columns: Int) {
    let (inRows, terms) = (20, 6)
    var generator = SeededGenerator(seed: UInt64(rows))
    let bands = (0..<((rows + 3) / 4)).map { band in
      ckernels_band(
        first: UInt32.random(in: 0..<UInt32(inRows), using: &generator),
        count: UInt32.random(in: 1...UInt32(terms), using: &generator), weight: UInt32(4 * terms * band))
    }
    let input = noise(2 * columns * inRows, seed: 1, as: Sample.self)
    let weights = noise(4 * terms * bands.count, seed: 2, as: Sample.self)
    let results = pair.results(count: 2 * columns * rows) { kernels, out, sign in
      kernels.banded(out, sign(input), inRows, 2 * columns, bands, rows, sign(weights))
    }
    results.expectAgreement(roundings: terms)
  }

  /// A root of two rounded squares is within two roundings: half of the two that its square takes, and its own. The
  /// estimate of AVX-512 is within two units (`KernelTests`), four roundings.
  func checkModuli<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, _ count: Int) {
    let signals = (1...5).map { seed in
      // One of them vanishes.
      [0, 0] + noise(2 * count - 2, seed: UInt64(seed), as: Sample.self)
    }
    let moduli = pair.results(count: 2 * count) { kernels, out, _ in
      kernels.modulus(out, signals[0], signals[1], count)
    }
    moduli.expectAgreement(roundings: 3, relativeTo: moduli.expected)
    let back = pair.results(startingWith: signals[0] + signals[1]) { kernels, out, _ in
      kernels.modulus_pullback(out, out + 2 * count * MemoryLayout<Sample>.stride, signals[2], count)
    }
    // The modulus, a quotient and a product.
    back.expectAgreement(roundings: 4, relativeTo: back.expected)
    let forward = pair.results(count: 2 * count) { kernels, out, _ in
      kernels.modulus_pushforward(out, signals[0], signals[1], signals[3], signals[4], count)
    }
    let terms = (0..<(2 * count)).map { index -> Sample in
      let (k, part) = (index / 2, index % 2)
      let (x, t) = (signals[part][(2 * k)...(2 * k + 1)], signals[3 + part][(2 * k)...(2 * k + 1)])
      let modulus = zip(x, x).reduce(Sample(0)) { $0 + $1.0 * $1.1 }.squareRoot()
      return zip(x, t).reduce(Sample(0)) { $0 + abs($1.0 * $1.1) } / (modulus == 0 ? 1 : modulus)
    }
    // The inner product takes two, the modulus two, the quotient one.
    forward.expectAgreement(roundings: 5, relativeTo: terms)
  }

  func checkSpectra<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, rows: Int, rowLength: Int) {
    let count = rows * rowLength
    let mirror = (0..<UInt32(rows)).map { (UInt32(rows) - $0) % UInt32(rows) }
    let (first, second) = (
      noise(2 * count, seed: 1, as: Sample.self), noise(2 * count, seed: 2, as: Sample.self)
    )
    pair.results(count: 4 * count) { kernels, out, _ in
      kernels.split(
        out, out + 2 * count * MemoryLayout<Sample>.stride, first, mirror, rows, rowLength)
    }.expectEqualBits()
    pair.results(count: 2 * count) { kernels, out, _ in
      kernels.merge(out, first, second, mirror, rows, rowLength)
    }.expectEqualBits()
  }

  func checkPairs<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, _ count: Int) {
    let samples = noise(2 * count, seed: 3, as: Sample.self)
    pair.results(count: 2 * count) { kernels, out, _ in
      kernels.unpair(out, out + count * MemoryLayout<Sample>.stride, samples, count)
    }.expectEqualBits()
    pair.results(count: 1) { kernels, out, _ in kernels.peak(out, samples, 2 * count) }.expectEqualBits()
  }

  /// Powers and sums of pairs; by builds that fuse products with sums, too.
  func checkPowers<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, _ count: Int) {
    let samples = noise(2 * count, seed: 7, as: Sample.self)
    let before = noise(2 * count, seed: 8, as: Sample.self)
    for target in [CKERNELS_FIRST, CKERNELS_SECOND, CKERNELS_BOTH] {
      for adds in [false, true] {
        pair.results(startingWith: before) { kernels, out, sign in
          kernels.powers(out, sign(samples), count, target, adds)
        }.expectAgreement(
          roundings: 4,
          relativeTo: (0..<2 * count).map { index in
            let own = samples[index] * samples[index]
            let other = samples[index ^ 1] * samples[index ^ 1]
            return abs(before[index]) + own + other
          })
      }
    }
    let powers = samples.map { $0 * $0 }
    pair.results(count: 2 * count) { kernels, out, _ in kernels.roots(out, powers, count) }.expectEqualBits()
    for power in [nil, 0.5, 1, 2, 3] as [Sample?] {
      let terms = samples.map { power == nil ? abs($0) : Sample.pow(abs($0), power!) }
      let sums = [0, 1].map { part in
        stride(from: part, to: 2 * count, by: 2).reduce(Sample(0)) { $0 + terms[$1] }
      }
      pair.results(count: 2) { kernels, out, _ in
        if var power {
          kernels.sum(out, samples, count, &power)
        } else {
          kernels.sum(out, samples, count, nil)
        }
      }.expectAgreement(roundings: count, relativeTo: sums)
    }
  }

  /// A map of neighbours, with a reflection, beside those of random samples.
  func checkPadding<Sample: ScatteringScalar>(_ pair: KernelPair<Sample>, rows: Int, columns: Int) {
    checkPadding(pair, rows: rows, columns: columns, areNeighbours: false)
    checkPadding(pair, rows: rows, columns: columns, areNeighbours: true)
  }

  private func checkPadding<Sample: ScatteringScalar>(
    _ pair: KernelPair<Sample>, rows: Int, columns: Int, areNeighbours: Bool
  ) {
    var generator = SeededGenerator(seed: 4)
    let (inRows, inColumns) = (4, areNeighbours ? max(columns - 3, 1) : 6)
    let rowMap = (0..<rows).map { _ in Int32.random(in: -1..<Int32(inRows), using: &generator) }
    let columnMap = (0..<columns).map { column in
      areNeighbours
        ? Int32(min(column, 2 * inColumns - 1 - column))
        : Int32.random(in: -1..<Int32(inColumns), using: &generator)
    }.map { max($0, -1) }
    let signal = noise(inRows * inColumns, seed: 5, as: Sample.self)
    pair.results(count: 2 * rows * columns) { kernels, out, _ in
      var scale: Sample = 0.7
      kernels.pad(out, signal, &scale, rowMap, rows, columnMap, columns, inColumns)
    }.expectEqualBits()
    let pairs = noise(2 * rows * columns, seed: 6, as: Sample.self)
    pair.results(startingWith: signal) { kernels, out, _ in
      kernels.unpad(out, pairs, rowMap, rows, columnMap, columns, inColumns)
    }.expectEqualBits()
  }
}

/// One build's kernels and those that they are compared with.
struct KernelPair<Sample: ScatteringScalar> {
  let found, expected: ckernels_functions

  init(_ found: ckernels_functions, _ expected: ckernels_functions) {
    (self.found, self.expected) = (found, expected)
  }

  /// What a call writes, by either build, and by the latter from the magnitudes of all inputs.
  ///
  /// - Parameter body: Calls a kernel, of each input that it multiplies what the third argument makes of it.
  func results(
    startingWith initial: [Sample],
    _ body: (ckernels_functions, UnsafeMutableRawPointer, _ sign: @escaping ([Sample]) -> [Sample]) -> Void
  ) -> KernelResults<Sample> {
    func result(_ kernels: ckernels_functions, _ sign: @escaping ([Sample]) -> [Sample]) -> [Sample] {
      var out = sign(initial)
      out.withUnsafeMutableBytes { body(kernels, $0.baseAddress!, sign) }
      return out
    }
    return KernelResults(
      found: result(found) { $0 }, expected: result(expected) { $0 },
      magnitudes: result(expected) { $0.map(abs) })
  }

  func results(
    count: Int,
    _ body: (ckernels_functions, UnsafeMutableRawPointer, _ sign: @escaping ([Sample]) -> [Sample]) -> Void
  ) -> KernelResults<Sample> {
    results(startingWith: [Sample](repeating: 0, count: count), body)
  }
}

struct KernelResults<Sample: ScatteringScalar> {
  let found, expected: [Sample]
  /// For each result the sum of the magnitudes of its terms.
  let magnitudes: [Sample]

  func expectEqualBits(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  /// - Parameter roundings: That either result takes, each of half a unit in the last place.
  func expectAgreement(
    roundings: Int, relativeTo sizes: [Sample]? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bound = Sample(roundings) * .ulpOfOne
    let differs = zip(zip(found, expected), sizes ?? magnitudes).contains { pair, size in
      !(abs(pair.0 - pair.1) <= bound * abs(size))
    }
    #expect(!differs, sourceLocation: sourceLocation)
    #expect(expected.contains { $0 != 0 }, sourceLocation: sourceLocation)
  }
}

/// A table of products as a folded filter has one, at random: for each block of `width` samples of a row a few blocks of the
/// spectrum with their weights.
struct RandomProducts<Sample: ScatteringScalar> {
  static var maximalCount: Int { 5 }
  let rows, rowLength, width: Int
  let spectrum, weights, product: [Sample]
  let sources: [UInt32]
  let counts: [UInt16]

  init(rows: Int, rowLength: Int, width: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    (self.rows, self.rowLength, self.width) = (rows, rowLength, width)
    let blocks = rows * ((rowLength + width - 1) / width)
    counts = (0..<blocks).map { _ in UInt16.random(in: 0...UInt16(Self.maximalCount), using: &generator) }
    let (total, samples) = (counts.reduce(0) { $0 + Int($1) }, 3 * rows * rowLength)
    let places = (0..<total).map { _ in UInt32.random(in: 0...UInt32(samples - width), using: &generator) }
    sources = places + [UInt32](repeating: 0, count: Int(CKERNELS_LOOKAHEAD))
    spectrum = noise(2 * samples, seed: seed + 10, as: Sample.self)
    weights = noise(max(total, 1) * width, seed: seed + 20, as: Sample.self)
    product = noise(2 * rows * rowLength, seed: seed + 30, as: Sample.self)
  }

  /// The most products that are added to one sample of the spectrum.
  var largestOverlap: Int {
    var overlaps = [Int](repeating: 0, count: spectrum.count / 2)
    for source in sources.dropLast(Int(CKERNELS_LOOKAHEAD)) {
      for place in Int(source)..<(Int(source) + width) { overlaps[place] += 1 }
    }
    return overlaps.max()!
  }
}

private func noise<Sample: ScatteringScalar>(_ count: Int, seed: UInt64, as _: Sample.Type) -> [Sample] {
  count == 0 ? [] : Signal<Sample>.noise(shape: Shape(unchecked: [count]), seed: seed).samples
}
