import Networks
import Numerical
import Representations
import Scattering
import Stability

/// A linear head on a representation of known Lipschitz constant C, and how far an image may move before its class can change.
///
/// With `margin_k = (w_c - w_k).f(x) + b_c - b_k`, the score of class c stays ahead of that of k as long as
/// `|f(y) - f(x)| < margin_k / |w_c - w_k|`, and so for all y with
///
///     |y - x| < radius = min over k of margin_k / (C |w_c - w_k|).
///
/// C is that of the whole pipeline: of `ScatteringRepresentation` weights, padding and decimation are included (decision 7).
/// Heads learned from standardised vectors are those of plain vectors after `LinearHead.undoing`; logarithms have no
/// constant. In double precision.
public struct CertifiedHead: Sendable {
  public let representation: any DifferentiableRepresentation
  public let head: LinearHead
  /// The Lipschitz constant C of the representation.
  public let constant: Double
  /// `|w_a - w_b|`, `[class, class]`.
  private let distances: [Double]

  /// - Returns: nil where no constant of the representation is known.
  /// - Precondition: the head has the representation's dimension.
  public init?(_ representation: any DifferentiableRepresentation, _ head: LinearHead) {
    guard let constant = representation.lipschitzConstant else { return nil }
    precondition(
      representation.dimension == head.dimension,
      "a head of \(head.dimension) numbers for \(representation.name) of \(representation.dimension)")
    (self.representation, self.head, self.constant) = (representation, head, constant)
    let classes = head.offsets.indices
    distances = classes.flatMap { first in classes.map { head.distance(first, $0) } }
  }

  /// A head that was learned from a transform's plain features, without the weight of `ScatteringRepresentation`.
  public init(_ transform: ScatteringTransform<Double>, _ head: LinearHead, parallel: Parallel = Parallel()) {
    let representation = ScatteringRepresentation(
      transform, lipschitzConstant: NetworkBounds(transform, parallel: parallel).constant)
    let plain = [Double](repeating: 1 / transform.plan.distanceWeight, count: head.dimension)
    self.init(representation, head.undoing(shifts: plain.map { _ in 0 }, factors: plain))!
  }

  /// The scores of a network, each its own class's; nil where no constant of the network is known.
  public init?(scoresOf network: Network, parallel: Parallel = Parallel()) {
    let scores = StudiedNetwork(network, layers: .last, parallel: parallel).layers[0]
    let count = scores.dimension
    let unit = (0..<(count * count)).map { $0 % (count + 1) == 0 ? 1.0 : 0 }
    self.init(scores, LinearHead(weights: unit, offsets: [Double](repeating: 0, count: count)))
  }

  /// The class of each signal.
  public func classes(of signals: Signal<Double>) throws -> [Int] {
    let scores = head.scores(of: try representation.vectors(of: signals))
    return stride(from: 0, to: scores.count, by: head.classCount).map { start in
      let own = scores[start..<(start + head.classCount)]
      return own.indices.max { (own[$0], $1) < (own[$1], $0) }! - start
    }
  }

  /// How far each image may move, in its own unit and Euclidean norm, with its label still the class; not positive where it is
  /// not the class to begin with.
  public func radii(of images: Signal<Double>, labels: [Int]) throws -> [Double] {
    let scores = head.scores(of: try representation.vectors(of: images))
    let count = head.classCount
    return labels.enumerated().map { image, label in
      let own = Array(scores[(image * count)..<((image + 1) * count)])
      let size = own.reduce(0) { max($0, abs($1)) }
      return (0..<count).filter { $0 != label }.map { other in
        // Less what rounding may take from the scores.
        let margin = own[label] - own[other] - 1e-12 * size
        let distance = constant * distances[label * count + other]
        return distance > 0 ? margin / distance : margin > 0 ? .infinity : -.infinity
      }.min() ?? .infinity
    }
  }
}

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

extension HeadRepresentation {
  /// The scores of a certified head.
  public init(_ certified: CertifiedHead, name: String) {
    self.init(certified.representation, certified.head, name: name)
  }
}

extension ProvenConstants {
  /// The constants of a linear head on a representation, whose own constant stands in both.
  public init(_ certified: CertifiedHead) {
    let weights = certified.head.weights
    self.init(
      spectral: certified.constant * weights.spectralNormBound(),
      frobenius: certified.constant * norm(weights.elements))
  }
}
