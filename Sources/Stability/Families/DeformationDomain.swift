import Arrays
import Deformations
import Foundation

/// A whole family of affine deformations of one or two parameters, over which a bound is to hold.
public enum DeformationDomain: Hashable, Sendable {
  /// All translations of at most so many pixels, in any direction.
  case translations(radius: Double)
  /// All translations of at most so many pixels along each axis.
  case translationBox(halfWidths: [Double])
  /// All rotations about the centre by these angles, in radians.
  case rotations(ClosedRange<Double>)
  /// All dilations about the centre at these rates: the signal grows by 1 / (1 - rate).
  case dilations(ClosedRange<Double>)
  /// All shears, along any direction and either way, that move no sample further than so many pixels.
  case shears(amplitude: Double)

  /// All members of a kind that move no sample of the grid further than an amplitude, in pixels; nil for kinds of more parameters, and
  /// for volumes. Domains of lines are of images of one row.
  /// - Precondition: an amplitude that rotations can have.
  public init?(_ kind: DeformationKind, amplitude: Double, shape: Shape) {
    guard shape.rank < 3, kind.isDefined(rank: shape.rank) else { return nil }
    let radius = Self.radius(of: shape)
    switch kind {
    case .translation:
      self = shape.rank == 1 ? .translationBox(halfWidths: [0, amplitude]) : .translations(radius: amplitude)
    case .rotation:
      let angle = 2 * asin(amplitude / (2 * radius))
      self = .rotations(-angle...angle)
    case .dilation: self = .dilations(-amplitude / radius...amplitude / radius)
    case .shear: self = .shears(amplitude: amplitude)
    case .elastic, .rough, .noise: return nil
    }
  }

  /// A member whose parameters are drawn evenly from their ranges.
  public func member(of shape: Shape, using generator: inout SeededGenerator) -> AffineDeformation {
    let cells = DeformationCell.covering(self, shape: shape)
    let cell = cells[Int.random(in: cells.indices, using: &generator)]
    let ranges = cell.ranges.map { range in
      let value = Double.random(in: range, using: &generator)
      return value...value
    }
    return DeformationCell(domain: self, shape: shape, ranges: ranges).centre
  }

  /// The distance of a corner sample from the centre.
  static func radius(of shape: Shape) -> Double {
    (shape.dimensions.reduce(0.0) { $0 + Double(($1 - 1) * ($1 - 1)) }).squareRoot() / 2
  }
}

/// A part of a family: a rectangle of its parameters.
struct DeformationCell: Sendable {
  let domain: DeformationDomain
  let shape: Shape
  /// One range a parameter. Translations in a disc: radius and angle. In a box: the offsets. Rotations: the angle. Dilations: the rate.
  /// Shears: sup|tau| as a share of the amplitude, negative where the direction is turned round, and the angle of the direction.
  let ranges: [ClosedRange<Double>]

  /// Cells that together make up a family.
  static func covering(_ domain: DeformationDomain, shape: Shape) -> [DeformationCell] {
    let ranges: [[ClosedRange<Double>]] =
      switch domain {
      case .translations(let radius): [(0...radius).parts(2), (0...(2 * .pi)).parts(8)]
      case .translationBox(let halves): halves.map { (-$0...$0).parts($0 > 0 ? 4 : 1) }
      case .rotations(let angles): [angles.parts(max(8, Int(4 * (angles.upperBound - angles.lowerBound))))]
      case .dilations(let rates): [rates.parts(8)]
      case .shears: [(-1...1).parts(4), (0...(.pi)).parts(8)]
      }
    return products(ranges).map { DeformationCell(domain: domain, shape: shape, ranges: $0) }
  }

  /// Members of the largest size, as cells without extent: those that move images most are mostly among them.
  static func extremes(of domain: DeformationDomain, shape: Shape) -> [DeformationCell] {
    func points(_ range: ClosedRange<Double>, _ count: Int) -> [ClosedRange<Double>] {
      let ends = range.width > 0 ? range.parts(count).map { $0.lowerBound...$0.lowerBound } : []
      return ends + [range.upperBound...range.upperBound]
    }
    let ranges: [[[ClosedRange<Double>]]] =
      switch domain {
      case .translations(let radius): [[[radius...radius], points(0...(2 * .pi), 64)]]
      case .translationBox(let halves):
        (0..<2).map { axis in
          (0..<2).map { points(-halves[$0]...halves[$0], $0 == axis ? 1 : 16) }
        }
      case .rotations(let range), .dilations(let range): [[points(range, 1)]]
      case .shears: [[points(-1...1, 1), points(0...(.pi), 32)]]
      }
    return ranges.flatMap(products).map { DeformationCell(domain: domain, shape: shape, ranges: $0) }
  }

  private static func products(_ ranges: [[ClosedRange<Double>]]) -> [[ClosedRange<Double>]] {
    ranges.reduce([[]]) { products, parts in products.flatMap { product in parts.map { product + [$0] } } }
  }

  /// The cell cut into smaller ones, each of which moves samples about `ratio` times less from its centre than this one, within a
  /// few parts an axis.
  func divided(by ratio: Double) -> [DeformationCell] {
    let extents = extents
    let target = extents.max()! / max(ratio, 2)
    let parts = zip(ranges, extents).map { range, extent in
      range.parts(min(max(Int((extent / target).rounded(.up)), 1), 6))
    }
    return Self.products(parts).map { DeformationCell(domain: domain, shape: shape, ranges: $0) }
  }
}

