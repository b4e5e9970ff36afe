import Foundation
import Numerical

/// Distances, angles and norms of pairs of vectors at one layer.
struct PairFigures {
  private(set) var distances: [Double] = []
  /// Of the pairs of which neither vector is 0.
  private(set) var angles: [Double] = []
  /// Of both vectors of every pair.
  private(set) var norms: [Double] = []

  mutating func add(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) {
    let lengths = (norm(a), norm(b))
    norms += [lengths.0, lengths.1]
    distances.append(distance(a, b))
    guard lengths.0 > 0, lengths.1 > 0 else { return }
    // Accurate for small angles too, where the arc cosine is not.
    let units = zip(a, b).map { ($0 / lengths.0, $1 / lengths.1) }
    angles.append(2 * atan2(norm(units.map { $0.0 - $0.1 }), norm(units.map { $0.0 + $0.1 })))
  }
}
