import Scattering
import Stability

/// The scores of a linear head on a representation, as one: the search for the deformation that moves them most.
public struct HeadRepresentation: DifferentiableRepresentation {
  public let name: String
  private let certified: CertifiedHead

  public init(_ certified: CertifiedHead, name: String) { (self.certified, self.name) = (certified, name) }

  private var base: any DifferentiableRepresentation { certified.representation }
  private var head: LinearHead { certified.head }

  public var shape: Shape { base.shape }
  public var dimension: Int { head.classCount }
  public var parts: [RepresentationPart] { [] }

  /// The largest singular value of the weights times that of the representation.
  public var lipschitzConstant: Double? {
    certified.constant
      * SpectralNorm.ofMatrix(head.weights, rows: head.classCount, columns: head.dimension)
  }

  public func vectors(of signals: Signal<Double>) throws -> [Double] {
    head.scores(of: try base.vectors(of: signals))
  }

  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    LinearHead(weights: head.weights, offsets: head.offsets.map { _ in 0 })
      .scores(of: try base.pushforward(at: signals, along: tangents))
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    let (classes, dimension) = (head.classCount, head.dimension)
    let pulled = (0..<signals.batchCount).flatMap { signal in
      (0..<classes).reduce(into: [Double](repeating: 0, count: dimension)) { sum, row in
        let factor = cotangents[signal * classes + row]
        for column in 0..<dimension { sum[column] += factor * head.weights[row * dimension + column] }
      }
    }
    return try base.pullback(at: signals, of: pulled)
  }
}
