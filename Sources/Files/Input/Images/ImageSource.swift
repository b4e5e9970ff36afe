import Arrays

/// An image file: a picture, or a stack of pages; in colour three frames each.
struct ImageSource: FrameSource {
  let path: String
  let options: InputOptions
  let header: ImageHeader
  let decoder: any ImageDecoder

  var batch: [Int] { (isSingleEntry ? [] : [header.pages.count]) + options.color.batch }
  var shape: Shape { header.shape }
  var isSingleEntry: Bool { header.pages.count == 1 }
  var kind: SourceKind {
    .picture(losesColor: header.isColor && options.color == .gray, losesAlpha: header.hasAlpha)
  }

  /// - Throws: `.badData` if the header is wrong or signals of another rank than 2 are wanted, `.usage` for options of other inputs.
  init(
    _ file: borrowing MappedFile, _ decoder: some ImageDecoder, _ options: InputOptions
  ) throws(FileError) {
    try options.check(.image, file.path)
    path = file.path
    self.options = options
    self.decoder = decoder
    header = try decoder.header(file)
  }

  /// The frames of a page.
  private var planeCount: Int { options.color.batch.reduce(1, *) }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    let file = try MappedFile(path)
    // Decoders look at the pages of stacks themselves: of a long one, going through all headers for a few frames takes long.
    if isSingleEntry, try decoder.header(file) != header {
      throw FileError(
        .badData, path, found: "another image than when the file was opened", expected: "the same image")
    }
    try withZeroedBytes(count: header.byteCount, for: path) { (pixels) throws(FileError) in
      let planes = PixelPlanes(header, UnsafeRawBufferPointer(pixels), options.rescaling)
      var page: Int?
      for (offset, index) in range.enumerated() {
        if index / planeCount != page {
          if page != nil { pixels.initializeMemory(as: UInt8.self, repeating: 0) }
          page = index / planeCount
          try decoder.decode(file, header, page: header.pages[page!], into: pixels)
        }
        let weights = PixelPlanes.weights(
          isColor: header.isColor, mode: options.color, plane: index % planeCount)
        planes.write(weights, into: out + offset * shape.count)
      }
    }
  }

  func name(of index: Int) -> String {
    let page = isSingleEntry ? nil : "\(index / planeCount)"
    let color = options.color == .gray ? nil : ["red", "green", "blue"][index % planeCount]
    let indices = [page, color].compactMap(\.self)
    return indices.isEmpty ? path : "\(path)[\(indices.joined(separator: ","))]"
  }
}
