/// The pages of an Ogg file (RFC 3533, section 6).
enum OggPages {
  /// Whether whole pages follow each other up to one that says that it is the last.
  static func areWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var (offset, isLast) = (0, false)
    while bytes.has("OggS\0", at: offset),
      let segments = bytes.number(at: offset + 26, bytes: 1, isBigEndian: true)
    {
      let header = offset + 27
      let lengths = bytes.dropFirst(header).prefix(Int(segments))
      let end = header + lengths.count + lengths.reduce(0) { $0 + Int($1) }
      guard lengths.count == Int(segments), end <= bytes.count else { return false }
      (isLast, offset) = (bytes[offset + 5] & 4 != 0, end)
    }
    return isLast
  }
}
