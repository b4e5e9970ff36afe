import CCodecs
import Files
import Foundation
import TestSupport
import Testing

@testable import Plots

@Suite struct RasterTests {
  @Test(arguments: [PNGEncoder.Format.rgb, .rgba])
  func encodedPixelsReturn(format: PNGEncoder.Format) throws {
    let pixels = (0..<5 * 3 * format.channels).map { UInt8($0 * 7 % 256) }
    let file = PNGEncoder(format: format).encode(pixels, width: 5, height: 3)
    #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let image = try #require(DecodedPNG(file, format: format))
    #expect(image.width == 5)
    #expect(image.height == 3)
    #expect(image.pixels == pixels)
  }

  @Test func addressHoldsThePixels() throws {
    let plane = Plane(rows: 3, columns: 5) { row, column in Double(row * 5 + column) }
    let raster = Raster(plane, map: .diverging, domain: 0...14)
    let element = Element.image(raster, in: Rectangle(width: 50, height: 30))
    let address = try #require(XMLReader(element.markup).elements.first?.attributes["href"])
    #expect(address.hasPrefix("data:image/png;base64,"))
    let file = try #require(address.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) })
    let image = try #require(DecodedPNG([UInt8](file), format: .rgba))
    #expect((image.width, image.height) == (5, 3))
    #expect(image.pixels == raster.pixels)
  }

  @Test func pixelsTakeTheColoursOfTheMap() {
    let raster = Raster(Plane(rows: 1, columns: 2, values: [0, 4]), map: .sequential, domain: 0...4)
    #expect(raster.pixels == ColorMap.sequential.stops[0].bytes + ColorMap.sequential.stops[10].bytes)
  }
}

/// A PNG file read back by libspng.
private struct DecodedPNG {
  let width: Int
  let height: Int
  let pixels: [UInt8]

  init?(_ file: [UInt8], format: PNGEncoder.Format) {
    guard let context = spng_ctx_new(0) else { return nil }
    defer { spng_ctx_free(context) }
    let layout = Int32(format == .rgb ? SPNG_FMT_RGB8.rawValue : SPNG_FMT_RGBA8.rawValue)
    var header = spng_ihdr()
    var count = 0
    let image = file.withUnsafeBytes { bytes -> [UInt8]? in
      guard spng_set_png_buffer(context, bytes.baseAddress, bytes.count) == 0,
        spng_get_ihdr(context, &header) == 0, spng_decoded_image_size(context, layout, &count) == 0
      else { return nil }
      var pixels = [UInt8](repeating: 0, count: count)
      return spng_decode_image(context, &pixels, count, layout, 0) == 0 ? pixels : nil
    }
    guard let image else { return nil }
    (width, height, pixels) = (Int(header.width), Int(header.height), image)
  }
}
