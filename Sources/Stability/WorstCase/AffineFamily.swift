import Arrays
import Deformations
import Foundation

/// Translations, dilations, rotations and shears.
///
/// Coefficients are the offset; the rate; of images the angle, of volumes the angle times the unit vector of the axis; the rate and the
/// angle of the direction that is sheared along, of axis 0. Shears of images only.
public struct AffineFamily: DeformationFamily {
  private let generator: DeformationGenerator

  /// - Precondition: the generator draws one of these.
  public init(_ generator: DeformationGenerator) {
    precondition(
      Self.isDefined(generator.kind, generator.shape), "no search of \(generator.kind) of \(generator.shape)")
    self.generator = generator
  }

  /// Whether the family holds the fields of a kind.
  public static func isDefined(_ kind: DeformationKind, _ shape: Shape) -> Bool {
    switch kind {
    case .translation, .dilation: true
    case .rotation: shape.rank > 1
    case .shear: shape.rank == 2
    case .elastic, .rough, .noise: false
    }
  }

  public var kind: DeformationKind { generator.kind }
  public var shape: Shape { generator.shape }

  public var coefficientCount: Int {
    switch kind {
    case .translation: shape.rank
    case .rotation: shape.rank == 3 ? 3 : 1
    case .shear: 2
    default: 1
    }
  }

  /// A shear's rate relative to its angle in radians.
  public var metric: [Double] {
    let side = Double(shape.dimensions.max()! - 1)
    return kind == .shear
      ? [2 * generator.amplitude / side, 1] : [Double](repeating: 1, count: coefficientCount)
  }

  public func displacement(_ coefficients: [Double]) -> Signal<Double> { field(coefficients).displacement }

  public func field(_ coefficients: [Double]) -> DisplacementField { deformation(coefficients).field() }

  public func supNorms(_ coefficients: [Double]) -> (displacement: Double, gradient: Double) {
    let field = field(coefficients)
    return (field.displacement.largestVectorNorm(), field.jacobian.largestSpectralNorm())
  }

  public func pushforward(at coefficients: [Double], along direction: [Double]) -> Signal<Double> {
    let parts = derivatives(at: coefficients).map { $0.field().displacement }
    return Signal(batch: [shape.rank], shape: shape) { out in
      out.update(repeating: 0)
      for (part, factor) in zip(parts, direction) {
        part.withUnsafeSamples { for index in out.indices { out[index] += factor * $0[index] } }
      }
    }
  }

  public func pullback(at coefficients: [Double], of gradient: Signal<Double>) -> [Double] {
    derivatives(at: coefficients).map { part in
      part.field().displacement.withUnsafeSamples { part in
        gradient.withUnsafeSamples { zip(part, $0).reduce(0) { $0 + $1.0 * $1.1 } }
      }
    }
  }

  public func scaled(_ coefficients: [Double], by factor: Double) -> [Double] {
    switch kind {
    case .rotation:
      // The angle is all that changes.
      {
        let angle = norm(coefficients)
        let scaled = 2 * asin(max(-1, min(1, factor * sin(angle / 2))))
        return angle == 0 ? coefficients : coefficients.map { $0 * scaled / angle }
      }()
    case .shear: [factor * coefficients[0], coefficients[1]]
    default: coefficients.map { factor * $0 }
    }
  }

  /// Both signs of one coefficient; translations to all neighbours of a sample, of images in steps of pi / 6, and rotations of volumes about
  /// axes towards all neighbours; shears in steps of pi / 8.
  public var scan: [[Double]] {
    switch kind {
    case .translation where shape.rank == 2:
      (0..<12).map { [cos(Double($0) * .pi / 6), sin(Double($0) * .pi / 6)] }
    case .translation: neighbours
    case .rotation where shape.rank == 3: neighbours.map { $0.map { 0.1 * $0 } }
    case .shear: (0..<8).flatMap { turn in [-0.1, 0.1].map { [$0, Double(turn) * .pi / 8] } }
    default: [[-0.1], [0.1]]
    }
  }

  /// The 3^d - 1 directions from a sample to its neighbours.
  private var neighbours: [[Double]] {
    (0..<shape.rank).reduce([[]]) { lists, _ in lists.flatMap { list in [-1, 0, 1].map { list + [$0] } } }
      .filter { $0.contains { $0 != 0 } }
  }

  public func random(using generator: inout SeededGenerator) -> [Double] {
    let deformation = self.generator.deformation(using: &generator) as! AffineDeformation
    let matrix = deformation.matrix
    switch kind {
    case .translation: return deformation.offset
    case .rotation where shape.rank == 3: return RotationVector(displacement: matrix).components
    case .rotation: return [atan2(matrix[1][0], 1 - matrix[0][0])]
    case .shear:
      let rate = matrix[0][1] - matrix[1][0]
      return [rate, atan2(2 * matrix[1][1] / rate, (matrix[0][1] + matrix[1][0]) / rate) / 2]
    default: return [matrix[0][0]]
    }
  }
}

extension AffineFamily {
  private func deformation(_ coefficients: [Double]) -> AffineDeformation {
    switch kind {
    case .translation: .translation(by: coefficients, shape: shape)
    case .rotation where shape.rank == 3: linear(RotationVector(coefficients).displacement)
    case .rotation: .rotation(by: coefficients[0], shape: shape)
    case .shear: shear(rate: coefficients[0], angle: coefficients[1])
    default: .dilation(rate: coefficients[0], shape: shape)
    }
  }

  private func shear(rate: Double, angle: Double) -> AffineDeformation {
    let direction = [cos(angle), sin(angle)]
    return .shear(rate: rate, along: direction, across: [-direction[1], direction[0]], shape: shape)
  }

  /// The derivatives of tau with respect to each coefficient.
  private func derivatives(at coefficients: [Double]) -> [AffineDeformation] {
    switch kind {
    case .translation:
      (0..<shape.rank).map { axis in
        .translation(by: (0..<shape.rank).map { $0 == axis ? 1 : 0 }, shape: shape)
      }
    case .rotation where shape.rank == 3: RotationVector(coefficients).displacementDerivatives.map(linear)
    case .rotation:
      [
        linear([
          [sin(coefficients[0]), -cos(coefficients[0])], [cos(coefficients[0]), sin(coefficients[0])],
        ])
      ]
    case .shear:
      // d a^T of direction d and normal a has derivative a a^T - d d^T with respect to the angle.
      [shear(rate: 1, angle: coefficients[1]), turned(coefficients[0], angle: coefficients[1])]
    default: [.dilation(rate: 1, shape: shape)]
    }
  }

  private func turned(_ rate: Double, angle: Double) -> AffineDeformation {
    let (c, s) = (rate * cos(2 * angle), rate * sin(2 * angle))
    return linear([[-c, -s], [-s, c]])
  }

  private func linear(_ matrix: [[Double]]) -> AffineDeformation {
    AffineDeformation(shape: shape, offset: [Double](repeating: 0, count: shape.rank), matrix: matrix)
  }
}
