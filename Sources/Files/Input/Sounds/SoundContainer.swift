/// The kinds of sound files that are read, as their first bytes tell them apart.
enum SoundContainer: String, CaseIterable {
  case wav = "WAV"
  case w64 = "W64"
  case aiff = "AIFF"
  case au = "AU"
  case caf = "CAF"
  case flac = "FLAC"
  case ogg = "Ogg"
  case mpeg = "MP3"
  case sphere = "SPHERE"

  /// The endings, in lower case, of the names of such files.
  static let nameEndings = [
    ".wav", ".wave", ".rf64", ".w64", ".aiff", ".aif", ".aifc", ".au", ".snd", ".caf", ".flac", ".ogg",
    ".oga",
    ".opus", ".mp3", ".sph",
  ]

  /// - Returns: nil for a file that begins as none of them.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let kind = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
    self = kind
  }

  private func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .wav:
      ["RIFF", "RIFX", "RF64"].contains { bytes.has($0, at: 0) } && bytes.has("WAVE", at: 8)
    case .w64: bytes.starts(with: Array("riff".utf8) + [0x2E, 0x91, 0xCF, 0x11])
    case .aiff: bytes.has("FORM", at: 0) && (bytes.has("AIFF", at: 8) || bytes.has("AIFC", at: 8))
    case .au: bytes.has(".snd", at: 0) || bytes.has("dns.", at: 0)
    case .caf: bytes.has("caff\0\u{1}", at: 0)
    case .flac: bytes.has("fLaC", at: 0)
    case .ogg: bytes.has("OggS\0", at: 0)
    case .mpeg: MPEGFrame(bytes, at: 0) != nil || ID3Tag.length(bytes) != nil
    case .sphere: bytes.has("NIST_1A\n", at: 0)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these characters stand at an offset.
  func has(_ text: String, at offset: Int) -> Bool { dropFirst(offset).starts(with: text.utf8) }

  /// The number of `count` bytes at an offset, up to 8 of them, with the most significant byte first or last.
  ///
  /// - Returns: nil where the bytes end before.
  func number(at offset: Int, bytes count: Int, isBigEndian: Bool) -> UInt64? {
    guard offset >= 0, offset <= self.count - count else { return nil }
    let bytes = self[offset..<(offset + count)]
    func append(_ number: UInt64, _ byte: UInt8) -> UInt64 { number << 8 | UInt64(byte) }
    return isBigEndian ? bytes.reduce(0, append) : bytes.reversed().reduce(0, append)
  }
}
