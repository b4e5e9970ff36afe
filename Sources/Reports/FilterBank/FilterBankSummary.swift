import Foundation
import Plots

/// The numbers that the report states and the curves it draws, without the filters themselves.
public struct FilterBankSummary: Codable, Equatable, Sendable {
  public let family: String
  /// The rows and columns of the grid of frequencies.
  public let shape: [Int]
  public let scales: Int
  public let orientations: Int
  public let normalization: String
  public let lowerBound: Double
  public let upperBound: Double
  public let lowerBoundWithDecimation: Double?
  public let upperBoundWithDecimation: Double?
  public let bands: [BandSummary]
  public let littlewoodPaleyCuts: [LittlewoodPaleyCut]

  /// Creates the summary of a bank.
  ///
  /// - Precondition: the arrays of `data` fit its shape.
  public init(_ data: FilterBankFigureData) {
    let plane = data.plane(data.littlewoodPaley)
    family = data.family
    shape = data.shape
    scales = data.scales
    orientations = data.orientations
    normalization = data.normalization
    lowerBound = data.lowerBound
    upperBound = data.upperBound
    lowerBoundWithDecimation = data.lowerBoundWithDecimation
    upperBoundWithDecimation = data.upperBoundWithDecimation
    bands = data.bands.map(BandSummary.init)
    littlewoodPaleyCuts = [0, 45, 90].map { LittlewoodPaleyCut(of: plane, angleDegrees: $0) }
  }
}

/// One row of the report's table of bands.
public struct BandSummary: Codable, Equatable, Sendable {
  public let scale: Int
  public let orientation: Int
  public let angleDegrees: Double
  /// The distance of the band’s centre from frequency zero, in cycles per pixel.
  public let centerFrequency: Double
  /// The width of the band at half its peak, in cycles per pixel.
  public let bandwidth: Double

  init(_ band: BandPicture) {
    scale = band.scale
    orientation = band.orientation
    angleDegrees = band.degrees
    centerFrequency = band.centerFrequency
    bandwidth = band.bandwidth
  }
}

/// The Littlewood-Paley sum along a ray from frequency zero to the edge of the grid.
public struct LittlewoodPaleyCut: Codable, Equatable, Sendable {
  /// The direction of the ray, from the axis of rows towards the axis of columns.
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
