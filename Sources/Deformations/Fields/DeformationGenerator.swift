import Arrays
import Numerical
import RealModule

/// Draws deformations of one kind and size: the same bits for the same state of the random generator, on one machine.
///
/// Docs/RandomFields.md defines them for every machine and language; `version` counts its definitions.
public struct DeformationGenerator: Sendable {
  /// The version of the random fields: a change of any field for any seed counts it up.
  public static let version = 1

  public let kind: DeformationKind
  /// The amplitude `sup|tau|` over the samples, in pixels: one meaning for all kinds.
  public let amplitude: Double
  public let shape: Shape
  /// The cutoff c of elastic fields: the largest length of a mode's index.
  public let cutoff: Int
  /// The exponent a of rough fields: they are Hoelder-continuous of every exponent below a.
  public let exponent: Double
  /// The family of elastic and rough fields.
  private let family: ElasticField?

  /// - Precondition: the kind has a field (is not `noise`) and is defined for the shape's rank; the amplitude is finite
  ///   and not negative, and a rotation's at most the width of what it turns; the exponent lies in (0, 1).
  public init(
    _ kind: DeformationKind, amplitude: Double, shape: Shape, cutoff: Int = 5, exponent: Double = 0.5
  ) {
    precondition(
      kind.hasField && kind.isDefined(rank: shape.rank), "no \(kind.rawValue) field moves signals of \(shape)"
    )
    precondition(amplitude >= 0 && amplitude.isFinite, "amplitude is \(amplitude)")
    precondition(exponent > 0 && exponent < 1, "the exponent of a rough field is \(exponent), not in (0, 1)")
    (self.kind, self.amplitude, self.shape) = (kind, amplitude, shape)
    (self.cutoff, self.exponent) = (cutoff, exponent)
    family =
      switch kind {
      case .elastic: ElasticField(shape: shape, cutoff: cutoff)
      // All waves that the shortest axis holds: modes up to n - 2.
      case .rough: ElasticField(shape: shape, cutoff: shape.dimensions.min()! - 2)
      default: nil
      }
  }

  /// A deformation and its derivatives on the grid.
  public func field(using generator: inout SeededGenerator) -> DisplacementField {
    deformation(using: &generator).field()
  }

  /// A deformation, known at every point. Translations and shears have a uniformly random direction, rotations and
  /// dilations a random sign.
  public func deformation(using generator: inout SeededGenerator) -> any Deformation {
    switch kind {
    case .translation: translation(using: &generator)
    case .rotation: rotation(using: &generator)
    case .dilation: dilation(using: &generator)
    case .shear: shear(using: &generator)
    case .elastic: scaled(family!, family!.maximumEntropyCoefficients(using: &generator))
    case .rough:
      scaled(family!, family!.holderCoefficients(exponent: exponent, using: &generator))
    case .noise: preconditionFailure("noise has no field")
    }
  }

  private func translation(using generator: inout SeededGenerator) -> AffineDeformation {
    .translation(by: generator.nextFrame(1, rank: shape.rank)[0].map { amplitude * $0 }, shape: shape)
  }

  private func rotation(using generator: inout SeededGenerator) -> AffineDeformation {
    let sign = generator.nextSign()
    let plane = shape.rank == 2 ? [[1, 0], [0, 1]] : generator.nextFrame(2, rank: shape.rank)
    let radius = reach(along: plane)
    precondition(amplitude <= 2 * radius, "no rotation of \(shape) moves a sample by \(amplitude)")
    return .rotation(
      by: sign * 2 * .asin(amplitude / (2 * radius)), from: plane[0], to: plane[1], shape: shape)
  }

  private func dilation(using generator: inout SeededGenerator) -> AffineDeformation {
    let unit = (0..<shape.rank).map { axis in (0..<shape.rank).map { $0 == axis ? 1.0 : 0 } }
    return .dilation(rate: generator.nextSign() * amplitude / reach(along: unit), shape: shape)
  }

  private func shear(using generator: inout SeededGenerator) -> AffineDeformation {
    let frame = generator.nextFrame(2, rank: shape.rank)
    return .shear(
      rate: amplitude / reach(along: [frame[1]]), along: frame[0], across: frame[1], shape: shape)
  }

  private func scaled(_ family: ElasticField, _ coefficients: [Double]) -> ElasticDeformation {
    let largest = family.displacement(coefficients: coefficients).largestVectorNorm()
    return ElasticDeformation(family, coefficients: coefficients).scaled(by: amplitude / largest)
  }

  /// The largest distance of a sample from the centre, measured within the span of orthonormal vectors.
  private func reach(along vectors: [[Double]]) -> Double {
    let centre = AffineDeformation.center(of: shape)
    let largest = shape.corners.map { corner in
      vectors.reduce(0) { sum, vector in
        let part = vector.indices.reduce(0) { $0 + vector[$1] * (corner[$1] - centre[$1]) }
        return sum + part * part
      }
    }.max()!.squareRoot()
    precondition(largest > 0, "\(shape) has no sample off its centre")
    return largest
  }
}

/// White Gaussian noise whose Euclidean norm is `distance`, the |L_tau x - x| of a deformation: what
/// `DeformationKind.noise` stands for. One signal, in the signal's unit.
public func matchedNoise(distance: Double, shape: Shape, using generator: inout SeededGenerator) -> Signal<
  Double
> {
  let samples = (0..<shape.count).map { _ in generator.nextNormal() }
  let length = norm(samples)
  return Signal(samples.map { distance / length * $0 }, shape: shape)
}

extension SeededGenerator {
  /// A generator of one random field, fixed by all that names it, so that no field depends on what else is drawn.
  ///
  /// The words that are hashed with the seed are the UTF-8 bytes of the kind's name, the bits of the amplitude as a double, the
  /// image's index and the field's (Docs/RandomFields.md).
  /// - Precondition: the indices are not negative.
  public init(seed: UInt64, kind: DeformationKind, amplitude: Double, image: Int, field: Int) {
    let name = kind.rawValue.utf8.map { UInt64($0) }
    self.init(seed: seed, words: name + [amplitude.bitPattern, UInt64(image), UInt64(field)])
  }
}
