/// Scores that are linear in a vector: `weights vector + offsets`; the largest wins, the first of equals.
public struct LinearHead: Hashable, Sendable {
  /// `[class, dimension]`.
  public let weights: [Double]
  public let offsets: [Double]
  public let dimension: Int

  public var classCount: Int { offsets.count }

  /// - Precondition: as many weights as there are classes times dimensions.
  public init(weights: [Double], offsets: [Double]) {
    precondition(
      !offsets.isEmpty && weights.count % offsets.count == 0,
      "\(weights.count) weights for \(offsets.count) classes")
    (self.weights, self.offsets) = (weights, offsets)
    dimension = weights.count / offsets.count
  }

  /// A head for vectors v, of one that was learned from `(v - shifts) factors`: standardised or scaled ones.
  /// - Precondition: a shift and a factor for every dimension.
  public func undoing(shifts: [Double], factors: [Double]) -> LinearHead {
    precondition(shifts.count == dimension && factors.count == dimension)
    let scaled = weights.indices.map { weights[$0] * factors[$0 % dimension] }
    let moved = offsets.indices.map { row in
      (0..<dimension).reduce(offsets[row]) { $0 - scaled[row * dimension + $1] * shifts[$1] }
    }
    return LinearHead(weights: scaled, offsets: moved)
  }

  /// `[vector, class]`.
  func scores(of vectors: [Double]) -> [Double] {
    (0..<(vectors.count / dimension)).flatMap { vector in
      offsets.indices.map { row in
        var sum = offsets[row]
        for column in 0..<dimension {
          sum += weights[row * dimension + column] * vectors[vector * dimension + column]
        }
        return sum
      }
    }
  }

  /// `|w_a - w_b|`.
  func distance(_ a: Int, _ b: Int) -> Double {
    (0..<dimension).reduce(0.0) { sum, column in
      let difference = weights[a * dimension + column] - weights[b * dimension + column]
      return sum + difference * difference
    }.squareRoot()
  }
}
