import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// The sizes of deformations beside closed forms, brute force and the literature.
@Suite struct SizeTests {
  func isClose(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-14) -> Bool {
    abs(found - expected) <= tolerance * max(abs(expected), 1)
  }

  /// A matrix A about the centre of an odd square of half-width r: some products and roots, a few ulp.
  @Test func closedForms() {
    let shape: Shape = [33, 33]
    let radius = 16 * 2.0.squareRoot()
    let turn = AffineDeformation.rotation(by: 0.1, shape: shape).field().sizes()
    let slope = 2 * sin(0.05)
    #expect(isClose(turn.displacement, slope * radius) && isClose(turn.gradient, slope))
    #expect(turn.hessian == 0 && isClose(turn.oscillation, 2 * slope * radius))
    #expect(isClose(turn.minimalDeterminant, 1) && !turn.folds)

    let growth = AffineDeformation.dilation(rate: -0.2, shape: shape).field().sizes()
    #expect(isClose(growth.displacement, 0.2 * radius) && isClose(growth.gradient, 0.2))
    #expect(isClose(growth.oscillation, 0.4 * radius) && isClose(growth.minimalDeterminant, 1.44))
    #expect(AffineDeformation.dilation(rate: 1, shape: shape).field().sizes().folds)

    let shear = AffineDeformation.shear(rate: 0.3, along: [0, 1], across: [1, 0], shape: shape).field()
      .sizes()
    #expect(isClose(shear.displacement, 0.3 * 16) && isClose(shear.gradient, 0.3))
    #expect(isClose(shear.oscillation, 0.3 * 32) && isClose(shear.minimalDeterminant, 1))

    let move = AffineDeformation.translation(by: [3, -4], shape: shape).field().sizes()
    #expect(move.displacement == 5 && move.gradient == 0 && move.hessian == 0 && move.oscillation == 0)
    #expect(move.minimalDeterminant == 1)
  }

  /// A positive angle takes axis 0 towards axis 1: the sample right of the centre on axis 0 comes to lie on axis 1.
  @Test func rotationsTurnAsTheySay() {
    let quarter = AffineDeformation.rotation(by: .pi / 2, shape: [5, 5])
    let tau = quarter.displacement(at: [2, 3])
    #expect(abs(2 - tau[0] - 3) < 1e-15 && abs(3 - tau[1] - 2) < 1e-15)
  }

  /// In space the cubic's root loses half of the digits at worst, where singular values coincide: 1e-8.
  @Test func closedFormsInSpace() {
    let shape: Shape = [5, 5, 5]
    let third = 1.0 / 3
    let frame: [[Double]] = [[third, 2 * third, 2 * third], [2 * third, third, -2 * third]]
    let turn = AffineDeformation.rotation(by: 0.3, from: frame[0], to: frame[1], shape: shape).field().sizes()
    #expect(isClose(turn.gradient, 2 * sin(0.15), 2e-8) && isClose(turn.minimalDeterminant, 1))
    let shear = AffineDeformation.shear(rate: 0.4, along: frame[0], across: frame[1], shape: shape)
    #expect(isClose(shear.field().sizes().gradient, 0.4, 2e-8))
    let growth = AffineDeformation.dilation(rate: 0.25, shape: shape).field().sizes()
    #expect(isClose(growth.gradient, 0.25, 2e-8) && isClose(growth.displacement, 0.5 * 3.0.squareRoot()))
    #expect(isClose(growth.minimalDeterminant, 0.421875))
  }

  /// Every kind is scaled to its amplitude by one factor: a few ulp.
  @Test(arguments: Fields.shapes) func amplitudeIsTheLargestDisplacement(shape: Shape) {
    for kind in Fields.kinds(shape) {
      for seed in 0..<5 {
        let field = Fields.random(kind, shape, amplitude: 1.25, seed: UInt64(seed))
        #expect(isClose(field.sizes().displacement, 1.25, 4e-15))
      }
    }
  }

