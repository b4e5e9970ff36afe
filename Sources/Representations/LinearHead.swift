import Arrays
import Numerical

/// Scores that are linear in a vector: `weights vector + offsets`; the largest wins, the first of equals.
public struct LinearHead: Hashable, Sendable {
  /// The weights, `[class, dimension]`.
  public let weights: Matrix<Double>
  /// The offsets, one a class.
  public let offsets: [Double]

  /// The number of elements of one vector.
  public var dimension: Int { weights.columns }

  public var classCount: Int { offsets.count }

  /// - Precondition: one row of weights a class.
  public init(weights: Matrix<Double>, offsets: [Double]) {
    precondition(
      weights.rows == offsets.count, "\(weights.rows) rows of weights for \(offsets.count) classes")
    (self.weights, self.offsets) = (weights, offsets)
  }

  /// A head from its weights in row-major order.
  /// - Precondition: as many weights as there are classes times dimensions.
  public init(weights: [Double], offsets: [Double]) {
    precondition(
      !offsets.isEmpty && weights.count % offsets.count == 0,
      "\(weights.count) weights for \(offsets.count) classes")
    self.init(
      weights: Matrix(weights, rows: offsets.count, columns: weights.count / offsets.count), offsets: offsets)
  }

  /// A head for vectors v, of one that was learned from `(v - shifts) factors`: standardised or scaled ones.
  /// - Precondition: a shift and a factor for every dimension.
  public func undoing(shifts: [Double], factors: [Double]) -> LinearHead {
    precondition(shifts.count == dimension && factors.count == dimension)
    let scaled = weights.elements.indices.map { weights.elements[$0] * factors[$0 % dimension] }
    let moved = offsets.indices.map { row in
      (0..<dimension).reduce(offsets[row]) { $0 - scaled[row * dimension + $1] * shifts[$1] }
    }
    return LinearHead(weights: scaled, offsets: moved)
  }

  /// The scores of vectors `[vector, dimension]`: `[vector, class]`.
  package func scores(of vectors: [Double]) -> [Double] {
    (0..<vectors.count).chunks(of: dimension).flatMap { weights.times(vectors[$0], plus: offsets) }
  }

  /// The distance `|w_a - w_b|` of the weights of two classes.
  package func distance(_ a: Int, _ b: Int) -> Double {
    Numerical.distance(weights.row(a), weights.row(b))
  }
}

/// The scores of a linear head on a representation, for which the deformation that moves them most can be searched.
public struct HeadRepresentation: DifferentiableRepresentation {
  public let name: String
  /// The largest singular value of the weights times the constant of the representation; nil where that has none.
  public let lipschitzConstant: Double?
  private let base: any DifferentiableRepresentation
  private let head: LinearHead

  /// - Precondition: the head has the representation's dimension.
  public init(_ base: any DifferentiableRepresentation, _ head: LinearHead, name: String) {
    precondition(
      base.dimension == head.dimension,
      "a head of \(head.dimension) numbers for \(base.name) of \(base.dimension)")
    (self.base, self.head, self.name) = (base, head, name)
    lipschitzConstant = base.lipschitzConstant.map { $0 * head.weights.spectralNormBound() }
  }

  public var shape: Shape { base.shape }
  public var dimension: Int { head.classCount }
  public var parts: [RepresentationPart] { [] }

  public func vectors(of signals: Signal<Double>) throws -> [Double] {
    head.scores(of: try base.vectors(of: signals))
  }

  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    let linear = LinearHead(weights: head.weights, offsets: head.offsets.map { _ in 0 })
    return linear.scores(of: try base.pushforward(at: signals, along: tangents))
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    let pulled = (0..<signals.batchCount).flatMap { signal in
      head.weights.transposedTimes(cotangents.block(signal, of: signals.batchCount))
    }
    return try base.pullback(at: signals, of: pulled)
  }
}
