import Scattering

extension Representation {
  /// The vectors of all signals, found to be as many numbers as there should be, and finite.
  package func checkedVectors(of signals: Signal<Double>) throws -> [Double] {
    let vectors = try vectors(of: signals)
    let expected = signals.batchCount * dimension
    guard vectors.count == expected else {
      throw StabilityError.wrongCount(name, found: vectors.count, expected: expected)
    }
    if let index = vectors.firstIndex(where: { !$0.isFinite }) {
      throw StabilityError.nonFiniteVector(name, index: index % dimension, found: "\(vectors[index])")
    }
    return vectors
  }
}
