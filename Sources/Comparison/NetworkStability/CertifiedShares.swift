import Scattering
import Stability

/// How far displacements can move some images, and what share of them stays right in spite of it.
struct CertifiedShares {
  private let images: Signal<Double>
  private let labels: [Int]
  /// For each image the bound at amplitude 0 and at each of the amplitudes.
  private let moves: [[Double]]

  init(_ images: Signal<Double>, labels: [Int], amplitudes: [Double], parallel: Parallel) {
    (self.images, self.labels) = (images, labels)
    moves = parallel.map(images.batchCount) { index in
      let bound = DisplacementBound(images.slice(index..<(index + 1)), boundary: .reflect)
      return [0] + amplitudes.map { bound($0) }
    }
  }

  /// The share certified at amplitude 0 and at each of the amplitudes.
  func shares(of head: CertifiedHead) throws -> [Double] {
    let radii = try head.radii(of: images, labels: labels)
    return moves[0].indices.map { size in
      Double(radii.indices.count { radii[$0] > moves[$0][size] }) / Double(radii.count)
    }
  }
}
