import CCodecs

/// Pictures that follow the one of a file's only directory and have none of their own: a reader of TIFF sees the first alone.
struct TIFFHiddenPlanes {
  /// The program that writes such files, with its article.
  let writer: String
  /// The pictures in the file, with the first.
  let count: Int

  /// Nil if the current directory says of no more than one picture.
  init?(_ tiff: borrowing TIFFSession) {
    let description = tiff.text(TIFFTAG_IMAGEDESCRIPTION) ?? ""
    let metaMorphCount = Int(ccodecs_tiff_count(tiff.file, Self.metaMorphPlanes))
    if metaMorphCount > 1 {
      (writer, count) = ("a MetaMorph", metaMorphCount)
    } else if description.hasPrefix("ImageJ=") {
      (writer, count) = ("an ImageJ", Self.imageCount(ofImageJ: description))
    } else if description.hasPrefix(Self.shapeMark), description.contains("\"truncated\": true") {
      // Not yet checked, sizes may be beyond integers.
      let pixelCount =
        Double(tiff[TIFFTAG_IMAGEWIDTH, wide: true]) * Double(tiff[TIFFTAG_IMAGELENGTH, wide: true])
      let share =
        Self.sampleCount(ofTifffile: description) / (pixelCount * Double(tiff[TIFFTAG_SAMPLESPERPIXEL]))
      (writer, count) = ("a tifffile", Int(exactly: share.rounded(.down)) ?? 0)
    } else {
      return nil
    }
    if count <= 1 { return nil }
  }

  /// MetaMorph's tag with the dates of a stack's planes, a value a plane.
  private static let metaMorphPlanes: UInt32 = 33629

  /// The number in the line `images=N`; 0 if there is none.
  private static func imageCount(ofImageJ description: String) -> Int {
    let key = "images="
    let line = description.split(whereSeparator: \.isNewline).first { $0.hasPrefix(key) }
    return line.flatMap { Int($0.dropFirst(key.count)) } ?? 0
  }

  private static let shapeMark = "{\"shape\": ["

  /// The samples of the array of which `{"shape": [2, 3, 4], "truncated": true}` says that a directory describes the first picture.
  private static func sampleCount(ofTifffile description: String) -> Double {
    let shape = description.dropFirst(shapeMark.count).prefix { $0 != "]" }.split(separator: ", ")
    return shape.reduce(1) { $0 * (Double($1) ?? 0) }
  }

  func error(_ path: String) -> FileError {
    FileError(
      .badData, path, found: "\(writer) stack of \(count) images behind one TIFF directory",
      expected: "one directory a page: tifffile reads such a stack (imread), and writes it so (imwrite)")
  }
}
