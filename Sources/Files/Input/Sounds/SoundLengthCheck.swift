/// How long a sound is, where headers claim what is not there or nothing at all.
enum SoundLengthCheck {
  /// No format packs more frames into a byte: FLAC 65,535 equal ones into 14 bytes, Opus 5,760 into two.
  private static let expansion = 8192
  private static let block = 4096

  /// The number of frames of a sound; those of a header are believed where the file can hold them.
  ///
  /// - Throws: As `SoundReader` does.
  static func frameCount(of stream: borrowing SoundStream, _ path: String) throws(FileError) -> Int {
    let file = try MappedFile(path)
    guard let container = SoundContainer(file.bytes) else {
      throw FileError(.badData, path, found: "no sound", expected: "a sound file that libsndfile reads")
    }
    let count = try count(of: stream, file, container)
    guard count > 0 else {
      throw FileError(.badData, path, found: "a sound without samples", expected: "at least one sample")
    }
    return count
  }

  private static func count(
    of stream: borrowing SoundStream, _ file: borrowing MappedFile, _ container: SoundContainer
  ) throws(FileError) -> Int {
    try SoundExtent(file.bytes, container)?.check(file.bytes, file.path)
    guard container != .ogg || OggPages.areWhole(file.bytes) else {
      throw FileError(
        .badData, file.path, found: "an Ogg sound that breaks off",
        expected:
          "whole pages, of which the last says so (ffmpeg -i FILE -c copy writes it of a stream that was cut)"
      )
    }
    if container == .mpeg, let frames = MPEGFrames(file.bytes) {
      return try decodedCount(file.path, atLeast: frames.sampleCount)
    }
    guard let count = stream.frameCount else { return try decodedCount(file.path) }
    let claimed = container == .sphere ? max(count, sphereCount(file.bytes) ?? 0) : count
    guard count / expansion <= file.bytes.count, claimed == count else {
      throw FileError(
        .badData, file.path, found: "a header of \(claimed) frames in a file of \(file.bytes.count) bytes",
        expected: "a file that holds so many")
    }
    return count
  }

  /// Decodes a whole sound to count its frames.
  ///
  /// - Parameter sampleCount: What the frames of an MP3 hold; libsndfile takes their number from the first one's bit rate, and ends
  ///   where that is used up. Its decoder may leave out as much as two of them.
  private static func decodedCount(_ path: String, atLeast sampleCount: Int = 0) throws(FileError) -> Int {
    var stream = try SoundStream(path)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block * stream.encoding.channelCount) {
      samples in
      while stream.read(block, into: samples.baseAddress!) > 0 {}
    }
    guard stream.position >= sampleCount - 2 * 1152 else {
      throw FileError(
        .badData, path, found: "an MP3 of varying bit rate whose length no header says",
        expected: "one with a Xing header, as ffmpeg -i FILE -c copy writes it, or FLAC")
    }
    return stream.position
  }

  /// The frames that the text header of a SPHERE file claims.
  private static func sphereCount(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let lines = bytes.prefix(1024).split(separator: UInt8(ascii: "\n"))
    let key = "sample_count -i "
    return lines.first { $0.starts(with: key.utf8) }.flatMap {
      Int(String(decoding: $0.dropFirst(key.utf8.count), as: UTF8.self))
    }
  }
}
