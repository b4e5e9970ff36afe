import Scattering

/// An affine displacement about the centre of the grid: `tau(u) = offset + matrix (u - centre)`.
public struct AffineDeformation: Deformation {
  public let shape: Shape
  /// Pixels, one number an axis.
  public let offset: [Double]
  /// grad tau by rows, `[component][axis]`.
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
      displacement: Signal(batch: [shape.rank], shape: shape) { fill($0) },
      jacobian: constant(slopes, batch: [shape.rank, shape.rank]),
      hessian: constant(
        [Double](repeating: 0, count: slopes.count * shape.rank), batch: [shape.rank, shape.rank, shape.rank]
      ))
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
