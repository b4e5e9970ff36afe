import CCodecs

/// The frame header of a JPEG: how the image is coded, and its size.
struct JPEGFrame {
  /// The number of the coding process, 0 to 15, as the marker has it.
  let process: UInt8
  /// The bits of a sample.
  let precision: Int
  let height, width, channels: Int

  /// Nil if the header is shorter than that.
  init?(_ marker: UInt8, _ body: UnsafeRawBufferPointer) {
    guard body.count >= 6 else { return nil }
    process = marker & 0x0F
    precision = Int(body[0])
    height = Int(body[1]) << 8 + Int(body[2])
    width = Int(body[3]) << 8 + Int(body[4])
    channels = Int(body[5])
  }

  var isLossless: Bool { process & 3 == 3 }
  /// Whether the image is refined by differences from smaller ones.
  var isHierarchical: Bool { process & 4 != 0 }
  var hasArithmeticCoding: Bool { process & 8 != 0 }

  /// Whether every libjpeg-turbo decodes such an image; those from 3.0 decode more.
  var isCommon: Bool { !isLossless && !isHierarchical && precision == 8 }

  /// Refuses what libjpeg-turbo, as it is installed, cannot decode, by its name.
  ///
  /// - Throws: `.badData`.
  func check(_ path: String) throws(FileError) {
    guard [1, 3].contains(channels) || (channels == 4 && isCommon) else {
      throw FileError(
        .badData, path, found: "\(description) and \(channels) channels",
        expected: isCommon ? "gray, RGB or CMYK" : "gray or RGB")
    }
    let isNew = !isHierarchical && !(isLossless && hasArithmeticCoding) && (2...16).contains(precision)
    guard isCommon || (isNew && ccodecs_jpeg3_is_loaded() != 0) else {
      throw refusal(path, isNew ? "libjpeg-turbo is at least 3.0" : nil)
    }
  }

  /// The error of an image that is not damaged and yet cannot be decoded.
  /// - Parameter condition: When it could, or why it cannot.
  func refusal(_ path: String, _ condition: String?) -> FileError {
    FileError(
      .badData, path, found: description,
      expected: "baseline or progressive JPEG of 8-bit samples"
        + (condition.map { "; others are decoded where \($0)" } ?? ""))
  }
}

extension JPEGFrame: CustomStringConvertible {
  /// A noun with its article.
  var description: String {
    let kind =
      isHierarchical ? "a hierarchical JPEG" : isLossless ? "a lossless JPEG" : "a JPEG"
    return kind + (hasArithmeticCoding ? " with arithmetic coding" : "")
      + " of \(precision)-bit samples"
  }
}
