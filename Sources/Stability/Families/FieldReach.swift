import Arrays
import Deformations
import Foundation

/// Bounds of how far the fields of a family move one image.
///
/// Sample by sample the change is at most the range of the spline over the disc that the sample may be read from. Where fields have a
/// slope b, the samples of a block are read from nearly one offset: for each offset of the block's middle the squares of the changes are
/// added up, with b times the distance from the middle to spare, and the largest sum counts. Blocks of 2 x 2, 4 x 4 and so on are bounded
/// by that or by the sum of their quarters, whichever is less.
struct FieldReach: Sendable {
  private let image: FamilyImage
  private let fine: FineImage
  private let family: FieldFamily
  private let parallel: Parallel
  /// The bound on |tau| at each sample.
  private let reaches: [Double]
  /// The spline's gradient at the samples, `[axis, space...]`, and the curvature within the largest reach of each.
  private let gradient, curvature: [Double]
  /// The cells about a sample, by growing distance.
  private let cells: [Cell]

  /// A cell of the fine grid by the offset of its centre from a sample: `(row + 1/2, column + 1/2)` cells, and pixels.
  private struct Cell: Sendable {
    let row, column: Int
    let distance: Double
  }

  init(_ image: FamilyImage, _ fine: FineImage, _ family: FieldFamily, parallel: Parallel) {
    (self.image, self.fine, self.family, self.parallel) = (image, fine, family, parallel)
    reaches = family.reaches(on: image.shape)
    let still = DisplacementField.zero(image.shape).displacement
    gradient = image.warp(by: still).gradient
    curvature = image.curvature(around: still, radius: family.displacement)
    cells = Self.cells(
      within: family.displacement + FineImage.cellRadius, isLine: image.shape[0] == 1)
  }

  /// - Parameter isLine: Whether there is one row, off which nothing else is read.
  private static func cells(within radius: Double, isLine: Bool) -> [Cell] {
    let reach = Int((radius * Double(FineImage.fineness)).rounded(.up)) + 1
    return (isLine ? 0..<1 : -reach..<reach).flatMap { row in
      (-reach..<reach).map { column in
        let distance = hypot(Double(row) + 0.5, Double(column) + 0.5) / Double(FineImage.fineness)
        return Cell(row: row, column: column, distance: distance)
      }
    }.filter { $0.distance <= radius }.sorted { $0.distance < $1.distance }
  }

  /// A bound of the weighted distance from the image of what any of the fields makes of it.
  func weightedDistance() -> Double {
    let ranges = parallel.map(image.shape.count) { range(of: $0) }
    var grid = BlockGrid(
      size: 1, rows: image.shape[0], columns: image.shape[1],
      squares: zip(ranges, image.weights).map { $1 * $0 * $0 })
    if let slope = family.slope {
      // In larger blocks what is to spare exceeds twice what fields move.
      while grid.size < max(image.shape[0], image.shape[1]),
        slope * Double(grid.size) < 2 * family.displacement
      {
        grid = limited(grid.coarser(), ranges, slope)
      }
    }
    return grid.squares.reduce(0, +).squareRoot()
  }

  /// Blocks, each with its own bound where that is less.
  private func limited(_ grid: BlockGrid, _ ranges: [Double], _ slope: Double) -> BlockGrid {
    let blocks = grid.members(of: image.shape)
    // A block's middle is a sample at most half its side along each axis from all others.
    let spare = slope * 0.5.squareRoot() * Double(grid.size) + FineImage.cellRadius
    let bends = fine.curvatures(radius: spare)
    var limited = grid
    limited.squares = parallel.map(blocks.count) { index in
      min(grid.squares[index], square(of: blocks[index], ranges, slope, bends))
    }
    return limited
  }

  /// The largest change of one sample: by Taylor's formula, or over the cells that its disc meets.
  private func range(of index: Int) -> Double {
    let reach = reaches[index]
    let taylor = reach * steepness(index) + reach * reach / 2 * curvature[index]
    var largest = 0.0
    for cell in cells.prefix(while: { $0.distance <= reach + FineImage.cellRadius }) {
      largest = max(largest, change(of: index, by: cell, spare: FineImage.cellRadius, fine.cellCurvatures))
      if largest >= taylor { return taylor }
    }
    return largest
  }

