import Foundation

/// The Littlewood-Paley sum along a ray from frequency zero to the edge of the grid.
public struct LittlewoodPaleyCut: Codable, Equatable, Sendable {
  /// From the axis of rows towards the axis of columns.
  public let angleDegrees: Double
  /// The distances from frequency zero, in cycles per pixel.
  public let frequencies: [Double]
  public let values: [Double]

  /// Samples the sum twice as finely as the grid, straight between its points.
  init(of plane: Plane, angleDegrees: Double) {
    let (sine, cosine) = (sin(angleDegrees * .pi / 180), cos(angleDegrees * .pi / 180))
    let end = 0.5 / max(abs(sine), abs(cosine))
    let steps = max(plane.rows, plane.columns)
    self.angleDegrees = angleDegrees
    frequencies = (0...steps).map { end * Double($0) / Double(steps) }
    values = frequencies.map {
      plane.interpolated(row: $0 * cosine * Double(plane.rows), column: $0 * sine * Double(plane.columns))
    }
  }
}
