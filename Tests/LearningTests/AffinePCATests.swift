import Learning
import Scattering
import Testing

@Suite struct AffinePCATests {
  /// Points of random affine spaces of dimension 3, far from each other.
  private static func spaces(count: Int, columns: Int, seed: UInt64) -> LabelledVectors {
    var random = RandomSamples(seed: seed)
    let classes = 4
    let bases = (0..<classes).map { _ in (0..<4).map { _ in (0..<columns).map { _ in random.normal() } } }
    let labels = (0..<count).map { $0 % classes }
    let elements = labels.flatMap { label in
      let coordinates = (0..<3).map { _ in 5 * random.normal() }
      return (0..<columns).map { column in
        Float(bases[label][3][column] + (0..<3).reduce(0) { $0 + coordinates[$1] * bases[label][$1][column] })
      }
    }
    return LabelledVectors(
      Matrix(elements, rows: count, columns: columns), labels: labels, classCount: classes)
  }

  /// More samples than columns, and fewer: the covariance, and the samples' products. Points of a class's own space lie in it
  /// but for rounding, those of others at a distance of the order of the points' norms.
  @Test(arguments: [(400, 20), (80, 60)]) func separatesAffineSpacesExactly(rows: Int, columns: Int) throws {
    let all = Self.spaces(count: 2 * rows, columns: columns, seed: 3)
    let (training, test) = (all.selecting(0..<rows), all.selecting(rows..<(2 * rows)))
    let learner = try AffinePCA(dimensions: [3])
    let model = try learner.fit(training, candidate: 0, parallel: Parallel(threads: 2))
    #expect(model.misclassifiedCount(on: test) == 0)
    let scores = model.scores(of: test.vectors)
    for row in 0..<rows {
      let vector = test.vectors.doubles(row)
      // The square of a distance that is a sum of `columns` numbers rounded to 2^-24, in the samples and in the directions.
      let rounding = 0x1p-38 * dot(vector, vector) * Double(columns)
      #expect(abs(Double(scores[row, test.labels[row]])) < rounding)
    }
  }

  /// The distance to a space, of points a ten-thousandth of their norm away from it: squares of coordinates in single precision
  /// would leave nothing of it.
  @Test func distancesOfPointsNearASpaceKeepTheirDigits() throws {
    var random = RandomSamples(seed: 8)
    let columns = 20
    var basis: [[Double]] = []
    for _ in 0..<3 {
      var vector = (0..<columns).map { _ in random.normal() }
      for other in basis {
        let overlap = dot(vector, other)
        vector = zip(vector, other).map { $0 - overlap * $1 }
      }
      basis.append(vector.map { $0 / norm(vector) })
    }
    func point(_ coordinates: [Double]) -> [Float] {
      (0..<columns).map { column in Float((0..<3).reduce(0) { $0 + coordinates[$1] * basis[$1][column] }) }
    }
    let plane = (0..<40).map { _ in point([100 * random.normal(), 100 * random.normal(), 0]) }
    let elements = plane.flatMap { $0 } + point([0, 0, 1]) + point([0, 0, 2])
    let samples = LabelledVectors(
      Matrix(elements, rows: 42, columns: columns), labels: plane.map { _ in 0 } + [1, 1], classCount: 2)
    let model = try AffinePCA(dimensions: [2]).fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    for distance in [0.01, 0.03, 0.1] {
      let probe = point([80, -60, distance])
      let score = Double(model.scores(of: Matrix(probe, rows: 1, columns: columns))[0, 0])
      // Coordinates near 100 / sqrt(20), of samples, means and directions rounded to 2^-24 and some steps of rounding.
      let rounding = 8 * 0x1p-24 * 100
      #expect(abs((-score).squareRoot() - distance) < rounding)
    }
  }

  /// Each sample twice has the same mean and, to a factor, the same covariance; there are more samples than columns then.
  @Test func bothProductsGiveTheSameSpaces() throws {
    var random = RandomSamples(seed: 4)
    let few = random.clouds(count: 60, classes: 3, columns: 24, separation: 2)
    let many = few.selecting(Array(0..<60) + Array(0..<60))
    let probe = random.clouds(count: 40, classes: 3, columns: 24, separation: 2).vectors
    let learner = try AffinePCA(dimensions: [6])
    let first = try learner.fit(few, candidate: 0, parallel: Parallel(threads: 1)).scores(of: probe)
    let second = try learner.fit(many, candidate: 0, parallel: Parallel(threads: 1)).scores(of: probe)
    // Scores near 30, in single precision, of directions stored in single precision.
    for (a, b) in zip(first.elements, second.elements) { #expect(abs(a - b) < 1e-4 * max(1, abs(a))) }
  }

  /// The mean of a class's squared distances to its space is its total variance less the variance along the directions, which
  /// no other directions exceed: those of a random rotation leave more.
  @Test func directionsAreThoseOfMostVariance() throws {
    var random = RandomSamples(seed: 5)
    let columns = 8
    let elements = (0..<400).flatMap { _ in
      (0..<columns).map { Float(Double(columns - $0) * random.normal()) }
    }
    let vectors = Matrix(elements, rows: 400, columns: columns)
    let samples = LabelledVectors(vectors, labels: (0..<400).map { $0 % 2 }, classCount: 2)
    let learner = try AffinePCA(dimensions: [2])
    let model = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    let own = (0..<400).filter { $0 % 2 == 0 }
    let scores = model.scores(of: vectors)
    let left = own.reduce(0.0) { $0 - Double(scores[$1, 0]) } / 200
    let mean = (0..<columns).map { column in own.reduce(0) { $0 + Double(vectors[$1, column]) } / 200 }
    let centered = own.map { zip(vectors.doubles($0), mean).map(-) }
    let total = centered.reduce(0) { $0 + dot($1, $1) } / 200
    for _ in 0..<50 {
      var first = (0..<columns).map { _ in random.normal() }
      first = first.map { $0 / norm(first) }
      var second = (0..<columns).map { _ in random.normal() }
      let overlap = dot(first, second)
      second = zip(second, first).map { $0 - overlap * $1 }
      second = second.map { $0 / norm(second) }
      let along = centered.reduce(0) {
        $0 + dot($1, first) * dot($1, first) + dot($1, second) * dot($1, second)
      }
      #expect(left < total - along / 200)
    }
    // Standard deviations 8 and 7 of 8, ..., 1: what is left is near 6^2 + ... + 1 = 91, to the spread of 200 samples.
    #expect(abs(left - 91) < 15)
  }

  @Test func candidatesAreFitsOfTheirOwn() throws {
    var random = RandomSamples(seed: 6)
    let samples = random.clouds(count: 300, classes: 5, columns: 30, separation: 3)
    let learner = try AffinePCA()
    let counts = try learner.expectFitsOfTheirOwn(
      samples, trainingCount: 100, candidates: [0, 1, 4, 9, learner.candidateCount - 1])
    #expect(Set(counts).count > 1)
  }

  @Test func aClassOfOneSampleIsAPoint() throws {
    let vectors = Matrix<Float>([0, 0, 4, 0, 5, 0, 6, 1], rows: 4, columns: 2)
    let samples = LabelledVectors(vectors, labels: [0, 1, 1, 1], classCount: 2)
    let model = try AffinePCA(dimensions: [1]).fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    #expect(model.scores(of: Matrix<Float>([3, 4], rows: 1, columns: 2))[0, 0] == -25)
  }
}
