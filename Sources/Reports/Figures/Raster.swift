import Files
import Foundation

/// A small image of 8-bit RGBA pixels, to stand in a drawing.
public struct Raster: Sendable {
  public let width: Int
  public let height: Int
  /// `height` rows of `width` pixels of 4 bytes.
  public let pixels: [UInt8]

  /// The values of a plane in the colours of a map, one pixel a value.
  public init(_ plane: Plane, map: ColorMap, domain: ClosedRange<Double>) {
    width = plane.columns
    height = plane.rows
    pixels = plane.values.flatMap { map.color(of: $0, in: domain).bytes }
  }

  /// The raster as a PNG file inside an address.
  var dataURI: String {
    let file = PNGEncoder(format: .rgba).encode(pixels, width: width, height: height)
    return "data:image/png;base64," + Data(file).base64EncodedString()
  }
}
