import Arrays
import Synchronization

/// A sound file that stays open and is read in blocks, so that an hour of sound takes the memory of one block.
///
/// It is of a format that libsndfile reads: WAV, W64, AIFF, AU, CAF, FLAC, Ogg (Vorbis and Opus), MP3 or SPHERE. Integers are
/// divided by 2^(bits - 1), so that samples lie in [-1, 1); unsigned bytes count from 128. Floating-point samples are taken as they are.
/// Threads may share a reader, which serves one at a time.
public final class SoundReader: Sendable {
  public let path: String
  /// The frames: the samples of each channel.
  public let frameCount: Int
  let encoding: SoundEncoding
  private let decoder: Mutex<SoundDecoder>

  public var channelCount: Int { encoding.channelCount }
  /// Frames a second.
  public var sampleRate: Double { Double(encoding.sampleRate) }

  /// Opens a sound. One whose header does not say how long it is is decoded once.
  ///
  /// - Parameter memory: Frames before the position that are kept. Formats of which jumps are inexact (MP3, Vorbis, Opus) are decoded
  ///   from the start to go further back.
  /// - Throws: `.noInput` if the file cannot be read; `.badData` if it is of no known format, damaged, shorter than its header
  ///   claims, or without samples.
  public convenience init(_ path: String, memory: Int = 0) throws(FileError) {
    try self.init(path, scale: { _ in nil }, memory: { _ in memory })
  }

  /// - Parameters:
  ///   - scale: What samples of an encoding are multiplied by and divided by; nil to take them as they are decoded.
  ///   - memory: The frames that are kept of a sound of so many Hz.
  init(
    _ path: String, scale: (SoundEncoding) -> SoundScale?, memory: (Double) -> Int
  ) throws(FileError) {
    let stream = try SoundStream(path)
    (self.path, encoding) = (path, stream.encoding)
    frameCount = try SoundLengthCheck.frameCount(of: stream, path)
    decoder = Mutex(
      SoundDecoder(
        stream, path, scale: scale(encoding),
        memory: encoding.seeksExactly ? 0 : memory(Double(encoding.sampleRate))))
  }

  /// Reads the frames `range` into `out`, `[frame]`, or `[channel, frame]` of `.each`. Takes the memory of one block besides.
  ///
  /// - Precondition: `range` lies in `0..<frameCount`, and `out` has room for it, of `.each` for that of every channel.
  /// - Throws: `.badData` if there is no such channel, frames are damaged or missing, or a sample is not finite.
  public func read<Sample: Scalar>(
    _ range: Range<Int>, _ channels: ChannelChoice = .mix, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    try check(channels)
    try decode(range, channels, into: out)
    let count = range.count * channels.signalCount(of: channelCount)
    guard Sample.allFinite(UnsafeBufferPointer(start: out, count: count)) else {
      throw FileError(
        .badData, path, found: "NaN, infinity or a number beyond \(Sample.name) in the frames \(range)",
        expected: "finite samples")
    }
  }

  /// Reads frames as `read` does, of a channel that there is, whatever the samples are.
  func decode<Sample: Scalar>(
    _ range: Range<Int>, _ channels: ChannelChoice, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= frameCount, "frames \(range) of a sound of \(frameCount)")
    try decoder.withLock { (decoder) throws(FileError) in
      try decoder.read(range, channels, promised: frameCount, into: out)
    }
  }

  /// Whether reading from a frame decodes nothing anew.
  func goesOn(to frame: Int) -> Bool { decoder.withLock { $0.goesOn(to: frame) } }

  /// - Throws: `.badData` if the sound has no such channel.
  func check(_ channels: ChannelChoice) throws(FileError) {
    guard case .one(let channel) = channels, channel > channelCount else { return }
    throw FileError(
      .badData, path,
      found: channelCount == 1 ? "a sound of one channel" : "a sound of \(channelCount) channels",
      expected: "at least \(channel), as channel \(channel) is to be read")
  }
}