  private func steepness(_ index: Int) -> Double {
    hypot(gradient[index], gradient[image.shape.count + index])
  }

  /// The most that a sample changes where it is read within `spare` pixels of a cell's centre.
  @inline(__always)
  private func change(of index: Int, by cell: Cell, spare: Double, _ curvature: [Double]) -> Double {
    let sample = (row: index / image.shape[1], column: index % image.shape[1])
    let read = fine.cell(row: cell.row, column: cell.column, from: sample)
    return abs(fine.values[read] - image.values[index]) + spare * fine.slopes[read]
      + spare * spare / 2 * curvature[read]
  }
}

extension FieldReach {
  /// A bound of the weighted square of the change of one block.
  private func square(of block: Block, _ ranges: [Double], _ slope: Double, _ bends: [Double]) -> Double {
    let spares = block.members.map { slope * distance(block.centre, $0) }
    return min(squareByTaylor(block, spares), squareByCells(block, spares, ranges, bends))
  }

  private func distance(_ first: Int, _ second: Int) -> Double {
    let width = image.shape[1]
    return hypot(Double(first / width - second / width), Double(first % width - second % width))
  }

  /// With |g . t| + spare |g| + a^2 h / 2 for each sample, t the displacement of the centre: a |G| and a norm.
  private func squareByTaylor(_ block: Block, _ spares: [Double]) -> Double {
    let count = image.shape.count
    var (a, b, c, rest) = (0.0, 0.0, 0.0, 0.0)
    for (index, spare) in zip(block.members, spares) {
      let (weight, row, column) = (image.weights[index], gradient[index], gradient[count + index])
      (a, b, c) = (a + weight * row * row, b + weight * row * column, c + weight * column * column)
      let reach = reaches[index]
      let excess = spare * steepness(index) + reach * reach / 2 * curvature[index]
      rest += weight * excess * excess
    }
    let largest = (a + c) / 2 + hypot((a - c) / 2, b)
    let sum = reaches[block.centre] * largest.squareRoot() + rest.squareRoot()
    return sum * sum
  }

  /// For each cell that the centre may be read from, every sample read that far from itself, and no further changed than its range.
  private func squareByCells(
    _ block: Block, _ spares: [Double], _ ranges: [Double], _ bends: [Double]
  ) -> Double {
    var largest = 0.0
    for cell in cells.prefix(while: { $0.distance <= reaches[block.centre] + FineImage.cellRadius }) {
      var sum = 0.0
      for (index, spare) in zip(block.members, spares) {
        let change = min(
          ranges[index], change(of: index, by: cell, spare: spare + FineImage.cellRadius, bends))
        sum += image.weights[index] * change * change
      }
      largest = max(largest, sum)
    }
    return largest
  }
}

/// Squares of a quantity by blocks of samples, row-major; those at the far edges may be cut.
private struct BlockGrid {
  let size, rows, columns: Int
  var squares: [Double]

  /// Blocks of twice the size, each with the sum of its quarters.
  func coarser() -> BlockGrid {
    let (height, width) = ((rows + 1) / 2, (columns + 1) / 2)
    var sums = [Double](repeating: 0, count: height * width)
    for index in squares.indices { sums[index / columns / 2 * width + index % columns / 2] += squares[index] }
    return BlockGrid(size: 2 * size, rows: height, columns: width, squares: sums)
  }

  /// The blocks of a signal's samples.
  func members(of shape: Shape) -> [Block] {
    (0..<squares.count).map { index in
      let corner = (row: index / columns * size, column: index % columns * size)
      let height = min(size, shape[0] - corner.row)
      let width = min(size, shape[1] - corner.column)
      let members = (0..<(height * width)).map {
        (corner.row + $0 / width) * shape[1] + corner.column + $0 % width
      }
      return Block(
        members: members, centre: (corner.row + height / 2) * shape[1] + corner.column + width / 2)
    }
  }
}

/// Samples that lie together, by their flat indices, and the one in their middle.
private struct Block: Sendable {
  let members: [Int]
  let centre: Int
}
