extension ScatteringPlan {
  /// For each row of the padded grid the row of the signal that it repeats, or -1 for zero.
  var rowMap: [Int32] {
    (0..<(grid.rank - 1)).reduce([0]) { rows, axis in
      let map = map(axis: axis)
      return rows.flatMap { row in
        map.map { row < 0 || $0 < 0 ? -1 : row * Int32(configuration.shape[axis]) + $0 }
      }
    }
  }

  /// The same for the samples of a row.
  var columnMap: [Int32] { map(axis: grid.rank - 1) }

  private func map(axis: Int) -> [Int32] {
    (0..<grid[axis]).map { position in
      let source = configuration.padding.source(
        of: position - margins[axis], count: configuration.shape[axis])
      return Int32(source ?? -1)
    }
  }

  /// Where each row of a feature starts in the grid at the output's level.
  var outputRowStarts: [UInt32] {
    let level = grid.mapAxes { $0 >> outputLevel }
    let rows = (0..<(grid.rank - 1)).reduce([0]) { rows, axis in
      rows.flatMap { row in
        (0..<outputShape[axis]).map { row * level[axis] + firstOutput(axis: axis) + $0 }
      }
    }
    return rows.map { UInt32($0 * level.rowLength + firstOutput(axis: grid.rank - 1)) }
  }
}
