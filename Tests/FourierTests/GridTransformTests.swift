import Scattering
import TestSupport
import Testing

/// Passes over the axes against the transform's definition, with `FourierPlanTests`' tolerance.
@Suite struct GridTransformTests {
  /// Every rank; matrices small enough for one strip and not, then of fewer columns than a strip, of whole strips and not; and a
  /// grid that is one sample.
  static let grids: [Shape] = [
    [1], [7], [16], [1, 5], [5, 1], [6, 4], [9, 14], [13, 11], [24, 40], [17, 19],
    [2050, 3], [3, 2050], [50, 61], [2, 3, 4], [5, 4, 6],
    [3, 7, 5],
    [1, 1, 1],
  ]

  /// Where a transform finds its plans.
  enum Way: CaseIterable {
    case passes, inPlace, library

    func planner() throws -> Planner {
      Planner(wisdom: nil, gridLibrary: self == .library ? try .linked() : nil)
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
        let result = Sample.execute(transform, source.base, over: other.base)
        #expect(result == transform.result(of: source.base, over: other.base))
        let places = transform.places(into: result, over: result == source.base ? other.base : source.base)
        #expect(places == (source.base, other.base))
        let found = (0..<grid.count).map { result[$0] }
        let expected = naiveTransform(exact, shape: grid, sign: sign)
        let roundings = 4 * (Double.log2(Double(grid.count)) + 1)
        #expect(relativeDistance(found, expected) < roundings * Double(Sample.ulpOfOne))
        let isLarge = 2 * grid.count * MemoryLayout<Complex<Sample>>.stride > 1 << 15
        if way == .inPlace || (way == .library && isLarge) {
          #expect(other.elements.allSatisfy { $0.real.isNaN })
        }
      }
    }
  }

  @Test(arguments: Way.allCases) func threadsGiveTheBitsOfOne(way: Way) throws {
    let arena = Arena()
    let grid: Shape = [36, 62]
    let transform = GridTransform<Float>(
      .backward, grid: grid, rigor: .measure, isInPlace: way == .inPlace, planner: try way.planner(),
      in: arena)
    let input = complexNoise(grid.count, seed: 2, as: Float.self)
    let (alone, scratch) = (buffer(input), buffer(input))
    let together = (0..<64).map { _ in (buffer(input), buffer(input)) }
    withExtendedLifetime((arena, scratch, together)) {
      Float.execute(transform, alone.base, over: scratch.base)
      Parallel(threads: 8).forEach(together.count) { _, index in
        Float.execute(transform, together[index].0.base, over: together[index].1.base)
      }
    }
    for (one, _) in together { #expect(Array(one.elements) == Array(alone.elements)) }
  }

  @Test func whatIsNoLibraryIsAnError() throws {
    for (name, reason) in [
      ("/nowhere/libfft.so", "cannot be opened"), ("libm.so.6", "has no function fftwf_plan_guru64_dft"),
      ("libfftw3f.so.3", "has no function fftw_plan_guru64_dft"),
    ] {
      let error = try #require(throws: GridLibraryError.self) { try GridLibrary(opening: name) }
      #expect(error.description.hasPrefix("\(name) \(reason)"))
      #expect(error.description.contains("expected a library with FFTW's interface"))
    }
  }

  private func buffer<Sample: Scalar>(_ samples: [Complex<Sample>]) -> AlignedBuffer<Complex<Sample>> {
    let buffer = AlignedBuffer<Complex<Sample>>(uninitialized: samples.count)
    _ = buffer.mutableElements.update(fromContentsOf: samples)
    return buffer
  }
}
