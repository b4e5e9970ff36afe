/// GIF of one picture, through giflib, as Pillow shows it: its frame on the screen, which grows if the frame is larger. Pixels
/// beside the frame are the transparent index if there is one, else index 0; transparent ones have their colour too.
struct GIFDecoder: ImageDecoder {
  var name: String { "GIF" }

  /// A code of 12 bits stands for at most 4096 pixels of three bytes, and the screen may be larger than the frame.
  private static let expansion = 1 << 16

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    var session = try GIFSession(file)
    guard let frame = try session.nextFrame() else {
      throw FileError(.badData, file.path, found: "a GIF without a picture", expected: "one picture")
    }
    var count = 1
    try session.skipPixels()
    while try session.nextFrame() != nil {
      count += 1
      try session.skipPixels()
    }
    guard count == 1 else {
      throw FileError(
        .badData, file.path, found: "an animated GIF of \(count) pictures", expected: "one picture")
    }
    return try header(session.screen, frame, file)
  }

  private func header(
    _ screen: (width: Int, height: Int), _ frame: GIFFrame, _ file: borrowing MappedFile
  ) throws(FileError) -> ImageHeader {
    guard frame.width > 0, frame.height > 0 else {
      throw FileError(
        .badData, file.path, found: "a GIF frame of \(frame.height) x \(frame.width)",
        expected: "at least one pixel")
    }
    return try ImageHeader(
      width: max(screen.width, frame.left + frame.width),
      height: max(screen.height, frame.top + frame.height),
      channels: 3, type: .uint8, fullScale: 255, isColor: true
    ).checked(file.path, fileSize: file.bytes.count, expansion: Self.expansion)
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    var session = try GIFSession(file)
    guard let frame = try session.nextFrame(), try self.header(session.screen, frame, file) == header else {
      throw broken(file.path, header, "the file has changed")
    }
    let colors = session.colors
    fill(pixels, header, colors, UInt8(session.transparentIndex ?? 0))
    var indices = [UInt8](repeating: 0, count: frame.width)
    for row in frame.rows {
      if let reason = session.readRow(into: &indices) { throw broken(file.path, header, reason) }
      let start = 3 * ((frame.top + row) * header.width + frame.left)
      let target = UnsafeMutableRawBufferPointer(rebasing: pixels[start...].prefix(3 * frame.width))
      indices.withUnsafeBufferPointer { colors.lookUp($0, into: target) }
    }
  }

  /// Fills the screen with one colour.
  private func fill(
    _ pixels: UnsafeMutableRawBufferPointer, _ header: ImageHeader, _ colors: ColorTable, _ index: UInt8
  ) {
    let row = [UInt8](repeating: index, count: header.width)
    for start in stride(from: 0, to: pixels.count, by: 3 * header.width) {
      let target = UnsafeMutableRawBufferPointer(rebasing: pixels[start...].prefix(3 * header.width))
      row.withUnsafeBufferPointer { colors.lookUp($0, into: target) }
    }
  }
}

/// Where a picture stands on the screen of a GIF.
struct GIFFrame {
  let left, top, width, height: Int
  let isInterlaced: Bool

  /// The rows in the order in which they are stored: every eighth, those halfway between them, and so on.
  var rows: [Int] {
    let passes = isInterlaced ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
    return passes.flatMap { first, step in Array(stride(from: first, to: height, by: step)) }
  }
}
