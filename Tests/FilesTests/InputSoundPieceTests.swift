import Arrays
import Files
import TestSupport
import Testing

/// Sounds cut into pieces.
@Suite struct InputSoundPieceTests {
  private let folder = TemporaryFolder()

  private func set(
    _ path: String, _ window: String, _ hop: String? = nil, _ channels: ChannelChoice? = nil
  ) throws -> InputSet {
    let sounds = SoundOptions(
      channels: channels, window: SoundLength(window), hop: hop.flatMap { SoundLength($0) })
    return try InputSet(paths: [path], options: InputOptions(sounds: sounds))
  }

  private func ramp(_ count: Int, channels: UInt16 = 1, rate: UInt32 = 8) -> String {
    folder.write(
      "a.wav", wav((0..<(count * Int(channels))).map { Int16($0) }, channels: channels, rate: rate))
  }

  /// The integers that were stored.
  private func stored(_ set: InputSet) throws -> [Int] {
    try readAll(set, as: Double.self).map { Int($0 * 32768) }
  }

  @Test func windowsAfterEachOther() throws {
    let set = try set(ramp(11), "4")
    #expect(set.batch == [2] && set.shape == [4])
    #expect(try stored(set) == [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(set.names == ["\(folder.path("a.wav"))[0s]", "\(folder.path("a.wav"))[0.5s]"])
    #expect(
      set.summary.remarks.map(\.text) == ["the last 3 samples (0.375 s) are left out: they fill no window"])
  }

  @Test(arguments: [("500ms", "250ms"), ("0.5s", "2"), ("4", ".25s")]) func windowsOverEachOther(
    _ window: String, _ hop: String
  ) throws {
    let set = try set(ramp(11), window, hop)
    #expect(set.batch == [4])
    #expect(try stored(set) == [0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9])
    #expect(set.summary.remarks.count == 1)
    #expect(try set.read(2..<3, as: Double.self).samples.map { $0 * 32768 } == [4, 5, 6, 7])
  }

  @Test func windowsWithGaps() throws {
    let set = try set(ramp(12), "2", "5")
    #expect(try stored(set) == [0, 1, 5, 6, 10, 11])
    #expect(set.summary.remarks.isEmpty)
    #expect(
      try self.set(ramp(11), "2", "5").summary.remarks.map(\.text) == [
        "the last 1 samples (0.125 s) are left out: they fill no window"
      ])
  }

  @Test func piecesOfChannels() throws {
    let set = try set(ramp(5, channels: 2), "2", nil, .each)
    #expect(set.batch == [2, 2])
    #expect(try stored(set) == [0, 2, 1, 3, 4, 6, 5, 7])
    let path = folder.path("a.wav")
    #expect(
      set.names == [
        "\(path)[0s,channel 1]", "\(path)[0s,channel 2]", "\(path)[0.25s,channel 1]",
        "\(path)[0.25s,channel 2]",
      ])
    for index in 0..<4 {
      #expect(
        try set.read(index..<(index + 1), as: Double.self).samples.map { Int($0 * 32768) }
          == [[0, 2], [1, 3], [4, 6], [5, 7]][index])
    }
  }

  @Test func piecesOfSeveralSounds() throws {
    let paths = [folder.write("a.wav", wav([1, 2, 3, 4, 5])), folder.write("b.wav", wav([6, 7, 8]))]
    let set = try InputSet(paths: paths, options: InputOptions(sounds: SoundOptions(window: .samples(2))))
    #expect(set.batch == [3])
    #expect(try stored(set) == [1, 2, 3, 4, 6, 7])
    #expect(set.names == ["\(paths[0])[0s]", "\(paths[0])[0.00025s]", "\(paths[1])[0s]"])
  }

  /// Overlapping windows of formats that are decoded forward only, batch by batch, are those of the whole.
  @Test(arguments: ["tones.mp3", "tones.ogg", "exact.flac"]) func piecesOfCompressedSounds(_ name: String)
    throws
  {
    let whole = try readAll(InputSet(paths: [Fixtures.sound(name)]), as: Double.self)
    let set = try set(Fixtures.sound(name), "300", "70")
    #expect(set.count == (whole.count - 300) / 70 + 1)
    for batch in (0..<set.count).chunks(of: 5) {
      #expect(
        try set.read(batch, as: Double.self).samples == batch.flatMap { whole[(70 * $0)..<(70 * $0 + 300)] })
    }
  }

  /// Batches that end between the channels of a piece.
  @Test func channelsOfPiecesInTurn() throws {
    let set = try set(Fixtures.sound("tones.ogg"), "300", "200", .each)
    let samples = try readAll(set, as: Double.self)
    for batch in (0..<set.count).chunks(of: 3) {
      #expect(
        try set.read(batch, as: Double.self).samples
          == Array(samples[(300 * batch.lowerBound)..<(300 * batch.upperBound)]))
    }
  }

  @Test func shorterThanAWindow() throws {
    let error = fault([ramp(11)], InputOptions(sounds: SoundOptions(window: .seconds(2))))
    #expect(error?.found == "a sound of 11 samples (1.375 s)")
    #expect(error?.expected == "at least a window of 16 samples (2 s)")
    #expect(error?.kind == .badData)
  }

  @Test(
    arguments: [
      ("22050", .samples(22050)), ("2s", .seconds(2)), ("500ms", .seconds(0.5)), ("1e-1s", .seconds(0.1)),
      ("300ms", .seconds(0.3)), ("0", nil), ("-1", nil), ("0s", nil), ("nans", nil), ("infs", nil),
      ("2 s", nil), ("2m", nil),
      ("s", nil), ("", nil), ("99999999999999999999", nil),
    ] as [(String, SoundLength?)])
  func lengths(_ text: String, _ length: SoundLength?) { #expect(SoundLength(text) == length) }

  /// A window or hop that no memory could hold is only a sound too short.
  @Test func absurdLengths() {
    let window = InputOptions(sounds: SoundOptions(window: .seconds(1e300)))
    #expect(fault([ramp(11)], window)?.kind == .badData)
    let hop = InputOptions(sounds: SoundOptions(window: .samples(2), hop: .seconds(1e300)))
    #expect(fault([ramp(11)], hop) == nil)
  }
}
