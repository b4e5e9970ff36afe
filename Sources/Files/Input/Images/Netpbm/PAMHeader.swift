/// The header of a PAM picture: lines of a keyword and a value each.
struct PAMHeader {
  private var sizes: [Keyword: Int] = [:]
  private var tupleType: String?
  /// Where the raster begins.
  private var start: Int

  private enum Keyword: String, CaseIterable {
    case width = "WIDTH"
    case height = "HEIGHT"
    case depth = "DEPTH"
    case maximum = "MAXVAL"
  }

  /// The samples of a pixel by the types of pixels that are read.
  private static let channels = [
    "BLACKANDWHITE": 1, "GRAYSCALE": 1, "RGB": 3,
    "BLACKANDWHITE_ALPHA": 2, "GRAYSCALE_ALPHA": 2, "RGB_ALPHA": 4,
  ]

  /// Reads the lines behind the magic number at an offset.
  ///
  /// - Throws: `.badData` if one is damaged or none ends the header.
  init(_ file: borrowing MappedFile, at offset: Int) throws(FileError) {
    start = offset + 2
    var isOpen = true
    // The first is what is left of the magic number's own.
    while isOpen {
      guard let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
        throw Self.damaged(file.path)
      }
      let line = String(decoding: file.bytes[start..<end], as: UTF8.self)
      start = end + 1
      let words = line.split(whereSeparator: \.isWhitespace)
      if let keyword = words.first, !keyword.hasPrefix("#") {
        isOpen = keyword != "ENDHDR"
        let value = words.dropFirst().joined(separator: " ")
        guard !isOpen || take(String(keyword), value) else { throw Self.damaged(file.path) }
      }
    }
  }

  /// Takes a line's value; false if it is none.
  private mutating func take(_ name: String, _ value: String) -> Bool {
    if name == "TUPLTYPE" {
      tupleType = (tupleType.map { $0 + " " } ?? "") + value
      return true
    }
    guard let keyword = Keyword(rawValue: name), let number = Int(value),
      (0..<1_000_000_000).contains(number)
    else { return false }
    return sizes.updateValue(number, forKey: keyword) == nil
  }

  /// - Throws: `.badData` if a line is missing, or for pixels of another type than those that are read.
  func picture(_ file: borrowing MappedFile) throws(FileError) -> PNMPicture {
    guard let width = sizes[.width], let height = sizes[.height], let depth = sizes[.depth],
      let maximum = sizes[.maximum], (1...65535).contains(maximum)
    else { throw Self.damaged(file.path) }
    guard tupleType.map({ Self.channels[$0] == depth }) ?? (1...4).contains(depth) else {
      let type = tupleType.map { "type \(String($0.prefix(40)).debugDescription) and" } ?? "unnamed type and"
      throw FileError(
        .badData, file.path, found: "a PAM of tuple \(type) depth \(depth)",
        expected: "BLACKANDWHITE, GRAYSCALE or RGB, with or without _ALPHA, of as many channels")
    }
    return try PNMPicture(
      file, width: width, height: height, channels: depth, maximum: maximum, raster: .samples, start: start)
  }

  private static func damaged(_ path: String) -> FileError {
    PNMPicture.damaged(path, "lines of WIDTH, HEIGHT, DEPTH, MAXVAL of 1 to 65535 and ENDHDR")
  }
}
