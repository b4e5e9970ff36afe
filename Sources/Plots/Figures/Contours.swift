/// Contours: the closed lines on which a plane has one value, by marching squares with linear interpolation.
///
/// Outside, the plane counts as lower than the level, so that every line closes. Points are (column, row).
/// The cost is one pass over the plane.
public struct Contours {
  /// The contours as (column, row) points: each loop once, without repeating its first point; the higher side is always on
  /// one hand.
  public let loops: [[Point]]

  public init(of plane: Plane, level: Double) {
    var tracer = Tracer(plane: plane, level: level)
    tracer.march()
    loops = tracer.link()
  }
}

/// An edge between neighbours of the plane, crossed by a contour.
private struct Crossing: Hashable {
  let row: Int
  let column: Int
  let isVertical: Bool
}

private struct Tracer {
  let plane: Plane
  let level: Double
  var next: [Crossing: Crossing] = [:]

  init(plane: Plane, level: Double) {
    self.plane = plane
    self.level = level
  }

  private func value(_ row: Int, _ column: Int) -> Double {
    let isInside = row >= 0 && row < plane.rows && column >= 0 && column < plane.columns
    return isInside ? plane[row, column] : min(0, level - 1)
  }

  mutating func march() {
    for row in -1..<plane.rows {
      for column in -1..<plane.columns { visit(row, column) }
    }
  }

  /// Lists the crossings around one cell in turn, and joins each that leaves the higher side to the next that
  /// enters it.
  private mutating func visit(_ row: Int, _ column: Int) {
    let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
    let isHigh = corners.map { value($0.0, $0.1) > level }
    guard isHigh.contains(true), isHigh.contains(false) else { return }
    let edges = [
      Crossing(row: row, column: column, isVertical: false),
      Crossing(row: row, column: column + 1, isVertical: true),
      Crossing(row: row + 1, column: column, isVertical: false),
      Crossing(row: row, column: column, isVertical: true),
    ]
    let crossed = (0..<4).filter { isHigh[$0] != isHigh[($0 + 1) % 4] }
    for (position, edge) in crossed.enumerated() where isHigh[edge] {
      next[edges[edge]] = edges[crossed[(position + 1) % crossed.count]]
    }
  }

  /// Follows the joints from crossing to crossing until each loop is closed.
  mutating func link() -> [[Point]] {
    var loops: [[Point]] = []
    let starts = next.keys.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    for start in starts where next[start] != nil {
      var loop: [Point] = []
      var crossing = start
      while let following = next.removeValue(forKey: crossing) {
        loop.append(point(of: crossing))
        crossing = following
      }
      loops.append(loop)
    }
    return loops
  }

  private func point(of crossing: Crossing) -> Point {
    let (row, column) = (crossing.row, crossing.column)
    let start = value(row, column)
    let end = crossing.isVertical ? value(row + 1, column) : value(row, column + 1)
    let step = (level - start) / (end - start)
    return crossing.isVertical
      ? Point(Double(column), Double(row) + step) : Point(Double(column) + step, Double(row))
  }
}
