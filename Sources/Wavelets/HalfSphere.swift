import RealModule

/// Directions of space spread evenly over half the sphere, of each axis one of its two.
///
/// Where a regular polyhedron has as many axes they are its own, so that all have the same neighbours and turns of the polyhedron permute
/// them: 3 through the vertices of the octahedron, 4 of the cube, 6 of the icosahedron, 10 of the dodecahedron, and 15
/// through the edges of the icosahedron. Other numbers are points of the Fibonacci lattice (Swinbank and Purser 2006), of equal areas
/// along a spiral from the pole to the equator, for any number but of no symmetry.
public struct HalfSphere: Hashable, Sendable {
  /// Unit vectors by axis, the first component that is not zero positive.
  public let directions: [[Double]]

  /// - Parameter count: At least 2.
  public init(_ count: Int) {
    precondition(count >= 2, "\(count) directions")
    let vertices = Self.polyhedron(count) ?? Self.fibonacci(count)
    directions = vertices.map { vertex in
      let length = vertex.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let sign: Double = vertex.first { $0 != 0 }! < 0 ? -1 : 1
      return vertex.map { $0 == 0 ? 0 : sign * $0 / length }
    }
  }

  /// The mean over directions of the angle to the nearest other axis, in radians.
  public var meanNearestAngle: Double {
    let angles = directions.indices.map { index in
      directions.indices.filter { $0 != index }.map { angle(index, $0) }.min()!
    }
    return angles.reduce(0, +) / Double(angles.count)
  }

  private func angle(_ first: Int, _ second: Int) -> Double {
    .acos(min(1, abs(zip(directions[first], directions[second]).reduce(0) { $0 + $1.0 * $1.1 })))
  }

  /// The axes of a polyhedron that has this many.
  private static func polyhedron(_ count: Int) -> [[Double]]? {
    let golden = (1 + 5.0.squareRoot()) / 2
    let cube: [[Double]] = [[1, 1, 1], [1, 1, -1], [1, -1, 1], [1, -1, -1]]
    switch count {
    case 3: return cyclic([[1, 0, 0]])
    case 4: return cube
    case 6: return cyclic([[0, 1, golden], [0, 1, -golden]])
    case 10: return cube + cyclic([[0, 1 / golden, golden], [0, 1 / golden, -golden]])
    case 15:
      let corner = [1, golden, golden * golden]
      return cyclic([[1, 0, 0]] + cube.map { signs in zip(signs, corner).map { $0 * $1 } })
    default: return nil
    }
  }

  /// Vectors with their components turned round: 0, 1, 2, then 1, 2, 0, then 2, 0, 1.
  private static func cyclic(_ vectors: [[Double]]) -> [[Double]] {
    (0..<3).flatMap { turn in vectors.map { v in (0..<3).map { v[($0 + turn) % 3] } } }
  }

  /// Equal areas from the pole, axis 0, to the equator, each a golden angle on from the one before.
  private static func fibonacci(_ count: Int) -> [[Double]] {
    let step = Double.pi * (3 - 5.0.squareRoot())
    return (0..<count).map { index in
      let height = 1 - (Double(index) + 0.5) / Double(count)
      let radius = (1 - height * height).squareRoot()
      return [height, radius * .sin(step * Double(index)), radius * .cos(step * Double(index))]
    }
  }
}
