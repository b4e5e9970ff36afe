import Arrays
import Scattering

/// A map from signals of one shape to vectors, which experiments compare by Euclidean distance: scattering, raw samples, a
/// Fourier modulus, a network, another program.
///
/// Vectors carry whatever weights make their Euclidean norm the norm that is meant; scattering weighs a feature by
/// 2^(rank (J - oversampling) / 2), so that decimation does not change distances. Computed in double precision.
public protocol Representation: Sendable {
  /// The name in reports, such as `scattering J=3`.
  var name: String { get }
  /// The role in reports; `other` unless the representation states one.
  var role: RepresentationRole { get }
  /// The configuration of a scattering transform; nil unless the representation states one.
  var scattering: ScatteringConfiguration? { get }
  /// The spatial axes of one signal.
  var shape: Shape { get }
  /// The length of one vector.
  var dimension: Int { get }
  /// Contiguous parts that are also looked at by themselves, such as the orders of scattering; may be empty.
  var parts: [RepresentationPart] { get }
  /// A proven constant C of |f(x) - f(z)| <= C |x - z| for all signals, or nil where none is known.
  var lipschitzConstant: Double? { get }
  /// The product of the layers' norms, which a constant by any better argument must not exceed; nil unless the representation states one.
  var productConstant: Double? { get }
  /// The vectors of all signals, `[batch, dimension]` in row-major order.
  func vectors(of signals: Signal<Double>) throws -> [Double]
}

extension Representation {
  public var role: RepresentationRole { .other }
  public var productConstant: Double? { nil }
  public var scattering: ScatteringConfiguration? { nil }
}

/// A range of a representation's vector with a name.
public struct RepresentationPart: Hashable, Sendable {
  /// The part's name, such as `order 1`.
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

extension Representation {
  /// Stops where signals have another shape than the representation.
  package func check(_ signals: Signal<Double>) {
    precondition(signals.shape == shape, "signals of \(signals.shape) for \(name) of \(shape)")
  }
}

extension Representation {
  /// The vectors of all signals, `[batch, dimension]`, after a check that they are complete and finite.
  /// - Throws: `RepresentationError`, and what the representation throws.
  package func checkedVectors(of signals: Signal<Double>) throws -> [Double] {
    let vectors = try vectors(of: signals)
    let expected = signals.batchCount * dimension
    guard vectors.count == expected else {
      throw RepresentationError.wrongCount(name, found: vectors.count, expected: expected)
    }
    if let index = vectors.firstIndex(where: { !$0.isFinite }) {
      throw RepresentationError.nonFiniteVector(name, index: index % dimension, found: "\(vectors[index])")
    }
    return vectors
  }
}

/// Why a representation cannot be made, or gave nothing that can be used.
public enum RepresentationError: Error, RangeError, Equatable, Sendable {
  /// A setting that no representation has.
  case outOfRange(String, found: String, expected: String)
  /// Too few numbers, or too many.
  case wrongCount(String, found: Int, expected: Int)
  /// Something else than a finite number.
  case nonFiniteVector(String, index: Int, found: String)
}

extension RepresentationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outOfRange(let name, let found, let expected): Self.text(name, found, expected)
    case .wrongCount(let name, let found, let expected):
      Self.text(name, "\(found) numbers", expected)
    case .nonFiniteVector(let name, let index, let found):
      Self.text(name, "\(found) as number \(index) of a vector", "finite numbers")
    }
  }
}