extension DeformationCell {
  /// The member in the middle.
  var centre: AffineDeformation {
    let middle = ranges.map(\.middle)
    switch domain {
    case .translations: return translation(radius: middle[0], angle: middle[1])
    case .translationBox: return .translation(by: middle, shape: shape)
    case .rotations: return .rotation(by: middle[0], shape: shape)
    case .dilations: return .dilation(rate: middle[0], shape: shape)
    case .shears(let amplitude):
      let rate = middle[0] * amplitude / reach(across: middle[1])
      return shear(rate: rate, double: (cos(2 * middle[1]), sin(2 * middle[1])))
    }
  }

  /// Displacements, affine but not all of them members, whose convex hull holds every member of the cell.
  var vertices: [AffineDeformation] {
    switch domain {
    case .translations:
      // The arc lies within the tangent at its middle.
      let half = ranges[1].width / 2
      return [(ranges[0].lowerBound, 1), (ranges[0].upperBound, cos(half))].flatMap { radius, shrinkage in
        ranges[1].ends.map { translation(radius: radius / shrinkage, angle: $0) }
      }
    case .translationBox:
      return ranges[0].ends.flatMap { row in
        ranges[1].ends.map { .translation(by: [row, $0], shape: shape) }
      }
    case .rotations: return arc(ranges[0]).map { rotation(cosine: $0.0, sine: $0.1) }
    case .dilations: return ranges[0].ends.map { .dilation(rate: $0, shape: shape) }
    case .shears(let amplitude):
      let double = (2 * ranges[1].lowerBound)...(2 * ranges[1].upperBound)
      return rates(amplitude).flatMap { rate in arc(double).map { shear(rate: rate, double: $0) } }
    }
  }

  /// How far the ends of each parameter's range lie apart, in pixels at the sample that moves most.
  private var extents: [Double] {
    let radius = DeformationDomain.radius(of: shape)
    switch domain {
    case .translations: return [ranges[0].width, ranges[0].upperBound * ranges[1].width]
    case .translationBox: return ranges.map(\.width)
    case .rotations, .dilations: return [ranges[0].width * radius]
    case .shears(let amplitude):
      let rate = rates(amplitude).map { abs($0) }.max()!
      return [ranges[0].width * amplitude, rate * ranges[1].width * radius]
    }
  }
}

extension DeformationCell {
  /// Three points whose hull holds an arc of the unit circle: its ends and where their tangents meet.
  private func arc(_ angles: ClosedRange<Double>) -> [(Double, Double)] {
    let (middle, shrinkage) = (angles.middle, cos(angles.width / 2))
    return angles.ends.map { (cos($0), sin($0)) } + [(cos(middle) / shrinkage, sin(middle) / shrinkage)]
  }

  private func translation(radius: Double, angle: Double) -> AffineDeformation {
    .translation(by: [radius * cos(angle), radius * sin(angle)], shape: shape)
  }

  /// `(1 - cos) I + sin J`, J the quarter turn: `AffineDeformation.rotation` for a point of the circle.
  private func rotation(cosine: Double, sine: Double) -> AffineDeformation {
    linear([[1 - cosine, -sine], [sine, 1 - cosine]])
  }

  /// `rate direction normal^T`, which is linear in the rate and in the cosine and sine of twice the direction's angle.
  private func shear(rate: Double, double angle: (cosine: Double, sine: Double)) -> AffineDeformation {
    let half = rate / 2
    return linear([
      [-half * angle.sine, half * (1 + angle.cosine)], [half * (angle.cosine - 1), half * angle.sine],
    ])
  }

  private func linear(_ matrix: [[Double]]) -> AffineDeformation {
    AffineDeformation(shape: shape, offset: [0, 0], matrix: matrix)
  }

  /// The largest distance of a sample from the line through the centre along a direction of this angle.
  private func reach(across angle: Double) -> Double {
    (abs(sin(angle)) * Double(shape[0] - 1) + abs(cos(angle)) * Double(shape[1] - 1)) / 2
  }

  /// The ends of the rates that the cell's shears have, at least; angles do not cross a multiple of pi/2, between which `reach` is concave.
  private func rates(_ amplitude: Double) -> [Double] {
    let ends = ranges[1].ends.map { reach(across: $0) }
    let peak = atan2(Double(shape[0] - 1), Double(shape[1] - 1))
    let holdsPeak = ranges[1].contains(peak) || ranges[1].contains(.pi - peak)
    let largest = holdsPeak ? DeformationDomain.radius(of: shape) : ends.max()!
    let bounds = ranges[0].ends.map { share in
      [share * amplitude / ends.min()!, share * amplitude / largest]
    }
    return [bounds[0].min()!, bounds[1].max()!]
  }
}

extension ClosedRange<Double> {
  var middle: Double { (lowerBound + upperBound) / 2 }
  var width: Double { upperBound - lowerBound }
  var ends: [Double] { [lowerBound, upperBound] }

  /// The range cut into equal parts.
  func parts(_ count: Int) -> [ClosedRange<Double>] {
    let bounds = (0...count).map { lowerBound + width * Double($0) / Double(count) }
    return zip(bounds, bounds.dropFirst()).map { $0...$1 }
  }
}
