import Scattering
import TestSupport
import Testing

@testable import Fourier

/// Transforms of columns by steps of our own, against the definition in 80 bits and FFTW's errors.
@Suite struct ColumnStepsTests {
  /// Every radix; a prime alone and with others, twice, three times; primes by products and by convolutions, of their own length less one
  /// and of a longer one; the longest.
  static let lengths = [
    2, 3, 5, 6, 7, 8, 11, 12, 13, 16, 21, 34, 49, 60, 72, 88, 91, 121, 135, 136, 144, 152, 210, 240, 243, 250,
    264, 272, 286, 312, 323, 343, 344, 512, 514, 576, 734, 1018, 1021, 1331, 1681, 1763, 2042, 2501, 3362,
    8192,
  ]

  /// The errors of rounding are no more than twice those of FFTW at the nearest length with factors 2, 3 and 5.
  @Test(arguments: lengths) func errorsAreNearThoseOfSmoothLengths(length: Int) {
    let smooth = ColumnFactors.nearestSmoothLength(to: length)
    for kind in [Recipe.Kind.forward, .backward] {
      for instructions in InstructionSet.runnable {
        #expect(
          stepsError(kind, length, instructions, of: Float.self) <= 2
            * fftwError(kind, smooth, of: Float.self))
        #expect(
          stepsError(kind, length, instructions, of: Double.self) <= 2
            * fftwError(kind, smooth, of: Double.self))
      }
    }
  }

  /// Fewer columns than go side by side in broad vectors, as many, and numbers between; a short length, and one that is not.
  @Test(arguments: [8, 9, 12, 15, 16, 17, 25, 40], [3, 26, 82, 264, 488])
  func layoutsGiveTheBitsOfColumnsWrittenAsRows(count: Int, length: Int) {
    for instructions in InstructionSet.runnable {
      check(length, count, instructions, as: Float.self)
      check(length, count, instructions, as: Double.self)
    }
  }

  private func check<Sample: FourierScalar>(
    _ length: Int, _ count: Int, _ instructions: InstructionSet, as _: Sample.Type
  ) {
    let input = complexNoise(length * count, seed: 1, as: Sample.self)
    let turned = transform(.backward, input, length, count, .turned, instructions)
    let columns = transform(.backward, input, length, count, .columns, instructions)
    let rows = transform(.backward, Self.turn(input, rows: length), length, count, .rows, instructions)
    #expect(rows == turned)
    #expect(Self.turn(columns, rows: length) == turned)
    #expect(relativeError(turned, input, .backward, length, count) < 10 * Double(Sample.ulpOfOne))
  }

  @Test func factorsAreTheCheapest() {
    #expect(ColumnFactors(of: 1) == nil)
    #expect(ColumnFactors(of: 136)?.factors == [.product(17), .small(8)])
    #expect(ColumnFactors(of: 2 * 11 * 13)?.factors == [.product(13), .product(11), .small(2)])
    #expect(ColumnFactors(of: 512)?.factors.map(\.radix) == [8, 8, 8])
    // 257 is a power of two and one more; of 263 less one half is a prime, so its convolution is longer.
    #expect(ColumnFactors(of: 257)?.factors == [.convolution(257, length: 256)])
    guard case .convolution(263, let length)? = ColumnFactors(of: 263)?.factors.first else {
      Issue.record("263 is not transformed by a convolution")
      return
    }
    #expect(2 * 263 - 3...5 * 263 / 2 ~= length)
    #expect(ColumnFactors(of: 1021) != nil && ColumnFactors(of: 1031) == nil)
    #expect(ColumnFactors(of: 8192) != nil && ColumnFactors(of: 8193) == nil)
  }

  /// Every length up to the longest has factors, unless one of its primes is too large; they multiply to it, and are such as kernels take.
  @Test func factorsAreThoseOfEveryLength() {
    for length in 2...ColumnFactors.longest {
      var (rest, largest) = (length, 2)
      while rest > 1 {
        while rest.isMultiple(of: largest) { rest /= largest }
        if rest > 1 { largest += 1 }
      }
      let factors = ColumnFactors(of: length)
      #expect((factors != nil) == (largest <= ColumnFactors.largestPrime))
      guard let factors else { continue }
      #expect(factors.length == length)
      for factor in factors.factors {
        switch factor {
        case .small(let radix): #expect([2, 3, 4, 5, 6, 8, 12].contains(radix))
        case .product(let prime): #expect(7...127 ~= prime)
        case .convolution(let prime, let inner): #expect(inner == prime - 1 || inner >= 2 * prime - 3)
        }
      }
    }
  }

  /// Any number of columns gives the bits that they have among others: fewer than go side by side, as many, and with rests; of lengths
  /// that fit the nearest cache and not, up to those that take narrower strips, with every kind of factor first and later.
  @Test(arguments: [60, 344, 514, 1021, 1763, 3362, 4224, 8192]) func columnsDoNotKnowOfOthers(length: Int) {
    checkNumbers(length, of: Float.self)
    checkNumbers(length, of: Double.self)
  }

  private func checkNumbers<Sample: FourierScalar>(_ length: Int, of _: Sample.Type) {
    let many = complexNoise(length * 19, seed: 1, as: Sample.self)
    for instructions in InstructionSet.runnable {
      let expected = transform(.forward, many, length, 19, .turned, instructions)
      for count in [1, 3, 4, 7, 8, 12, 16, 17] {
        let some = (0..<length).flatMap { many[$0 * 19..<$0 * 19 + count] }
        #expect(
          transform(.forward, some, length, count, .turned, instructions)
            == Array(expected.prefix(length * count)))
      }
    }
  }

  private func transform<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ input: [Complex<Sample>], _ length: Int, _ count: Int,
    _ layout: ColumnSteps.Layout,
    _ instructions: InstructionSet
  ) -> [Complex<Sample>] {
    let arena = Arena()
    let steps = ColumnSteps(
      kind, ColumnFactors(of: length)!, of: Sample.self, instructions: instructions, in: arena)
    let (matrix, rows) = (buffer(input), buffer(input))
    let result = layout == .turned ? rows : matrix
    return withExtendedLifetime((arena, matrix, rows)) {
      steps.execute(
        matrix.base, stride: layout == .rows ? length : count, count: count, layout, into: result.base)
      return Array(result.elements)
    }
  }

  private func stepsError<Sample: FourierScalar>(
    _ kind: Recipe.Kind, _ length: Int, _ instructions: InstructionSet, of _: Sample.Type
  ) -> Double {
    let input = complexNoise(length * 12, seed: 1, as: Sample.self)
    return relativeError(transform(kind, input, length, 12, .turned, instructions), input, kind, length, 12)
  }

  private func fftwError<Sample: FourierScalar>(_ kind: Recipe.Kind, _ length: Int, of _: Sample.Type)
    -> Double
  {
    let input = complexNoise(length * 12, seed: 1, as: Sample.self)
    let recipe = Recipe(kind, length: length, batch: 12, matrixColumns: 12, rigor: .estimate)
    let plan: FourierPlan<Sample> = Planner(wisdom: nil).plan(recipe)
    let (matrix, rows) = (buffer(input), buffer(input))
    plan.execute(matrix.base, into: rows.base)
    return relativeError(Array(rows.elements), input, kind, length, 12)
  }

  /// Of the columns of a matrix, written as rows.
  private func relativeError<Sample: FourierScalar>(
    _ rows: [Complex<Sample>], _ input: [Complex<Sample>], _ kind: Recipe.Kind, _ length: Int, _ columns: Int
  ) -> Double {
    // A column more would say no more.
    let kept = min(columns, length > 1000 ? 1 : columns)
    let samples: [Complex<Float80>] = (0..<length * kept).map { index in
      let sample = input[index / kept * columns + index % kept]
      return Complex(Float80(sample.real), Float80(sample.imaginary))
    }
    let exact = naiveTransform(
      samples, shape: [length, kept], sign: kind == .forward ? -1 : 1, axes: [0])
    var (difference, total): (Float80, Float80) = (0, 0)
    for column in 0..<kept {
      for index in 0..<length {
        let (found, expected) = (rows[column * length + index], exact[index * kept + column])
        let error = Complex(Float80(found.real), Float80(found.imaginary)) - expected
        difference += error.lengthSquared
        total += expected.lengthSquared
      }
    }
    return Double((difference / total).squareRoot())
  }

  private func buffer<Sample: Scalar>(_ samples: [Complex<Sample>]) -> AlignedBuffer<Complex<Sample>> {
    let buffer = AlignedBuffer<Complex<Sample>>(uninitialized: samples.count)
    _ = buffer.mutableElements.update(fromContentsOf: samples)
    return buffer
  }

  private static func turn<Element>(_ matrix: [Element], rows: Int) -> [Element] {
    let columns = matrix.count / rows
    return (0..<matrix.count).map { matrix[$0 % rows * columns + $0 / rows] }
  }
}
