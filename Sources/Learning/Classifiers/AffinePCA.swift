import Scattering

/// The generative classifier of Bruna and Mallat 2013 (section 4.1): each class is the affine space through its mean along its
/// first principal directions, and a sample belongs to the class whose space is nearest.
///
/// The directions are eigenvectors of a class's covariance or, where it has fewer samples than columns, of its samples'
/// products, in double precision; classes are dealt to threads. Spaces of all dimensions come from one decomposition a class.
public struct AffinePCA: Learner {
  /// Ascending.
  public let dimensions: [Int]

  /// - Throws: `LearningError.outOfRange` for no dimension, or one below 0.
  public init(dimensions: [Int] = AffinePCA.defaultDimensions) throws(LearningError) {
    guard !dimensions.isEmpty, dimensions.allSatisfy({ $0 >= 0 }) else {
      throw .outOfRange("dimension", found: "\(dimensions)", expected: "one at least, none below 0")
    }
    self.dimensions = dimensions.sorted()
  }

  public static let defaultDimensions = [
    0, 1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 100, 120, 140, 160, 200, 240, 300,
  ]

  public var name: String { "pca" }
  public var candidateCount: Int { dimensions.count }
  public func describe(_ candidate: Int) -> String { "dimension \(dimensions[candidate])" }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> AffinePCAModel {
    try fit(samples, dimension: dimensions[candidate], parallel)
  }

  public func mistakes(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    let model = try fit(training, dimension: dimensions.last!, parallel)
    return model.scores(of: validation.vectors, dimensions: dimensions, parallel).map { scores in
      zip(scores.largestColumns, validation.labels).count { $0 != $1 }
    }
  }

  private func fit(
    _ samples: LabelledVectors, dimension: Int, _ parallel: Parallel
  ) throws(LearningError) -> AffinePCAModel {
    try LinearAlgebra.open()
    try samples.check()
    let places = samples.placesByClass
    let spaces = try parallel.map(samples.classCount) { (number) throws(LearningError) in
      try PrincipalSpace(of: samples.vectors.selecting(places[number]), dimension: dimension)
    }
    return AffinePCAModel(spaces: spaces)
  }
}
