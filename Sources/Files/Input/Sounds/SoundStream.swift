import CCodecs
import Foundation
import Synchronization

/// libsndfile at work on one file, from which frames are read one after the other. The library is called in methods alone, whose
/// callers keep the stream.
struct SoundStream: ~Copyable {
  private let path: String
  private let file: OpaquePointer
  private let input: UnsafeMutablePointer<SoundInput>
  let encoding: SoundEncoding
  /// The frames by the library; nil where it does not know.
  let frameCount: Int?
  /// The frame that is read next.
  private(set) var position = 0

  /// libsndfile writes its reasons to memory that all threads share, and so does what decodes MP3 when it is first used.
  private static let opening = Mutex(())

  /// - Throws: `.noInput` if the file cannot be opened, `.badData` if libsndfile does not know its format or finds it damaged.
  init(_ path: String) throws(FileError) {
    let input = try SoundInput.open(path)
    var info = SF_INFO()
    var calls = SoundInput.calls
    nonisolated(unsafe) var file: OpaquePointer?
    let reason = Self.opening.withLock { _ in
      file = sf_open_virtual(&calls, Int32(SFM_READ), &info, input)
      return file == nil ? Self.text(sf_strerror(nil)) : ""
    }
    guard let file else {
      SoundInput.close(input)
      throw FileError(
        .badData, path, found: "a damaged or unknown sound (\(reason))", expected: "a whole sound file")
    }
    (self.path, self.input, self.file) = (path, input, file)
    encoding = SoundEncoding(info)
    frameCount = (0..<Int64.max).contains(info.frames) ? Int(info.frames) : nil
  }

  deinit {
    sf_close(file)
    SoundInput.close(input)
  }

  /// Reads up to `count` frames, channels side by side, in [-1, 1] where they are stored as integers; fewer only at the end or where the
  /// file is damaged. Returns how many.
  mutating func read(_ count: Int, into out: UnsafeMutablePointer<Double>) -> Int {
    let read = max(Int(sf_readf_double(file, out, Int64(count))), 0)
    position += read
    return read
  }

  /// Goes to a frame by the file's own index.
  mutating func seek(to frame: Int) throws(FileError) {
    guard frame != position else { return }
    guard sf_seek(file, Int64(frame), SEEK_SET) == Int64(frame) else { throw damage() }
    position = frame
  }

  /// The error of a file that ends before its header says so.
  func damage(expected count: Int? = nil) -> FileError {
    let reason = sf_error(file) == 0 ? "" : " (\(Self.text(sf_strerror(file))))"
    return FileError(
      .badData, path, found: "a sound that breaks off at frame \(position)\(reason)",
      expected: count.map { "the \($0) frames that its header claims" } ?? "a whole sound file")
  }

  private static func text(_ reason: UnsafePointer<CChar>?) -> String {
    let text = reason.map { String(cString: $0) } ?? ""
    // What libsndfile says of a rate of 0, among others.
    if text.contains("SF_INFO struct incomplete") { return "its header states no sample rate" }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingSuffix(".")
  }
}

extension String {
  /// The text without an ending, if it has it.
  fileprivate func trimmingSuffix(_ ending: String) -> String {
    hasSuffix(ending) ? String(dropLast(ending.count)) : self
  }
}

/// How the samples of a sound are stored.
struct SoundEncoding: Equatable, Sendable {
  let channelCount: Int
  /// In Hz.
  let sampleRate: Int
  private let subtype: Int

  init(_ info: SF_INFO) {
    (channelCount, sampleRate) = (Int(info.channels), Int(info.samplerate))
    subtype = Int(info.format) & SF_FORMAT_SUBMASK
  }

  private func isOne(of types: [Int]) -> Bool { types.contains(subtype) }

  /// The number by which stored integers were divided; nil for samples that are no integers on a linear scale.
  var fullScale: Double? {
    if isOne(of: [SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8]) { return 0x1p7 }
    if isOne(of: [SF_FORMAT_PCM_16, SF_FORMAT_ALAC_16]) { return 0x1p15 }
    if isOne(of: [SF_FORMAT_ALAC_20]) { return 0x1p19 }
    if isOne(of: [SF_FORMAT_PCM_24, SF_FORMAT_ALAC_24]) { return 0x1p23 }
    return isOne(of: [SF_FORMAT_PCM_32, SF_FORMAT_ALAC_32]) ? 0x1p31 : nil
  }

  /// Whether the samples behind a jump are those that reading on to them gives. Of MP3 and Vorbis they are not: libsndfile 1.2.0
  /// misses them by half the full scale and more; in Opus some go astray (libsndfile's issue 794).
  var seeksExactly: Bool {
    fullScale != nil || isOne(of: [SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE, SF_FORMAT_ULAW, SF_FORMAT_ALAW])
  }
}
