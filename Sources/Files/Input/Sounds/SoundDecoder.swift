import Arrays

/// What integer samples are multiplied by, and then divided by, after libsndfile brought them to [-1, 1).
struct SoundScale: Sendable {
  let factor, divisor: Double
}

/// A stream of a sound, which goes on or jumps where that is exact, and else starts over. One thread at a time may use it.
struct SoundDecoder: ~Copyable, @unchecked Sendable {
  private let path: String
  private let scale: SoundScale?
  private var stream: SoundStream
  private var recent: RecentFrames

  /// Frames that are decoded at a time.
  private static let block = 4096

  init(_ stream: consuming SoundStream, _ path: String, scale: SoundScale?, memory: Int) {
    recent = RecentFrames(capacity: memory, channelCount: stream.encoding.channelCount)
    (self.path, self.scale) = (path, scale)
    self.stream = stream
  }

  /// Reads frames into `out`, `[channel, frame]`.
  ///
  /// - Parameter promised: The frames of the file, for the error.
  mutating func read<Sample: Scalar>(
    _ range: Range<Int>, _ channels: ChannelChoice, promised: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let mixer = ChannelMixer(channels, channelCount: stream.encoding.channelCount, scale: scale)
    var next = range.lowerBound
    try go(to: next, promised)
    while next < min(range.upperBound, stream.position) {
      let part = next..<min(range.upperBound, stream.position, next + Self.block)
      recent.withFrames(part) {
        mixer.write($0, part.count, into: out + (next - range.lowerBound), of: range.count)
      }
      next = part.upperBound
    }
    while next < range.upperBound {
      let offset = next - range.lowerBound
      next += try advance(upTo: range.upperBound, promised) { frames, count in
        mixer.write(frames, count, into: out + offset, of: range.count)
      }
    }
  }

  /// Whether reading from a frame decodes nothing anew.
  func goesOn(to frame: Int) -> Bool {
    stream.encoding.seeksExactly || frame >= stream.position || recent.holds(from: frame, to: stream.position)
  }

  /// Goes to a frame, or behind it where the frames from it on are kept.
  private mutating func go(to frame: Int, _ promised: Int) throws(FileError) {
    if stream.encoding.seeksExactly { return try stream.seek(to: frame) }
    if !goesOn(to: frame) {
      stream = try SoundStream(path)
      recent.removeAll()
    }
    while stream.position < frame { _ = try advance(upTo: frame, promised) { _, _ in } }
  }

  /// Decodes the next block, which ends at a frame at the latest; returns the number of its frames.
  private mutating func advance(
    upTo end: Int, _ promised: Int, _ body: (UnsafePointer<Double>, Int) -> Void
  ) throws(FileError) -> Int {
    let wanted = min(Self.block, end - stream.position)
    let count = withUnsafeTemporaryAllocation(
      of: Double.self, capacity: wanted * stream.encoding.channelCount
    ) { samples in
      let count = stream.read(wanted, into: samples.baseAddress!)
      recent.append(UnsafeBufferPointer(rebasing: samples.prefix(count * stream.encoding.channelCount)))
      body(UnsafePointer(samples.baseAddress!), count)
      return count
    }
    guard count > 0 else { throw stream.damage(expected: promised) }
    return count
  }
}

/// The last frames that were decoded, channels side by side.
private struct RecentFrames {
  let capacity, channelCount: Int
  private var samples: [Double] = []
  private var end = 0

  init(capacity: Int, channelCount: Int) { (self.capacity, self.channelCount) = (capacity, channelCount) }

  mutating func removeAll() {
    samples.removeAll()
    end = 0
  }

  /// Keeps frames that follow the last ones. Old ones go when there are twice as many as are wanted.
  mutating func append(_ frames: UnsafeBufferPointer<Double>) {
    end += frames.count / channelCount
    guard capacity > 0 else { return }
    samples.append(contentsOf: frames)
    let limit = capacity * channelCount
    if samples.count > 2 * limit { samples.removeFirst(samples.count - limit) }
  }

  /// Whether the frames of a range up to the last are kept.
  func holds(from start: Int, to end: Int) -> Bool {
    end == self.end && end - start <= samples.count / channelCount
  }

  /// Calls `body` with frames that are kept.
  func withFrames(_ range: Range<Int>, _ body: (UnsafePointer<Double>) -> Void) {
    let first = samples.count - (end - range.lowerBound) * channelCount
    samples.withUnsafeBufferPointer { body($0.baseAddress! + first) }
  }
}

/// Signals of channels that stand side by side.
private struct ChannelMixer {
  let channels: ChannelChoice
  let channelCount: Int
  let scale: SoundScale?

  init(_ channels: ChannelChoice, channelCount: Int, scale: SoundScale?) {
    (self.channels, self.channelCount, self.scale) = (channels, channelCount, scale)
  }

  /// Writes `count` frames; signals stand `length` samples apart.
  func write<Sample: Scalar>(
    _ frames: UnsafePointer<Double>, _ count: Int, into out: UnsafeMutablePointer<Sample>, of length: Int
  ) {
    guard count > 0 else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { signal in
      for index in 0..<channels.signalCount(of: channelCount) {
        gather(frames, index, into: signal)
        Sample.convert(
          UnsafeRawBufferPointer(signal), of: .float64, byteSwapped: false, count: count, scale: 1,
          into: out + index * length)
      }
    }
  }

  private func gather(
    _ frames: UnsafePointer<Double>, _ index: Int, into signal: UnsafeMutableBufferPointer<Double>
  ) {
    switch channels {
    case .mix:
      for frame in signal.indices {
        var sum = 0.0
        for channel in 0..<channelCount { sum += frames[frame * channelCount + channel] }
        signal[frame] = sum / Double(channelCount)
      }
    case .each: for frame in signal.indices { signal[frame] = frames[frame * channelCount + index] }
    case .one(let channel):
      for frame in signal.indices { signal[frame] = frames[frame * channelCount + channel - 1] }
    }
    guard let scale else { return }
    for frame in signal.indices { signal[frame] = signal[frame] * scale.factor / scale.divisor }
  }
}