  @Test(arguments: Fields.shapes) func sameSeedSameBits(shape: Shape) {
    for kind in Fields.kinds(shape) {
      let (one, two) = (Fields.random(kind, shape, seed: 7), Fields.random(kind, shape, seed: 7))
      #expect(one.displacement.samples == two.displacement.samples)
      #expect(one.jacobian.samples == two.jacobian.samples && one.hessian.samples == two.hessian.samples)
    }
    let other = Fields.random(.elastic, shape, seed: 8).displacement.samples
    #expect(Fields.random(.elastic, shape, seed: 7).displacement.samples != other)
  }

  /// The farthest pair is a pair of hull vertices; leaving out vertices that are almost on a line costs an ulp.
  @Test(arguments: Fields.shapes) func spreadIsThatOfAllPairs(shape: Shape) {
    for kind in Fields.kinds(shape) {
      for seed in 0..<20 {
        let field = Fields.random(kind, shape, seed: UInt64(seed))
        let tau = field.displacement.samples
        let vectors = (0..<shape.count).map { index in
          (0..<shape.rank).map { tau[$0 * shape.count + index] }
        }
        var largest = 0.0
        for (index, one) in vectors.enumerated() {
          for other in vectors[..<index] { largest = max(largest, norm(zip(one, other).map { $0 - $1 })) }
        }
        #expect(isClose(field.sizes().oscillation, largest, 2e-15))
      }
    }
  }

  /// Largest |A v|, |H(v, w)| and least determinant over samples and many unit vectors stay within the sizes, and
  /// the first comes close.
  @Test func normsBoundWhatTheyShould() {
    let shape: Shape = [12, 15]
    let field = Fields.random(.elastic, shape)
    let sizes = field.sizes()
    let (a, h) = (field.jacobian.samples, field.hessian.samples)
    let units = (0..<180).map { (cos(Double($0) * .pi / 180), sin(Double($0) * .pi / 180)) }
    var (gradient, hessian, least) = (0.0, 0.0, Double.infinity)
    for index in 0..<shape.count {
      func j(_ k: Int, _ l: Int) -> Double { a[(2 * k + l) * shape.count + index] }
      func second(_ k: Int, _ v: (Double, Double), _ w: (Double, Double)) -> Double {
        func entry(_ l: Int) -> Double { h[(4 * k + l) * shape.count + index] }
        return v.0 * (entry(0) * w.0 + entry(1) * w.1) + v.1 * (entry(2) * w.0 + entry(3) * w.1)
      }
      for v in units {
        gradient = max(gradient, hypot(j(0, 0) * v.0 + j(0, 1) * v.1, j(1, 0) * v.0 + j(1, 1) * v.1))
        for w in units where (v.0 - w.0).magnitude < 0.1 {
          hessian = max(hessian, hypot(second(0, v, w), second(1, v, w)))
        }
      }
      least = min(least, (1 - j(0, 0)) * (1 - j(1, 1)) - j(0, 1) * j(1, 0))
    }
    // Directions half a degree off lose 1 - cos, 4e-5.
    #expect(gradient <= sizes.gradient * (1 + 1e-14) && gradient >= sizes.gradient * (1 - 4e-5))
    #expect(hessian <= sizes.hessian && hessian > sizes.hessian / 2)
    #expect(isClose(least, sizes.minimalDeterminant))
  }

