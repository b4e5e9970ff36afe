import Arrays

/// An image file: one frame, or three in colour.
struct ImageSource: FrameSource {
  let path: String
  let color: ColorMode
  let header: ImageHeader
  let decoder: any ImageDecoder

  var batch: [Int] { color.batch }
  var shape: Shape { header.shape }
  var isSingleEntry: Bool { true }

  /// - Throws: `.badData` if the header is wrong or signals of another rank than 2 are wanted.
  init(
    _ file: borrowing MappedFile, _ decoder: some ImageDecoder, _ options: InputOptions
  ) throws(FileError) {
    guard options.rank == 2 else {
      throw FileError(
        .badData, file.path, found: "an image, whose rank is 2",
        expected: "an array of signals of rank \(options.rank)")
    }
    path = file.path
    color = options.color
    self.decoder = decoder
    header = try decoder.header(file)
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    let file = try MappedFile(path)
    guard try decoder.header(file) == header else {
      throw FileError(
        .badData, path, found: "another image than when the file was opened", expected: "the same image")
    }
    try withZeroedBytes(count: header.byteCount, for: path) { (pixels) throws(FileError) in
      try decoder.decode(file, header, into: pixels)
      let planes = PixelPlanes(header: header, pixels: UnsafeRawBufferPointer(pixels))
      for (offset, index) in range.enumerated() {
        let weights = PixelPlanes.weights(isColor: header.isColor, mode: color, plane: index)
        planes.write(weights, into: out + offset * shape.count)
      }
    }
  }

  func name(of index: Int) -> String {
    color == .gray ? path : "\(path)[\(["red", "green", "blue"][index])]"
  }
}
