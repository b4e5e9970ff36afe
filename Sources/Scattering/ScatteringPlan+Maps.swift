extension ScatteringPlan {
  /// For each row of the padded grid the row of the signal that it repeats, or -1 for zero.
  var rowMap: [Int32] {
    (0..<(axes.count - 1)).reduce([0]) { rows, axis in
      let map = map(axis: axis)
      return rows.flatMap { row in
        map.map { row < 0 || $0 < 0 ? -1 : row * Int32(axes[axis].count) + $0 }
      }
    }
  }

  /// For each sample of a row of the padded grid the sample of the signal's row that it repeats, or -1 for zero.
  var columnMap: [Int32] { map(axis: axes.count - 1) }

  private func map(axis: Int) -> [Int32] {
    configuration.padding.sources(axes[axis]).map { Int32($0 ?? -1) }
  }

  /// The indices along each axis that features keep of a grid decimated by 2^level.
  func kept(level: [Int]) -> [Range<Int>] { zip(axes, level).map { $0.kept(level: $1) } }

  /// The indices along each axis at which the signal itself stands in a grid decimated by 2^level.
  func support(level: [Int]) -> [Range<Int>] { zip(axes, level).map { $0.support(level: $1) } }
}

extension Shape {
  /// Where each row of a window starts.
  /// - Parameter window: The indices along each axis.
  func rowStarts(of window: [Range<Int>]) -> [UInt32] {
    let rows = (0..<(rank - 1)).reduce([0]) { rows, axis in
      rows.flatMap { row in window[axis].map { row * self[axis] + $0 } }
    }
    return rows.map { UInt32($0 * rowLength + window[rank - 1].lowerBound) }
  }
}
