import Foundation
import Scattering
import Stability

/// What the tests of deformations share.
package enum Fields {
  /// A shape of each rank, of uneven sides.
  package static let shapes: [Shape] = [[21], [17, 22], [7, 9, 8]]

  /// All kinds that move samples of a rank.
  package static func kinds(_ shape: Shape) -> [DeformationKind] {
    DeformationKind.allCases.filter { $0.hasField && $0.isDefined(rank: shape.rank) }
  }

  package static func generator(_ kind: DeformationKind, _ shape: Shape, amplitude: Double = 1.5)
    -> DeformationGenerator
  {
    DeformationGenerator(kind, amplitude: amplitude, shape: shape, cutoff: 4)
  }

  package static func random(
    _ kind: DeformationKind, _ shape: Shape, amplitude: Double = 1.5, seed: UInt64 = 1
  )
    -> DisplacementField
  {
    var generator = SeededGenerator(seed: seed)
    return Self.generator(kind, shape, amplitude: amplitude).field(using: &generator)
  }

  /// The coordinates of a sample.
  package static func point(_ index: Int, _ shape: Shape) -> [Double] {
    var (remaining, point) = (index, [Double](repeating: 0, count: shape.rank))
    for axis in (0..<shape.rank).reversed() {
      point[axis] = Double(remaining % shape[axis])
      remaining /= shape[axis]
    }
    return point
  }
}

package func norm(_ samples: some Sequence<Double>) -> Double {
  samples.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
