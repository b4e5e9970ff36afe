/// A map from signals of one shape to vectors, which experiments compare by Euclidean distance: scattering, raw samples, a
/// Fourier modulus, a network, another program.
///
/// Vectors carry whatever weights make their Euclidean norm the norm that is meant; scattering weighs a feature by
/// 2^(rank (J - oversampling) / 2), so that decimation does not change distances. Computed in double precision.
public protocol Representation: Sendable {
  /// How reports name it, such as `scattering J=3`.
  var name: String { get }
  /// What it is; `other` unless it says so.
  var role: RepresentationRole { get }
  /// The spatial axes of one signal.
  var shape: Shape { get }
  /// Numbers in one vector.
  var dimension: Int { get }
  /// Contiguous parts that are also looked at by themselves, such as the orders of scattering; may be empty.
  var parts: [RepresentationPart] { get }
  /// A proven constant C of |f(x) - f(z)| <= C |x - z| for all signals, or nil where none is known.
  var lipschitzConstant: Double? { get }
  /// The vectors of all signals, `[batch, dimension]` in row-major order.
  func vectors(of signals: Signal<Double>) throws -> [Double]
}

extension Representation {
  public var role: RepresentationRole { .other }
}

/// A range of a representation's vector with a name.
public struct RepresentationPart: Hashable, Sendable {
  /// Such as `order 1`.
  public let name: String
  public let range: Range<Int>

  public init(name: String, range: Range<Int>) { (self.name, self.range) = (name, range) }
}

/// A representation whose derivative can be applied, so that the worst deformation can be searched for.
public protocol DifferentiableRepresentation: Representation {
  /// The Jacobian at each signal times a tangent: `[batch, dimension]`.
  /// - Precondition: one tangent a signal.
  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double]
  /// The transposed Jacobian at each signal times a cotangent, `[batch, dimension]`: signals.
  /// - Precondition: one cotangent a signal.
  func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double>
}
