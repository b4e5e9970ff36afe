import Arrays

/// The pieces into which a sound is cut: ranges of frames of one length, one hop after the other.
struct SoundPieces {
  let frameCount: Int
  /// The frames of a piece, and from the start of one to that of the next.
  let length, hop: Int
  let count: Int
  /// What is said of frames that no piece holds.
  let remark: String?

  /// - Throws: `.badData` for a sound that is shorter than a piece.
  init(_ sound: SoundReader, _ options: SoundOptions) throws(FileError) {
    frameCount = sound.frameCount
    guard let window = options.window else {
      (length, hop, count, remark) = (frameCount, frameCount, 1, nil)
      return
    }
    let rate = sound.sampleRate
    length = window.sampleCount(at: rate)
    hop = (options.hop ?? window).sampleCount(at: rate)
    guard length <= frameCount else {
      throw FileError(
        .badData, sound.path, found: "a sound of \(Self.text(of: frameCount, at: rate))",
        expected: "at least a window of \(Self.text(of: length, at: rate))")
    }
    count = (frameCount - length) / hop + 1
    // Frames between pieces are left out on purpose.
    let rest = min(frameCount - ((count - 1) * hop + length), frameCount - count * hop)
    remark = rest > 0 ? "the last \(Self.text(of: rest, at: rate)) are left out: they fill no window" : nil
  }

  /// The frames behind which reading goes back, at a rate in Hz: those that a piece has in common with the one before; those of the
  /// whole piece where its channels may be read in turn.
  static func overlap(_ options: SoundOptions, _ rate: Double) -> Int {
    guard let window = options.window?.sampleCount(at: rate) else { return 0 }
    if options.channels == .each { return window }
    return options.hop.map { max(window - $0.sampleCount(at: rate), 0) } ?? 0
  }

  /// The frames of piece `index`.
  func range(_ index: Int) -> Range<Int> { (index * hop)..<(index * hop + length) }

  /// Where a piece begins in seconds, to the nanosecond: `1.5s`.
  func startText(_ index: Int, at rate: Double) -> String { Self.seconds(index * hop, at: rate) + "s" }

  /// A number of frames in samples and seconds: `22050 samples (0.5 s)`.
  private static func text(of frames: Int, at rate: Double) -> String {
    "\(frames) samples (\(seconds(frames, at: rate)) s)"
  }

  /// The time of a number of frames, in decimals without zeros at the end.
  private static func seconds(_ frames: Int, at rate: Double) -> String {
    let (whole, rest) = frames.quotientAndRemainder(dividingBy: Int(rate))
    let nanoseconds = Int((Double(rest) / rate * 1e9).rounded())
    guard nanoseconds > 0 else { return "\(whole)" }
    let digits = String(nanoseconds)
    var decimals = String(repeating: "0", count: max(9 - digits.count, 0)) + digits
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}
