extension Shape {
  /// The index along each axis of a sample in row-major order.
  /// - Precondition: the offset is below `count`.
  package func indices(of offset: Int) -> [Int] {
    var (indices, remaining) = ([Int](repeating: 0, count: rank), offset)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      indices[axis] = remaining % self[axis]
      remaining /= self[axis]
    }
    return indices
  }

  /// The offset in row-major order of the sample at an index along each axis.
  /// - Precondition: one index an axis.
  package func offset(of indices: [Int]) -> Int {
    zip(dimensions, indices).reduce(0) { $0 * $1.0 + $1.1 }
  }

  /// The first sample of a row, in samples along each axis; 0 along the last.
  package func point(ofRow row: Int) -> [Double] { indices(of: row * rowLength).map(Double.init) }

  /// The 2^rank outermost samples, as points.
  package var corners: [[Double]] {
    dimensions.reduce([[]]) { corners, count in
      corners.flatMap { corner in [0, Double(count - 1)].map { corner + [$0] } }
    }
  }
}

/// A shape of three axes, absent ones in front of length 1, without reference counts: for inner loops.
package struct PlainShape: Sendable {
  package let rank, depth, height, width: Int

  package init(_ shape: Shape) {
    rank = shape.rank
    width = shape[rank - 1]
    height = rank > 1 ? shape[rank - 2] : 1
    depth = rank > 2 ? shape[0] : 1
  }

  package var count: Int { depth * height * width }
}
