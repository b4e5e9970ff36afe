import Arrays
import Deformations

/// The spline of one image at the centres of the cells of a grid eight times as fine: what a bound of its values within discs needs.
///
/// Cell (i, j) is centred at ((i + 1/2) / 8 - 1/2, (j + 1/2) / 8 - 1/2) pixels, so that the image's mirror images are the grid's.
struct FineImage: Sendable {
  /// Cells a pixel along each axis.
  static let fineness = 8
  /// The distance of a cell's corner from its centre, in pixels.
  static let cellRadius = 0.5.squareRoot() / Double(fineness)

  let rows, columns: Int
  /// Values and moduli of gradients by cell, row-major; the image's unit, and that a pixel.
  private(set) var values, slopes: [Double]
  /// Bounds of the curvature within each cell.
  private(set) var cellCurvatures: [Double] = []
  private let image: FamilyImage

  init(_ image: FamilyImage) {
    self.image = image
    (rows, columns) = (image.shape[0] * Self.fineness, image.shape[1] * Self.fineness)
    values = [Double](repeating: 0, count: rows * columns)
    slopes = values
    let count = image.shape.count
    for offset in 0..<(Self.fineness * Self.fineness) {
      let (moved, gradient) = image.warp(by: displacement(offset))
      for index in 0..<count {
        let cell = self.cell(index, offset)
        values[cell] = moved[index]
        let (row, column) = (gradient[index], gradient[count + index])
        slopes[cell] = (row * row + column * column).squareRoot()
      }
    }
    cellCurvatures = curvatures(radius: Self.cellRadius)
  }

  /// Bounds of the curvature within a radius, in pixels, of each cell's centre.
  func curvatures(radius: Double) -> [Double] {
    var result = [Double](repeating: 0, count: rows * columns)
    for offset in 0..<(Self.fineness * Self.fineness) {
      let bounds = image.curvature(around: displacement(offset), radius: radius)
      for index in bounds.indices { result[cell(index, offset)] = bounds[index] }
    }
    return result
  }

  /// The cell, or its mirror image, whose centre lies `(row + 1/2, column + 1/2)` cells from a sample.
  @inline(__always)
  func cell(row: Int, column: Int, from sample: (row: Int, column: Int)) -> Int {
    Self.mirrored(Self.fineness * sample.row + Self.fineness / 2 + row, rows) * columns
      + Self.mirrored(Self.fineness * sample.column + Self.fineness / 2 + column, columns)
  }

  @inline(__always)
  private static func mirrored(_ index: Int, _ count: Int) -> Int {
    index >= 0 && index < count ? index : WarpBoundary.reflect.source(of: index, count: count)
  }

  /// The cell that is one of the 64 in each pixel.
  private func cell(_ sample: Int, _ offset: Int) -> Int {
    let width = image.shape[1]
    return (sample / width * Self.fineness + offset / Self.fineness) * columns
      + sample % width * Self.fineness + offset % Self.fineness
  }

  /// The displacement of all samples that reads such cells.
  private func displacement(_ offset: Int) -> Signal<Double> {
    let shifts = [offset / Self.fineness, offset % Self.fineness].map {
      0.5 - (Double($0) + 0.5) / Double(Self.fineness)
    }
    return AffineDeformation.translation(by: shifts, shape: image.shape).displacements()
  }
}
