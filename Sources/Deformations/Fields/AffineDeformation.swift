import Arrays
import RealModule

/// An affine displacement about the centre of the grid: `tau(u) = offset + matrix (u - centre)`.
public struct AffineDeformation: Deformation {
  public let shape: Shape
  /// The displacement of the centre in pixels, one number an axis.
  public let offset: [Double]
  /// The gradient grad tau by rows, `[component][axis]`.
  public let matrix: [[Double]]

  /// - Precondition: as many numbers along each dimension as `shape` has axes.
  public init(shape: Shape, offset: [Double], matrix: [[Double]]) {
    precondition(
      offset.count == shape.rank && matrix.count == shape.rank
        && matrix.allSatisfy { $0.count == shape.rank },
      "offset \(offset) and matrix \(matrix) for rank \(shape.rank)")
    (self.shape, self.offset, self.matrix) = (shape, offset, matrix)
  }

  /// The middle of the grid, `(n - 1) / 2` along each axis.
  public static func center(of shape: Shape) -> [Double] { shape.dimensions.map { Double($0 - 1) / 2 } }

  public func displacement(at point: [Double]) -> [Double] {
    let arm = zip(point, Self.center(of: shape)).map { $0 - $1 }
    return zip(offset, matrix).map { start, row in zip(row, arm).reduce(start) { $0 + $1.0 * $1.1 } }
  }

  public func scaled(by factor: Double) -> AffineDeformation {
    AffineDeformation(
      shape: shape, offset: offset.map { factor * $0 },
      matrix: matrix.map { $0.map { factor * $0 } })
  }

  public func field() -> DisplacementField {
    let slopes = matrix.flatMap { $0 }
    return DisplacementField(
      displacement: displacements(),
      jacobian: constant(slopes, batch: [shape.rank, shape.rank]),
      hessian: constant(
        [Double](repeating: 0, count: slopes.count * shape.rank), batch: [shape.rank, shape.rank, shape.rank]
      ))
  }

  /// The displacement tau at every sample of the grid, `[component, space...]`, in pixels; without the derivatives that `field` adds.
  public func displacements() -> Signal<Double> {
    Signal(batch: [shape.rank], shape: shape) { fill($0) }
  }

  /// The difference of two affine displacements, itself affine.
  /// - Precondition: both act on one grid.
  public static func - (first: AffineDeformation, second: AffineDeformation) -> AffineDeformation {
    AffineDeformation(
      shape: first.shape, offset: zip(first.offset, second.offset).map(-),
      matrix: zip(first.matrix, second.matrix).map { zip($0, $1).map(-) })
  }

  /// tau row by row: along a row only the last coordinate changes.
  private func fill(_ samples: UnsafeMutableBufferPointer<Double>) {
    let centre = Self.center(of: shape)
    for row in 0..<shape.rowCount {
      let start = displacement(at: shape.point(ofRow: row))
      for component in 0..<shape.rank {
        let slope = matrix[component][shape.rank - 1]
        let base = start[component] + slope * centre[shape.rank - 1]
        let first = component * shape.count + row * shape.rowLength
        for column in 0..<shape.rowLength {
          samples[first + column] = base + slope * (Double(column) - centre[shape.rank - 1])
        }
      }
    }
  }

  private func constant(_ values: [Double], batch: [Int]) -> Signal<Double> {
    Signal(batch: batch, shape: shape) { samples in
      for (index, value) in values.enumerated() {
        samples[(index * shape.count)..<((index + 1) * shape.count)].update(repeating: value)
      }
    }
  }
}

extension AffineDeformation {
  /// A constant displacement in pixels, one number an axis.
  public static func translation(by offset: [Double], shape: Shape) -> AffineDeformation {
    let zeros = [Double](repeating: 0, count: shape.rank)
    return AffineDeformation(
      shape: shape, offset: offset, matrix: [[Double]](repeating: zeros, count: shape.rank))
  }

  /// A rotation: turns the signal by an angle in radians about the centre, in the plane of two orthonormal vectors, from the first
  /// towards the second: `tau = (I - R^-1) (u - centre)`, so `|grad tau| = 2 |sin(angle / 2)|`.
  public static func rotation(by angle: Double, from first: [Double], to second: [Double], shape: Shape)
    -> AffineDeformation
  {
    // 1 - cos without cancellation.
    let (along, across) = (2 * Double.sin(angle / 2) * Double.sin(angle / 2), Double.sin(angle))
    return linear(shape) { row, column in
      along * (first[row] * first[column] + second[row] * second[column])
        + across * (second[row] * first[column] - first[row] * second[column])
    }
  }

  /// A rotation: turns an image by an angle in radians from axis 0 towards axis 1.
  public static func rotation(by angle: Double, shape: Shape) -> AffineDeformation {
    precondition(shape.rank == 2, "a rotation of \(shape) needs a plane")
    return rotation(by: angle, from: [1, 0], to: [0, 1], shape: shape)
  }

  /// A dilation, `tau = rate (u - centre)`: the signal grows by 1 / (1 - rate).
  public static func dilation(rate: Double, shape: Shape) -> AffineDeformation {
    linear(shape) { $0 == $1 ? rate : 0 }
  }

  /// A shear, `tau = rate direction <across, u - centre>` for orthonormal vectors: volumes do not change.
  public static func shear(rate: Double, along direction: [Double], across: [Double], shape: Shape)
    -> AffineDeformation
  {
    linear(shape) { rate * direction[$0] * across[$1] }
  }

  private static func linear(_ shape: Shape, _ entry: (_ row: Int, _ column: Int) -> Double)
    -> AffineDeformation
  {
    let axes = 0..<shape.rank
    return AffineDeformation(
      shape: shape, offset: axes.map { _ in 0 }, matrix: axes.map { row in axes.map { entry(row, $0) } })
  }
}
