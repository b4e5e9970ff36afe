import Arrays
import Synchronization

/// A sound as one signal, or as pieces of one length along the first batch axis; of all channels apart a signal each.
///
/// Readers stay where earlier readings ended, a few of them, until the last frame is read whole or the source is closed.
final class SoundSource: FrameSource {
  let path: String
  let shape: Shape
  let batch: [Int]
  private let sampleRate: Double
  private let pieces: SoundPieces
  private let channelCount: Int
  private let channels: ChannelChoice
  private let options: InputOptions
  private let readers = Mutex<[SoundReader]>([])

  var isSingleEntry: Bool { options.sounds.window == nil }
  var kind: SourceKind { .sound(isMixed: channelCount > 1 && channels == .mix) }
  var remark: String? { pieces.remark }
  var sampling: Sampling? { .rate(sampleRate) }

  /// The number of threads that read in turn without starting over.
  private static let readerLimit = 4

  /// - Throws: As `SoundReader` does; `.badData` if a sound is shorter than a piece or lacks a channel, `.usage` if options concern
  ///   other inputs.
  init(_ path: String, _ options: InputOptions) throws(FileError) {
    try options.check(.sound, path)
    let reader = try Self.reader(path, options)
    (self.path, self.options) = (path, options)
    (channels, channelCount) = (options.sounds.channels ?? .mix, reader.channelCount)
    try reader.check(channels)
    sampleRate = reader.sampleRate
    pieces = try SoundPieces(reader, options.sounds)
    shape = Shape(unchecked: [pieces.length])
    batch = (options.sounds.window == nil ? [] : [pieces.count]) + (channels == .each ? [channelCount] : [])
  }

  private static func reader(_ path: String, _ options: InputOptions) throws(FileError) -> SoundReader {
    try SoundReader(
      path,
      scale: { encoding in
        guard options.rescaling != .auto, let scale = encoding.fullScale else { return nil }
        return SoundScale(factor: scale, divisor: options.rescaling.divisor(automatic: 1, of: .int32))
      },
      memory: { rate in SoundPieces.overlap(options.sounds, rate) })
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    let reader = try takeReader(before: pieces.range(range.lowerBound / signalCount).lowerBound)
    var index = range.lowerBound
    while index < range.upperBound {
      let (piece, signal) = index.quotientAndRemainder(dividingBy: signalCount)
      let target = out + (index - range.lowerBound) * pieces.length
      if signal == 0, range.upperBound - index >= signalCount {
        try reader.decode(pieces.range(piece), channels, into: target)
        index += signalCount
      } else {
        try reader.decode(pieces.range(piece), .one(signal + 1), into: target)
        index += 1
      }
    }
    if range.upperBound < count { giveReader(reader) }
  }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let (piece, signal) = index.quotientAndRemainder(dividingBy: signalCount)
    let start = pieces.range(piece).lowerBound
    let reader = try takeReader(before: start + samples.lowerBound)
    try reader.decode(
      (start + samples.lowerBound)..<(start + samples.upperBound),
      channels == .each ? .one(signal + 1) : channels, into: out)
    giveReader(reader)
  }

  func close() { readers.withLock { $0.removeAll() } }

  /// The signals of a piece.
  private var signalCount: Int { channels.signalCount(of: channelCount) }

  /// Removes a reader that goes on to a frame, or opens one.
  private func takeReader(before frame: Int) throws(FileError) -> SoundReader {
    let kept = readers.withLock { readers -> SoundReader? in
      readers.lastIndex { $0.goesOn(to: frame) }.map { readers.remove(at: $0) }
    }
    if let kept { return kept }
    let reader = try Self.reader(path, options)
    guard reader.frameCount == pieces.frameCount, reader.channelCount == channelCount,
      reader.sampleRate == sampleRate
    else {
      throw FileError(
        .badData, path, found: "another sound than when the file was opened", expected: "the same sound")
    }
    return reader
  }

  private func giveReader(_ reader: SoundReader) {
    readers.withLock { readers in
      readers.append(reader)
      if readers.count > Self.readerLimit { readers.removeFirst() }
    }
  }

  func name(of index: Int) -> String {
    let start = isSingleEntry ? nil : pieces.startText(index / signalCount, at: sampleRate)
    let channel = channels == .each ? "channel \(index % signalCount + 1)" : nil
    let indices = [start, channel].compactMap(\.self)
    return indices.isEmpty ? path : "\(path)[\(indices.joined(separator: ","))]"
  }
}
