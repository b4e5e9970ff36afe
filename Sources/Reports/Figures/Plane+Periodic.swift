/// Planes that repeat themselves, with index 0 as their origin: filters in frequency and in space.
extension Plane {
  /// The samples around the origin, which moves to the middle: `2 * radius + 1` on each axis.
  public func window(radius: Int) -> Plane {
    window(rowRadius: radius, columnRadius: radius)
  }

  /// One whole period and the samples at both of its edges, with the origin in the middle: from -1/2 to +1/2
  /// cycle per sample where the plane is a frequency response of even sides.
  public var centered: Plane {
    window(rowRadius: rows / 2, columnRadius: columns / 2)
  }

  private func window(rowRadius: Int, columnRadius: Int) -> Plane {
    Plane(rows: 2 * rowRadius + 1, columns: 2 * columnRadius + 1) { row, column in
      periodic(row - rowRadius, column - columnRadius)
    }
  }

  /// The value between samples, linear along each axis; indices count from the origin.
  func interpolated(row: Double, column: Double) -> Double {
    let (top, left) = (Int(row.rounded(.down)), Int(column.rounded(.down)))
    let (down, right) = (row - Double(top), column - Double(left))
    let blend = { (row: Int) in (1 - right) * periodic(row, left) + right * periodic(row, left + 1) }
    return (1 - down) * blend(top) + down * blend(top + 1)
  }

  /// The plane with `factor` times the samples on each axis, through Catmull-Rom cubics along rows, then
  /// columns.
  func refined(by factor: Int) -> Plane {
    factor > 1 ? refinedRows(by: factor).transposed.refinedRows(by: factor).transposed : self
  }

  private var transposed: Plane {
    Plane(rows: columns, columns: rows) { self[$1, $0] }
  }

  private func refinedRows(by factor: Int) -> Plane {
    let weights = (0..<factor).map { Self.catmullRom(at: Double($0) / Double(factor)) }
    return Plane(rows: rows, columns: columns * factor) { row, column in
      let base = column / factor - 1
      return weights[column % factor].enumerated().reduce(0) {
        $0 + $1.element * periodic(row, base + $1.offset)
      }
    }
  }

  /// The weights of the four samples around a place `t` of the way from the second to the third.
  private static func catmullRom(at t: Double) -> [Double] {
    [
      t * (-1 + t * (2 - t)) / 2, 1 + t * t * (-5 + 3 * t) / 2, t * (1 + t * (4 - 3 * t)) / 2,
      t * t * (t - 1) / 2,
    ]
  }
}
