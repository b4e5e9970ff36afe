/// The bytes of samples that a sound's header claims, where it claims a number.
///
/// libsndfile takes what there is of a file that breaks off; this tells it from a whole one.
struct SoundExtent {
  /// Where the samples begin.
  let offset: Int
  /// Their bytes by the header.
  let claimed: UInt64

  /// - Returns: nil where the header claims nothing, as of a stream whose length was not known, or is not of chunks.
  init?(_ bytes: UnsafeRawBufferPointer, _ container: SoundContainer) {
    let extent: SoundExtent? =
      switch container {
      case .au: Self.ofAU(bytes)
      case .wav, .w64, .aiff, .caf: ChunkLayout(container, bytes).extent(bytes)
      case .flac, .ogg, .mpeg, .sphere: nil
      }
    guard let extent, !Self.unknown.contains(extent.claimed) else { return nil }
    self = extent
  }

  fileprivate init(offset: Int, claimed: UInt64) { (self.offset, self.claimed) = (offset, claimed) }

  /// What stands for a length that is not known: what FFmpeg, SoX and the formats' documents write.
  private static let unknown: Set<UInt64> = [UInt64(UInt32.max), 0x7FFF_F000, .max]

  /// - Throws: `.badData` if the file has fewer bytes than are claimed.
  func check(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) {
    let present = UInt64(max(bytes.count - offset, 0))
    guard claimed <= present else {
      throw FileError(
        .badData, path, found: "\(present) bytes of samples",
        expected: "the \(claimed) that its header claims")
    }
  }

  /// Sun's header: a mark, the offset of the samples, and their bytes.
  private static func ofAU(_ bytes: UnsafeRawBufferPointer) -> SoundExtent? {
    let isBigEndian = bytes.has(".snd", at: 0)
    guard let offset = bytes.number(at: 4, bytes: 4, isBigEndian: isBigEndian),
      let claimed = bytes.number(at: 8, bytes: 4, isBigEndian: isBigEndian)
    else { return nil }
    return SoundExtent(offset: Int(offset), claimed: claimed)
  }
}

/// How the chunks of a file follow each other: each a mark, a length, and so many bytes.
private struct ChunkLayout {
  /// Where the first chunk begins.
  var start = 12
  var markLength = 4
  var lengthLength = 4
  var isBigEndian = false
  /// Chunks begin at multiples of this.
  var alignment = 2
  /// Whether the length counts the mark and itself.
  var countsHeader = false
  /// The first letters of the mark of the samples.
  var samples = "data"
  /// Their length where it stands in a chunk before them, as in RF64.
  var lengthBefore: UInt64?

  init(_ container: SoundContainer, _ bytes: UnsafeRawBufferPointer) {
    switch container {
    case .w64: (start, markLength, lengthLength, alignment, countsHeader) = (40, 16, 8, 8, true)
    case .aiff: (isBigEndian, samples) = (true, "SSND")
    case .caf: (start, lengthLength, isBigEndian, alignment) = (8, 8, true, 1)
    default:
      isBigEndian = bytes.has("RIFX", at: 0)
      // The chunk ds64: the length of the file, and that of the samples.
      if bytes.has("RF64", at: 0), bytes.has("ds64", at: 12) {
        lengthBefore = bytes.number(at: 28, bytes: 8, isBigEndian: false)
      }
    }
  }

  /// The chunk of the samples; nil if there is none.
  func extent(_ bytes: UnsafeRawBufferPointer) -> SoundExtent? {
    let header = markLength + lengthLength
    var offset = start
    while let length = bytes.number(at: offset + markLength, bytes: lengthLength, isBigEndian: isBigEndian) {
      let own = countsHeader ? UInt64(header) : 0
      guard length >= own else { return nil }
      if bytes.has(samples, at: offset) {
        return SoundExtent(
          offset: offset + header, claimed: lengthBefore ?? (length == .max ? .max : length - own))
      }
      guard length - own <= UInt64(bytes.count) else { return nil }
      offset += header + Int(length - own)
      offset += (alignment - offset % alignment) % alignment
    }
    return nil
  }
}
