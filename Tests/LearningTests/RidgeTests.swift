import Learning
import Scattering
import Testing

@Suite struct RidgeTests {
  /// The gradient of sum |y - W x - b|^2 + lambda |W|^2 vanishes, by slow sums in double precision. The weights are stored in
  /// single precision, to 2^-24 of each; so the gradient may be off by the Hessian, of norm below the sum of |x|^2, times 2^-24
  /// |w|.
  @Test(arguments: [(200, 12), (30, 80)]) func theGradientVanishes(rows: Int, columns: Int) throws {
    var random = RandomSamples(seed: 1)
    let samples = random.clouds(count: rows, classes: 3, columns: columns, separation: 3)
    let relative = 0.1
    let model = try Ridge(lambdas: [relative]).fit(samples, candidate: 0, parallel: Parallel(threads: 2))
    let vectors = (0..<rows).map(samples.vectors.doubles)
    let mean = (0..<columns).map { column in vectors.reduce(0) { $0 + $1[column] } / Double(rows) }
    let centered = vectors.map { zip($0, mean).map(-) }
    let trace = centered.reduce(0) { $0 + dot($1, $1) }
    let lambda = relative * trace / Double(columns)
    for number in 0..<3 {
      let weights = model.weights.doubles(number)
      var gradient = weights.map { lambda * $0 }
      var offsetGradient = 0.0
      for (row, vector) in vectors.enumerated() {
        let target = samples.labels[row] == number ? 1.0 : 0
        let residual = dot(weights, vector) + Double(model.offsets.elements[number]) - target
        for column in 0..<columns { gradient[column] += residual * vector[column] }
        offsetGradient += residual
      }
      let hessian = vectors.reduce(0) { $0 + dot($1, $1) } + lambda
      let tolerance = 0x1p-24 * (norm(weights) + abs(Double(model.offsets.elements[number]))) * hessian
      #expect(norm(gradient) < tolerance)
      #expect(abs(offsetGradient) < tolerance)
    }
  }

  @Test func candidatesAreFitsOfTheirOwn() throws {
    var random = RandomSamples(seed: 2)
    let samples = random.clouds(count: 240, classes: 4, columns: 10, separation: 1.5)
    let ridge = try Ridge()
    #expect(Set(try ridge.expectFitsOfTheirOwn(samples, trainingCount: 120)).count > 1)
    #expect(ridge.lambdas == ridge.lambdas.sorted(by: >))
  }

  @Test func constantVectorsGiveTheShares() throws {
    let vectors = Matrix<Float>([Float](repeating: 2, count: 12), rows: 4, columns: 3)
    let samples = LabelledVectors(vectors, labels: [0, 1, 1, 1], classCount: 2)
    let model = try Ridge(lambdas: [1]).fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    #expect(model.scores(of: vectors).elements == [0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75])
  }

  @Test func settingsMustBePositive() {
    #expect(throws: LearningError.self) { try Ridge(lambdas: [0]) }
    #expect(throws: LearningError.self) { try Ridge(lambdas: []) }
    #expect(throws: LearningError.self) { try OneVersusRest(.squaredHinge, costs: [.infinity]) }
    #expect(throws: LearningError.self) { try OneVersusRest(.logistic, costs: [-1]) }
    #expect(throws: LearningError.self) { try RadialSVM(costs: [1], gammas: [.nan]) }
    #expect(throws: LearningError.self) { try AffinePCA(dimensions: [-1]) }
  }
}
