import Scattering
import TestSupport
import Testing

/// Every kind of plan against the transform's definition. A transform of n samples loses at most some log2(n) roundings
/// in the Euclidean norm; 4 log2(n) units in the last place leave room for FFTW's radices.
@Suite struct FourierPlanTests {
  static let shapes: [Shape] = [
    [1], [2], [7], [16], [45], [1, 5], [6, 4], [9, 14], [13, 11], [2, 3, 4], [5, 4, 6], [3, 7, 5],
  ]
  let planner = Planner(wisdom: nil)

  func tolerance<Sample: FourierScalar>(_ shape: Shape, _: Sample.Type) -> Double {
    4 * (Double.log2(Double(shape.count)) + 1) * Double(Sample.ulpOfOne)
  }

  @Test(arguments: shapes, [1, 3]) func complexForwardAndBackward(shape: Shape, batch: Int) {
    check(shape, batch, as: Float.self)
    check(shape, batch, as: Double.self)
  }

  func check<Sample: FourierScalar>(_ shape: Shape, _ batch: Int, as _: Sample.Type) {
    let input = complexNoise(batch * shape.count, seed: 1, as: Sample.self)
    for (kind, sign) in [(Recipe.Kind.forward, -1.0), (.backward, 1.0)] {
      for isInPlace in [false, true] {
        let plan: FourierPlan<Sample> = planner.plan(
          Recipe(kind, shape: shape, batch: batch, rigor: .estimate, isInPlace: isInPlace))
        let (source, target) = (buffer(input), buffer(input))
        plan.execute(UnsafePointer(isInPlace ? target.base : source.base), into: target.base)
        #expect(Array(source.elements) == input)
        let expected = oracle(input, shape, sign)
        #expect(relativeDistance(Array(target.elements), expected) < tolerance(shape, Sample.self))
      }
    }
  }

  @Test(arguments: shapes, [1, 4]) func realForwardAndBackward(shape: Shape, batch: Int) {
    checkReal(shape, batch, as: Float.self)
    checkReal(shape, batch, as: Double.self)
  }

  func checkReal<Sample: FourierScalar>(_ shape: Shape, _ batch: Int, as _: Sample.Type) {
    let signal = Signal<Sample>.noise(batch: [batch], shape: shape, seed: 2)
    let forward: FourierPlan<Sample> = planner.plan(
      Recipe(.realForward, shape: shape, batch: batch, rigor: .estimate))
    let backward: FourierPlan<Sample> = planner.plan(
      Recipe(.realBackward, shape: shape, batch: batch, rigor: .estimate))
    let spectrum = forward(signal)
    let whole = oracle(signal.samples.map { Complex($0) }, shape, -1)
    let half = whole.indices.filter { $0 % shape.rowLength <= shape.rowLength / 2 }.map { whole[$0] }
    #expect(relativeDistance(spectrum.samples, half) < tolerance(shape, Sample.self))
    let back = backward.signal(of: spectrum).samples.map { $0 / Sample(shape.count) }
    #expect(relativeDistance(back, signal.samples) < tolerance(shape, Sample.self))
    #expect(forward(signal).samples == spectrum.samples)
  }

  @Test func plansOfOneRecipeAreMadeOnce() {
    let recipe = Recipe(.forward, shape: [8, 8], rigor: .estimate)
    let first: FourierPlan<Float> = planner.plan(recipe)
    let second: FourierPlan<Float> = planner.plan(recipe)
    let other: FourierPlan<Double> = planner.plan(recipe)
    #expect(first === second)
    #expect(first as AnyObject !== other as AnyObject)
  }

  @Test(arguments: Rigor.allCases) func everyRigorTransformsTheSame(rigor: Rigor) {
    let input = Spectrum(complexNoise(12 * 10, seed: 3, as: Double.self), signalShape: [12, 10])
    let plan: FourierPlan<Double> = planner.plan(Recipe(.forward, shape: [12, 10], rigor: rigor))
    let expected = oracle(input.samples, [12, 10], -1)
    #expect(relativeDistance(plan(input).samples, expected) < tolerance([12, 10], Double.self))
  }

  @Test func threadsHammeringOnePlanGiveTheBitsOfOneThread() {
    let shape: Shape = [24, 36]
    let plan: FourierPlan<Float> = planner.plan(Recipe(.forward, shape: shape, rigor: .measure))
    let inputs = (0..<64).map { buffer(complexNoise(shape.count, seed: UInt64($0), as: Float.self)) }
    let alone = inputs.map { input in run(plan, input) }
    for _ in 0..<8 {
      let together = inputs.map { _ in AlignedBuffer<Complex<Float>>(uninitialized: shape.count) }
      Parallel(threads: 8).forEach(inputs.count) { _, index in
        plan.execute(UnsafePointer(inputs[index].base), into: together[index].base)
      }
      for (one, many) in zip(alone, together) { #expect(Array(one.elements) == Array(many.elements)) }
    }
  }

  @Test func threadsMakePlansAtOnce() {
    let planner = planner
    Parallel(threads: 8).forEach(64) { _, index in
      let shape: Shape = [4 + index % 7, 6]
      let plan: FourierPlan<Double> = planner.plan(Recipe(.forward, shape: shape, rigor: .measure))
      let ones = Spectrum([Complex<Double>](repeating: 1, count: shape.count), signalShape: shape)
      #expect((plan(ones).samples[0] - Complex(Double(shape.count))).length < 1e-12)
    }
  }

  private func run(_ plan: FourierPlan<Float>, _ input: AlignedBuffer<Complex<Float>>) -> AlignedBuffer<
    Complex<Float>
  > {
    let output = AlignedBuffer<Complex<Float>>(uninitialized: input.count)
    plan.execute(UnsafePointer(input.base), into: output.base)
    return output
  }

  private func buffer<Sample: Scalar>(_ samples: [Complex<Sample>]) -> AlignedBuffer<Complex<Sample>> {
    let buffer = AlignedBuffer<Complex<Sample>>(uninitialized: samples.count)
    _ = buffer.mutableElements.update(fromContentsOf: samples)
    return buffer
  }

  /// The transforms of a batch, one after the other.
  private func oracle<Sample: Scalar>(_ samples: [Complex<Sample>], _ shape: Shape, _ sign: Double)
    -> [Complex<Double>]
  {
    let exact = samples.map { Complex(Double($0.real), Double($0.imaginary)) }
    return stride(from: 0, to: samples.count, by: shape.count).flatMap {
      naiveTransform(Array(exact[$0..<($0 + shape.count)]), shape: shape, sign: sign)
    }
  }
}