  /// Of fields on 32 x 32 with delta = 1, 18 % have |grad tau| < 1/2 at c = 5, and 96 % fold at c = 15: 8000 fields
  /// differentiated analytically by NumPy. Central differences, as NUMERICS took them, do not see the steepest slopes: with
  /// them the shares are 22 % and 57 %.
  ///
  /// A share p of 1000 fields has deviation sqrt(p (1 - p) / 1000): four of these, and half a percent for the
  /// figures' own sampling and rounding; NUMERICS does not say how many fields it took, so twice as much there.
  @Test(arguments: [(5, 0.1805, 0.22), (15, 0.962, 0.57)])
  func sharesOfTheLiterature(cutoff: Int, exact: Double, differenced: Double) {
    let elastic = ElasticField(shape: [32, 32], cutoff: cutoff)
    var generator = SeededGenerator(seed: 20)
    func holds(_ sizes: DeformationSizes) -> Bool { cutoff == 5 ? sizes.gradient < 0.5 : sizes.folds }
    var found = (exact: 0, differenced: 0)
    for _ in 0..<1000 {
      let coefficients = elastic.maximumEntropyCoefficients(delta: 1, using: &generator)
      let field = elastic.field(coefficients: coefficients)
      let coarse = DisplacementField(
        displacement: field.displacement, jacobian: differences(field.displacement), hessian: field.hessian)
      found.exact += holds(field.sizes()) ? 1 : 0
      found.differenced += holds(coarse.sizes()) ? 1 : 0
    }
    func deviation(_ share: Double) -> Double { (share * (1 - share) / 1000).squareRoot() }
    #expect(abs(Double(found.exact) / 1000 - exact) < 4 * deviation(exact) + 0.005)
    #expect(
      abs(Double(found.differenced) / 1000 - differenced) < 8 * deviation(differenced) + 0.005)
  }

  /// Central differences, one-sided at the edges, as `numpy.gradient` takes them.
  func differences(_ tau: Signal<Double>) -> Signal<Double> {
    let (samples, n) = (tau.samples, tau.shape[0])
    func slope(_ k: Int, _ axis: Int, _ u: [Int]) -> Double {
      var (low, high) = (u, u)
      (low[axis], high[axis]) = (max(u[axis] - 1, 0), min(u[axis] + 1, n - 1))
      let rise = samples[(k * n + high[0]) * n + high[1]] - samples[(k * n + low[0]) * n + low[1]]
      return rise / Double(high[axis] - low[axis])
    }
    return Signal(batch: [2, 2], shape: tau.shape) { out in
      for index in out.indices {
        let place = index % (n * n)
        out[index] = slope(index / (2 * n * n), index / (n * n) % 2, [place / n, place % n])
      }
    }
  }

  /// The mean square of tau(u + h) - tau(u) grows like h^(2a): between steps of 4 and 64 pixels of 513 by 16^(2a). A
  /// hundred fields of dozens of independent increments settle the exponent to 0.02; the cut-off on one side and the size
  /// of the grid on the other bend it by up to 0.1.
  @Test(arguments: [0.3, 0.5, 0.7]) func roughFieldsHaveTheirExponent(exponent: Double) {
    let generator = DeformationGenerator(.rough, amplitude: 1, shape: [513], exponent: exponent)
    var random = SeededGenerator(seed: 1)
    var (fine, coarse) = (0.0, 0.0)
    for _ in 0..<100 {
      let tau = generator.field(using: &random).displacement.samples
      for index in 128..<384 {
        fine += pow(tau[index + 4] - tau[index], 2)
        coarse += pow(tau[index + 64] - tau[index], 2)
      }
    }
    let found = log(coarse / fine) / log(256)
    #expect(abs(found - exponent) < 0.1)
  }

  @Test func mallatBoundFollowsItsFormula() {
    let sizes = Fields.random(.elastic, [32, 32], amplitude: 2).sizes()
    let middle = sizes.gradient * max(log(sizes.oscillation / sizes.gradient), 1)
    #expect(isClose(sizes.mallatBound(scales: 3), sizes.displacement / 8 + middle + sizes.hessian))
    let move = AffineDeformation.translation(by: [3, -4], shape: [8, 8]).field().sizes()
    #expect(move.mallatBound(scales: 2) == 1.25)
    #expect(DisplacementField.zero([8, 8]).sizes().mallatBound(scales: 2) == 0)
  }

  @Test func noiseHasItsNorm() {
    var generator = SeededGenerator(seed: 3)
    let noise = matchedNoise(distance: 0.75, shape: [40, 50], using: &generator).samples
    #expect(isClose(norm(noise), 0.75))
    // The mean of 2000 numbers of deviation 0.75 / sqrt(2000): within four deviations of the mean.
    #expect(abs(noise.reduce(0, +)) < 4 * 0.75)
  }

  @Test func kindsHaveTheirNames() {
    let names = ["translation", "rotation", "dilation", "shear", "elastic", "rough", "noise"]
    #expect(DeformationKind.allCases.map(\.rawValue) == names)
    #expect(Fields.kinds([9]) == [.translation, .dilation, .elastic, .rough])
  }
}
