import Arrays

/// Reads the images of one format.
protocol ImageDecoder: Sendable {
  /// The format's name, for messages.
  var name: String { get }

  /// Reads as much of a file as its header takes.
  ///
  /// - Throws: `.badData` if the header is damaged, implausible, or of a kind not supported.
  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader

  /// Decodes all pixels of a page, row by row from the top as they are stored.
  ///
  /// - Parameter page: One of `header.pages`.
  /// - Precondition: `header` was read from a file at this path, and `pixels`, zeroed, holds `header.byteCount` bytes.
  /// - Throws: `.badData` if pixels are missing or damaged, or if the page is of another size or kind than `header` says.
  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError)
}

extension ImageDecoder {
  /// The error of an image whose header is fine and whose pixels are not.
  func broken(_ path: String, _ header: ImageHeader, _ reason: String) -> FileError {
    FileError(
      .badData, path, found: "damaged \(name) data (\(reason))",
      expected: "a whole image of \(header.height) x \(header.width)")
  }
}

/// The header of an image file: the pixels that its decoder delivers.
struct ImageHeader: Equatable, Sendable {
  /// The stored columns and rows, before `orientation` is applied.
  let width, height: Int
  /// The samples of a pixel: gray, gray and alpha, RGB, or RGB and alpha, other channels last.
  let channels: Int
  /// The type of a sample, in the byte order of this machine.
  let type: SampleType
  /// The delivered sample that stands for 1.
  let fullScale: Double
  /// Whether the first three channels are red, green and blue, and not the first one gray.
  let isColor: Bool
  /// Whether each channel stands whole in memory, and not each pixel.
  var isPlanar = false
  /// Whether 0 stands for white.
  var isInverted = false
  var orientation = Orientation.topLeft
  /// The largest number that a stored sample may have where the decoder delivers others, as of small depths; else `fullScale`.
  var storedMaximum: Double?
  /// Where each of the file's pictures begins, as the decoder means it; all are of one size and kind.
  var pages = [0]

  /// Whether the last channel is alpha.
  var hasAlpha: Bool { channels == (isColor ? 4 : 2) }

  /// What delivered samples are divided by.
  func divisor(_ rescaling: Rescaling) -> Double {
    let stored = storedMaximum ?? fullScale
    return rescaling.divisor(automatic: stored, of: type) * (fullScale / stored)
  }

  var pixelCount: Int { width * height }
  var byteCount: Int { pixelCount * channels * type.byteCount }

  /// The shape of the picture, `height x width`, as it is to be seen.
  var shape: Shape { Shape(unchecked: orientation.isTransposed ? [width, height] : [height, width]) }

  /// No image has more pixels than this.
  static let maximumPixelCount = 1 << 30

  /// The header itself, if such an image can be in a file of `fileSize` bytes.
  ///
  /// - Parameter expansion: The bytes of pixels to which the format compresses one byte of file at the most.
  /// - Throws: `.badData` for images without pixels, too large to be decoded, or too large for the file.
  func checked(_ path: String, fileSize: Int, expansion: Int) throws(FileError) -> ImageHeader {
    let size = "an image of \(height) x \(width)"
    guard width > 0, height > 0 else {
      throw FileError(.badData, path, found: size, expected: "at least one pixel")
    }
    guard width <= Self.maximumPixelCount / height else {
      throw FileError(.badData, path, found: size, expected: "at most \(Self.maximumPixelCount) pixels")
    }
    guard byteCount / expansion <= fileSize else {
      throw FileError(
        .badData, path, found: "a header of \(size) in a file of \(fileSize) bytes",
        expected: "a file that can hold so many pixels")
    }
    return self
  }
}
