import Scattering
import TestSupport
import Testing

/// Passes over the axes against the transform's definition, with `FourierPlanTests`' tolerance.
@Suite struct GridTransformTests {
  /// Every rank; matrices small enough for one strip and not, then of fewer columns than a strip, of whole strips and not; and a
  /// grid that is one sample.
  static let grids: [Shape] = [
    [1], [7], [16], [1, 5], [5, 1], [6, 4], [9, 14], [13, 11], [24, 40], [17, 19],
    [2050, 3], [3, 2050], [50, 61], [34, 136], [121, 26], [44, 143], [2, 3, 4], [5, 4, 6],
    [3, 7, 5],
    [1, 1, 1], [50, 47],
    // FFTW's strips with a rest, of short lengths and of a prime that only FFTW takes.
    [16, 300], [32, 130], [1031, 12], [12, 1031],
    // Volumes: any side, in place too.
    [13, 17, 31], [9, 8, 41], [37, 10, 12], [16, 3, 20],
  ]

  /// Where a transform finds its plans.
  enum Way: CaseIterable {
    case passes, inPlace, mkl

    func planner() throws -> Planner {
      self == .mkl ? try TestMKL.planner() : Planner(wisdom: nil)
    }

    /// Whether a grid is transformed in place: MKL's are, where it makes a plan.
    func isInPlace(_ grid: Shape, bytes: Int) -> Bool {
      self == .inPlace
        || (self == .mkl && 2 * bytes > 32768 && (grid.rowLength != 47 || !TestMKL.isStandIn))
    }
  }

  @Test(arguments: grids, Way.allCases) func equalsTheDefinition(grid: Shape, way: Way) throws {
    try check(grid, way, as: Float.self)
    try check(grid, way, as: Double.self)
  }

  func check<Sample: FourierScalar>(_ grid: Shape, _ way: Way, as _: Sample.Type) throws {
    let arena = Arena()
    let input = complexNoise(grid.count, seed: 1, as: Sample.self)
    let exact = input.map { Complex(Double($0.real), Double($0.imaginary)) }
    for (kind, sign) in [(Recipe.Kind.forward, -1.0), (.backward, 1.0)] {
      let transform = GridTransform<Sample>(
        kind, grid: grid, rigor: .estimate, isInPlace: way == .inPlace, planner: try way.planner(), in: arena)
      let (source, other) = (
        buffer(input), buffer([Complex<Sample>](repeating: Complex(.nan, .nan), count: grid.count))
      )
      withExtendedLifetime((arena, source, other)) {
        let result = transform.execute(source.base, over: other.base)
        #expect(result == transform.result(of: source.base, over: other.base))
        let buffers = transform.buffers(into: result, over: result == source.base ? other.base : source.base)
        #expect(buffers == (source.base, other.base))
        let found = (0..<grid.count).map { result[$0] }
        let expected = naiveTransform(exact, shape: grid, sign: sign)
        let roundings = 4 * (Double.log2(Double(grid.count)) + 1)
        #expect(relativeDistance(found, expected) < roundings * Double(Sample.ulpOfOne))
        if way.isInPlace(grid, bytes: grid.count * MemoryLayout<Complex<Sample>>.stride) {
          #expect(other.elements.allSatisfy { $0.real.isNaN })
        } else {
          #expect(other.elements.allSatisfy { !$0.real.isNaN })
        }
      }
    }
  }

  @Test(arguments: [[36, 52], [36, 62]] as [Shape], Way.allCases)
  func threadsGiveTheBitsOfOne(grid: Shape, way: Way) throws {
    let arena = Arena()
    let transform = GridTransform<Float>(
      .backward, grid: grid, rigor: .measure, isInPlace: way == .inPlace, planner: try way.planner(),
      in: arena)
    let input = complexNoise(grid.count, seed: 2, as: Float.self)
    let (alone, scratch) = (buffer(input), buffer(input))
    let together = (0..<64).map { _ in (buffer(input), buffer(input)) }
    withExtendedLifetime((arena, scratch, together)) {
      transform.execute(alone.base, over: scratch.base)
      Parallel(threads: 8).forEach(together.count) { _, index in
        transform.execute(together[index].0.base, over: together[index].1.base)
      }
    }
    for (one, _) in together { #expect(Array(one.elements) == Array(alone.elements)) }
  }

  private func buffer<Sample: Scalar>(_ samples: [Complex<Sample>]) -> AlignedBuffer<Complex<Sample>> {
    let buffer = AlignedBuffer<Complex<Sample>>(uninitialized: samples.count)
    _ = buffer.mutableElements.update(fromContentsOf: samples)
    return buffer
  }
}
