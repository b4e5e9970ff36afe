import Scattering
import TestSupport
import Testing

@testable import Fourier

/// Passes over lengths with prime factors that FFTW has no kernels for, against the definition in 80 bits.
@Suite struct OddColumnsTests {
  /// One such factor and rests of each kind or none, two, two that are equal, and the largest.
  static let lengths = [11, 34, 88, 91, 121, 136, 152, 184, 232, 248, 264, 286, 312, 323, 344, 508]

  /// The errors of rounding are no more than twice those of FFTW at the nearest length without such factors.
  @Test(arguments: lengths) func errorsAreNearThoseOfSmoothLengths(length: Int) {
    let smooth = Self.nearestSmooth(to: length)
    for kind in [Recipe.Kind.forward, .backward] {
      let floats = (error(kind, length, of: Float.self), error(kind, smooth, of: Float.self))
      #expect(floats.0 <= 2 * floats.1)
      let doubles = (error(kind, length, of: Double.self), error(kind, smooth, of: Double.self))
      #expect(doubles.0 <= 2 * doubles.1)
    }
  }

  @Test func radicesAreThoseOfLengthsThatFFTWIsSlowAt() {
    #expect(OddColumns.radices(of: 2 * 3 * 5 * 7 * 8) == [])
    #expect(OddColumns.radices(of: 8 * 17) == [17, 8])
    #expect(OddColumns.radices(of: 2 * 11 * 13) == [13, 11, 2])
    #expect(OddColumns.radices(of: 12 * 11 * 11) == [11, 11, 4, 3])
    // The matrix of a larger prime, and longer columns.
    #expect(OddColumns.radices(of: 11 * 131) == [])
    #expect(OddColumns.radices(of: 11 * 256) == [])
  }

  /// Fewer columns than go side by side, as many, and numbers between.
  @Test(arguments: [1, 3, 7, 8, 9, 15, 17]) func anyNumberOfColumns(columns: Int) {
    for length in [11, 26, 264] {
      // A quarter of a unit a sum and step, and no more than 40 of them in a row.
      #expect(error(.forward, length, columns: columns, of: Float.self) < 10 * Double(Float.ulpOfOne))
      #expect(error(.backward, length, columns: columns, of: Double.self) < 10 * Double.ulpOfOne)
    }
  }

  /// The relative error of transforms of a matrix.
  private func error<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ length: Int, columns: Int = 12, of _: Sample.Type
  ) -> Double {
    let arena = Arena()
    let pass = AxisPass(
      kind, length: length, of: length * columns, Sample.self, rigor: .estimate, in: arena
    ) {
      let plan: FourierPlan<Sample> = Planner(wisdom: nil).plan($0)
      arena.keep(plan)
      return plan.unowned
    }
    let input = complexNoise(length * columns, seed: 1, as: Sample.self)
    let (matrix, rows) = (
      AlignedBuffer<Complex<Sample>>(uninitialized: input.count),
      AlignedBuffer<Complex<Sample>>(uninitialized: input.count)
    )
    _ = matrix.mutableElements.update(fromContentsOf: input)
    pass.execute(matrix.base, into: rows.base)
    let exact = naiveTransform(
      input.map { Complex(Float80($0.real), Float80($0.imaginary)) }, shape: [length, columns],
      sign: kind == .forward ? -1 : 1, axes: [0])
    var (difference, total): (Float80, Float80) = (0, 0)
    for column in 0..<columns {
      for index in 0..<length {
        let (found, expected) = (rows.elements[column * length + index], exact[index * columns + column])
        let error = Complex(Float80(found.real), Float80(found.imaginary)) - expected
        difference += error.lengthSquared
        total += expected.lengthSquared
      }
    }
    return Double((difference / total).squareRoot())
  }

  private static func nearestSmooth(to length: Int) -> Int {
    func isSmooth(_ length: Int) -> Bool {
      var rest = length
      for prime in [2, 3, 5] { while rest % prime == 0 { rest /= prime } }
      return rest == 1
    }
    let distance = (0...).first { isSmooth(length + $0) || isSmooth(length - $0) }!
    return isSmooth(length + distance) ? length + distance : length - distance
  }
}
