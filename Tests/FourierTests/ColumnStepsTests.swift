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
    264,
    272, 286, 312, 323, 343, 344, 512, 514, 576, 734, 1018, 1021, 1331, 2042, 8192,
  ]

  /// The errors of rounding are no more than twice those of FFTW at the nearest length with factors 2, 3 and 5.
  @Test(arguments: lengths) func errorsAreNearThoseOfSmoothLengths(length: Int) {
    let smooth = Self.nearestSmooth(to: length)
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
  @Test(arguments: [8, 9, 12, 15, 16, 17, 25, 40], [3, 26, 264])
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

  /// Every length has its factors, in an order that multiplies to it.
  @Test func factorsMultiplyToTheLength() {
    for length in 2...ColumnFactors.longest {
      if let factors = ColumnFactors(of: length) { #expect(factors.length == length) }
    }
  }

  /// Fewer columns than go side by side, and as many, give the bits that they have among others.
  @Test(arguments: 1...8) func fewColumnsAreThoseOfMany(count: Int) {
    let length = 60
    let many = complexNoise(length * 16, seed: 1, as: Float.self)
    let few = (0..<length).flatMap { many[$0 * 16..<$0 * 16 + count] }
    for instructions in InstructionSet.runnable {
      let expected = transform(.forward, many, length, 16, .turned, instructions).prefix(length * count)
      #expect(transform(.forward, few, length, count, .turned, instructions) == Array(expected))
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
