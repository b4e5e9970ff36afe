import Files
import Foundation

/// A matrix of values, row-major; row 0 is drawn on top.
public struct Plane: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  public let values: [Double]

  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows * columns == values.count, "\(values.count) values; \(rows) x \(columns) were expected")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// Creates the matrix whose value at a row and a column is `value(row, column)`.
  public init(rows: Int, columns: Int, _ value: (Int, Int) -> Double) {
    self.init(
      rows: rows, columns: columns,
      values: (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } })
  }

  public subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// The value at indices of any size, the plane repeating itself.
  func periodic(_ row: Int, _ column: Int) -> Double {
    self[(row % rows + rows) % rows, (column % columns + columns) % columns]
  }
}

/// Planes that repeat themselves, with index 0 as their origin: filters in frequency and in space.
extension Plane {
  /// A plane of the samples around the origin, which moves to the middle: `2 * radius + 1` on each axis.
  public func window(radius: Int) -> Plane {
    window(rowRadius: radius, columnRadius: radius)
  }

  /// A plane of one whole period and the samples at both of its edges, with the origin in the middle: from -1/2 to +1/2
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
  public func interpolated(row: Double, column: Double) -> Double {
    let (top, left) = (Int(row.rounded(.down)), Int(column.rounded(.down)))
    let (down, right) = (row - Double(top), column - Double(left))
    let blend = { (row: Int) in (1 - right) * periodic(row, left) + right * periodic(row, left + 1) }
    return (1 - down) * blend(top) + down * blend(top + 1)
  }

  /// The plane with `factor` times the samples on each axis, through Catmull-Rom cubics along rows, then
  /// columns.
  public func refined(by factor: Int) -> Plane {
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

  /// The weights of the four samples around a position `t` of the way from the second to the third.
  private static func catmullRom(at t: Double) -> [Double] {
    [
      t * (-1 + t * (2 - t)) / 2, 1 + t * t * (-5 + 3 * t) / 2, t * (1 + t * (4 - 3 * t)) / 2,
      t * t * (t - 1) / 2,
    ]
  }
}

/// A small image of 8-bit RGBA pixels, for a drawing.
public struct Raster: Sendable {
  public let width: Int
  public let height: Int
  /// The samples, row-major: `height` rows of `width` pixels of 4 bytes, RGBA.
  public let pixels: [UInt8]

  /// Creates a raster of the values of a plane in the colours of a map, one pixel a value.
  public init(_ plane: Plane, map: ColorMap, domain: ClosedRange<Double>) {
    width = plane.columns
    height = plane.rows
    pixels = plane.values.flatMap { map.color(of: $0, in: domain).bytes }
  }

  /// The raster as a data URI that holds a PNG file.
  public var dataURI: String {
    let file = PNGEncoder(format: .rgba).encode(pixels, width: width, height: height)
    return "data:image/png;base64," + Data(file).base64EncodedString()
  }
}
