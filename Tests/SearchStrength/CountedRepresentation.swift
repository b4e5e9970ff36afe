import Arrays
import Representations
import Synchronization

/// A representation that counts what is asked of it, in evaluations.
final class CountedRepresentation: DifferentiableRepresentation {
  /// What a derivative costs in evaluations: of scattering at 32 x 32, J = 3, L = 8 a pullback takes 2.3 to 2.4 times, a pushforward
  /// 2.1 to 2.4 times as long (`searchstrength costs`).
  static let pullbackCost = 2.4, pushforwardCost = 2.3

  let base: any DifferentiableRepresentation
  private let counts = Mutex((vectors: 0, pullbacks: 0, pushforwards: 0))

  init(_ base: any DifferentiableRepresentation) { self.base = base }

  /// All that was asked so far, in evaluations of one signal.
  var effort: Double {
    counts.withLock {
      Double($0.vectors) + Self.pullbackCost * Double($0.pullbacks) + Self.pushforwardCost
        * Double($0.pushforwards)
    }
  }

  var name: String { base.name }
  var shape: Shape { base.shape }
  var dimension: Int { base.dimension }
  var parts: [RepresentationPart] { base.parts }
  var lipschitzConstant: Double? { base.lipschitzConstant }

  func vectors(of signals: Signal<Double>) throws -> [Double] {
    counts.withLock { $0.vectors += signals.batchCount }
    return try base.vectors(of: signals)
  }

  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    counts.withLock { $0.pushforwards += signals.batchCount }
    return try base.pushforward(at: signals, along: tangents)
  }

  func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    counts.withLock { $0.pullbacks += signals.batchCount }
    return try base.pullback(at: signals, of: cotangents)
  }
}
