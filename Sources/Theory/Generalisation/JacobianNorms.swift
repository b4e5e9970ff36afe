import Arrays
import Numerical
import Representations

/// Norms of Jacobians at signals, many signals at a time.
///
/// A representation of few numbers, such as scores, has its Jacobian written out by one pullback a number: both norms are then those of
/// the matrix, to 1e-12. Others have the spectral norm alone, by Lanczos' method on J^T J through pushforward and pullback
/// (Golub and Van Loan 2013, chapter 10), with full reorthogonalisation from a random start that the seed fixes: it comes from below, and
/// stops where its square has grown by less than `tolerance` of itself in four steps.
public struct JacobianNorms: Sendable {
  /// The largest dimension of a representation whose Jacobian is written out.
  public var largestDimension: Int
  public var tolerance: Double
  /// The most products of Lanczos' method.
  public var steps: Int
  public var seed: UInt64

  public init(largestDimension: Int = 64, tolerance: Double = 1e-8, steps: Int = 200, seed: UInt64 = 0) {
    (self.largestDimension, self.tolerance) = (largestDimension, tolerance)
    (self.steps, self.seed) = (steps, seed)
  }

  /// The norms at each signal.
  /// - Parameter checkCancellation: Called before every batch and step; what it throws ends the work.
  /// - Throws: `TheoryError.nonFiniteDerivative`, what the representation throws, what `checkCancellation` throws.
  /// - Precondition: the signals have the representation's shape.
  public func norms(
    of representation: any DifferentiableRepresentation, at signals: Signal<Double>,
    checkCancellation: () throws -> Void = {}
  ) throws -> [JacobianNorm] {
    let isWritten = representation.dimension <= largestDimension
    let held = (isWritten ? representation.dimension : min(steps, 32)) * signals.shape.count
    let length = MemoryBudget.study.count(of: held, atMost: 64)
    return try (0..<signals.batchCount).chunks(of: length).flatMap { chunk in
      try checkCancellation()
      let batch = signals.slice(chunk)
      return isWritten
        ? try written(representation, batch) : try iterated(representation, batch, checkCancellation)
    }
  }

  private func written(_ representation: any DifferentiableRepresentation, _ batch: Signal<Double>) throws
    -> [JacobianNorm]
  {
    let jacobians = try JacobianRows(representation, at: batch)
    let count = jacobians.rows
    return (0..<batch.batchCount).map { signal in
      let gram = jacobians.gram(of: signal)
      let trace = (0..<count).reduce(0) { $0 + gram[$1 * (count + 1)] }
      guard trace > 0 else { return JacobianNorm(spectral: 0, frobenius: 0) }
      let extremes = symmetricExtremes(dimension: count) { vector in
        (0..<count).map { dot(gram[($0 * count)..<(($0 + 1) * count)], vector[...]) }
      }
      return JacobianNorm(spectral: max(extremes.largest, 0).squareRoot(), frobenius: trace.squareRoot())
    }
  }

  private func iterated(
    _ representation: any DifferentiableRepresentation, _ batch: Signal<Double>,
    _ checkCancellation: () throws -> Void
  ) throws -> [JacobianNorm] {
    var runs = (0..<batch.batchCount).map { _ in
      LargestEigenvalue(dimension: batch.shape.count, seed: seed, tolerance: tolerance)
    }
    for _ in 0..<min(steps, batch.shape.count) where runs.contains(where: { !$0.isDone }) {
      try checkCancellation()
      let moving = runs.indices.filter { !runs[$0].isDone }
      let signals = batch.selecting(moving)
      let tangents = Signal(
        moving.flatMap { runs[$0].lanczos.vector }, batch: [moving.count], shape: batch.shape)
      let pushed = try representation.pushforward(at: signals, along: tangents)
      let products = try representation.pullback(at: signals, of: pushed).samples
      guard products.allSatisfy(\.isFinite) else {
        throw TheoryError.nonFiniteDerivative(representation.name)
      }
      for (position, index) in moving.enumerated() {
        runs[index].advance(with: Array(products.block(position, of: moving.count)))
      }
    }
    return runs.map { JacobianNorm(spectral: max($0.value, 0).squareRoot(), frobenius: nil) }
  }
}

/// The largest eigenvalue of one of several operators, as far as it is known, from below.
private struct LargestEigenvalue {
  private(set) var lanczos: Lanczos
  private(set) var value = 0.0
  private(set) var isDone = false
  private let tolerance: Double

  init(dimension: Int, seed: UInt64, tolerance: Double) {
    var generator = SeededGenerator(seed: seed)
    lanczos = Lanczos(start: (0..<dimension).map { _ in generator.nextNormal() }, scale: .largest)
    self.tolerance = tolerance
  }

  /// Takes the product of the operator and the vector wanted; looks at the eigenvalue every four steps.
  mutating func advance(with product: [Double]) {
    lanczos.advance(with: product)
    guard lanczos.isExhausted || lanczos.stepCount % 4 == 0 else { return }
    let found = lanczos.matrix.largestEigenvalue
    isDone = lanczos.isExhausted || found - value <= tolerance * found
    value = found
  }
}

/// Norms of the Jacobian of a representation at one signal.
public struct JacobianNorm: Codable, Hashable, Sendable {
  /// The largest singular value.
  public var spectral: Double
  /// The Frobenius norm; nil where the Jacobian was not written out.
  public var frobenius: Double?

  public init(spectral: Double, frobenius: Double?) {
    (self.spectral, self.frobenius) = (spectral, frobenius)
  }
}
