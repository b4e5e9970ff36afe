/// The header of one frame of MPEG audio, layer II or III (ISO/IEC 11172-3, 2.4.1.3, and 13818-3).
struct MPEGFrame {
  /// The bytes of the frame.
  let byteCount: Int
  /// The samples of a channel that it holds.
  let sampleCount: Int
  private let isFirstVersion, isMono: Bool

  /// - Returns: nil unless four bytes at `offset` are such a header, of a known bit rate.
  init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard let word = bytes.number(at: offset, bytes: 4, isBigEndian: true), word >> 21 == 0x7FF else {
      return nil
    }
    let (version, layer) = (Int(word >> 19 & 3), Int(word >> 17 & 3))
    let (rate, frequency) = (Int(word >> 12 & 15), Int(word >> 10 & 3))
    guard version != 1, layer == 1 || layer == 2, (1..<15).contains(rate), frequency < 3 else { return nil }
    (isFirstVersion, isMono) = (version == 3, word >> 6 & 3 == 3)
    let (isThird, padding) = (layer == 1, Int(word >> 9 & 1))
    let kilobits = (isFirstVersion ? (isThird ? Self.third : Self.second) : Self.low)[rate - 1]
    let samplesASecond = [44_100, 48_000, 32_000][frequency] / (isFirstVersion ? 1 : version == 2 ? 2 : 4)
    sampleCount = isThird && !isFirstVersion ? 576 : 1152
    byteCount = sampleCount / 8 * 1000 * kilobits / samplesASecond + padding
  }

  /// Kilobits a second by their index: of version 1 layers III and II, and of versions 2 and 2.5.
  private static let third = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
  private static let second = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
  private static let low = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

  /// Whether the frame, which begins at `offset`, says how many follow it instead of holding samples.
  func saysLength(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    let information = isFirstVersion ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
    let start = offset + 4 + information
    return bytes.has("Xing", at: start) || bytes.has("Info", at: start) || bytes.has("VBRI", at: offset + 36)
  }
}

/// The tag that may stand before the frames of an MP3.
enum ID3Tag {
  /// Its bytes; nil where a file does not begin with one.
  static func length(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 10, bytes.has("ID3", at: 0), (2...4).contains(bytes[3]) else { return nil }
    return bytes[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) } + 10 + (bytes[5] & 0x10 != 0 ? 10 : 0)
  }
}

/// The frames of an MP3 without a frame that says how many there are.
struct MPEGFrames {
  /// The samples of a channel in all frames that follow each other.
  let sampleCount: Int

  /// - Returns: nil where the first frame says how many follow, or there is none.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var offset = ID3Tag.length(bytes) ?? 0
    guard let first = MPEGFrame(bytes, at: offset), !first.saysLength(bytes, at: offset) else { return nil }
    var count = 0
    while let frame = MPEGFrame(bytes, at: offset) {
      count += frame.sampleCount
      offset += frame.byteCount
    }
    sampleCount = count
  }
}
