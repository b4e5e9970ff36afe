import Arrays
import Files
import TestSupport
import Testing

/// Sounds that lie, that are damaged, or that do not go with what is asked for.
@Suite struct InputSoundFaultTests {
  private let folder = TemporaryFolder()

  /// Checks that reading fails in one sentence that names the file and contains `words`.
  private func expect(
    _ bytes: [UInt8], _ words: String, _ options: InputOptions = InputOptions(),
    _ kind: FileError.Kind = .badData,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectFault(folder, "a.wav", bytes, words, options, kind, sourceLocation: sourceLocation)
  }

  private func integers(_ count: Int) -> [UInt8] { (0..<count).flatMap { bytes(Int16($0).littleEndian) } }

  @Test func headersThatLie() {
    expect(
      wav(.signed16, integers(9), claimed: 20),
      "found 18 bytes of samples, expected the 20 that its header claims")
    expect(
      wav(.signed16, integers(9), claimed: 0x7FFF_FFFE), "expected the 2147483646 that its header claims")
    expect(wav(.signed16, integers(9), channels: 0), "hannel count is zero")
    expect(wav(.signed16, integers(9), rate: 0), "its header states no sample rate")
    expect(wav(.signed16, integers(9), rate: .max), "its header states no sample rate")
    expect(wav(.signed16, []), "a sound without samples")
    let empty: [UInt32] = [24, 0, 3, 8000, 1]
    expect(Array(".snd".utf8) + empty.flatMap { bytes($0.bigEndian) }, "a sound without samples")
    expect(Array(wav([1, 2, 3]).prefix(30)), "No 'data' chunk marker")
    var flac = Fixtures.data("Sounds/exact.flac")
    flac[21] |= 0x0F
    expect(flac, "frames in a file of \(flac.count) bytes")
    flac[21] &= 0xF0
    flac[24] = 0x10
    expect(flac, "a sound that breaks off at frame 900")
  }

  @Test(arguments: ["wav", "w64", "rf64", "aiff", "au", "caf", "flac", "sph"]) func breaksOffAnywhere(
    _ ending: String
  ) {
    let whole = Fixtures.data("Sounds/exact.\(ending)")
    // W64 fills its chunk to a multiple of 8 bytes, which nobody needs.
    for count in Array(stride(from: 0, to: whole.count, by: whole.count / 41)) + [whole.count - 9] {
      let error = fault([folder.write("a.\(ending)", whole.prefix(count))])
      #expect(error?.kind == .badData, "\(count) of \(whole.count) bytes of \(ending)")
    }
  }

  @Test(arguments: ["tones.mp3", "tones.ogg", "tones.opus"]) func compressedOnesBreakOff(_ name: String) {
    let whole = Fixtures.data("Sounds/\(name)")
    for count in stride(from: 0, to: whole.count, by: whole.count / 23) {
      let error = fault([folder.write(name, whole.prefix(count))])
      #expect(error?.kind == .badData, "\(count) of \(whole.count) bytes of \(name)")
    }
  }

  @Test(arguments: [
    "exact.wav", "exact.flac", "exact.caf", "exact.aiff", "exact.sph", "tones.mp3", "tones.ogg", "tones.opus",
  ])
  func isDamagedAnywhere(_ name: String) {
    let whole = Fixtures.data("Sounds/\(name)")
    for bytes in damagedCopies(of: whole, count: 50) {
      let error = fault([folder.write(name, bytes)])
      #expect(error == nil || error?.kind == .badData)
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func samplesThatAreNoNumbers(_ sample: Float) throws {
    let samples = [0, sample, 1, 2].flatMap { bytes($0.bitPattern.littleEndian) }
    expect(wav(.float, samples), "found NaN or infinity")
    let path = folder.path("a.wav")
    let pieces = InputOptions(sounds: SoundOptions(window: .samples(2)))
    #expect(fault([path], pieces)?.path == "\(path)[0s]")
    let rest = try InputSet(paths: [path], options: pieces).withoutFailures(as: Float.self)
    #expect(try readAll(rest, as: Float.self) == [1, 2])
    var out = [Float](repeating: 0, count: 4)
    #expect(throws: FileError.self) { try SoundReader(path).read(0..<4, into: &out) }
  }

  @Test func anMP3OfUnknownLength() throws {
    // The first frame, of 288 bytes, is the Xing header; without it libsndfile would end after a third of this one.
    let whole = Fixtures.data("Sounds/tones.mp3")
    let start = try #require((1..<whole.count).first { whole[$0] == 0xFF && whole[$0 + 1] == whole[1] })
    expect(Array(whole[start...]), "an MP3 of varying bit rate whose length no header says")
  }

  @Test func whatConcernsOtherInputs() {
    let sound = wav([1, 2, 3, 4])
    expect(sound, "found a sound, which --resize does not concern", InputOptions(resize: [2, 2]), .usage)
    expect(sound, "found a sound, which --color does not concern", InputOptions(color: .rgb), .usage)
    expect(sound, "found a sound, which --volume does not concern", InputOptions(volume: 1), .usage)
    expect(sound, "found a sound, whose rank is 1", InputOptions(rank: 2))
    let image = Array(pgm(2, 1, [1, 2]).utf8)
    expect(
      image, "found an image, which --channel does not concern",
      InputOptions(sounds: SoundOptions(channels: .mix)), .usage)
    expect(
      npy([2, 2], [1, 2, 3, 4]), "found an array, which --window does not concern",
      InputOptions(sounds: SoundOptions(window: .samples(2))), .usage)
    expect(
      sound, "found a sound of one channel, expected at least 2",
      InputOptions(sounds: SoundOptions(channels: .one(2))))
  }

  /// Options that do not fit are told even where what cannot be read is left out.
  @Test func misuseIsNotSkipped() {
    let paths = [folder.write("a.wav", wav([1, 2])), folder.write("b.pgm", pgm(2, 1, [1, 2]))]
    #expect {
      try InputSet(paths: paths, options: InputOptions(resize: [2, 2]), skipsFailures: true)
    } throws: { ($0 as? FileError)?.kind == .usage }
  }

  @Test func whatDoesNotGoTogether() {
    let sound = folder.write("a.wav", wav([1, 2]))
    let other = fault([sound, folder.write("b.pgm", pgm(2, 1, [1, 2]))])
    #expect(other?.found == "a signal of rank 2")
    #expect(other?.expected == "rank 1 as of \(sound): signals of one run have one rank")
    let rate = fault([sound, folder.write("c.wav", wav([1, 2], rate: 16_000))])
    #expect(
      rate?.found == "a sound of 16000 Hz" && rate?.expected.hasPrefix("8000 Hz as in \(sound)") == true)
    let length = fault([sound, folder.write("d.wav", wav([1, 2, 3]))])
    #expect(
      length?.found == "frames of 3" && length?.expected == "2 as in \(sound), or a window to cut all into")
  }

  @Test func soundsThatChangeMeanwhile() throws {
    let path = folder.write("a.wav", wav([1, 2, 3]))
    let set = try InputSet(paths: [path])
    folder.write("a.wav", wav([1, 2, 3, 4]))
    #expect(throws: FileError.self) { try set.read(0..<1, as: Float.self) }
  }

  /// What cannot be opened counts as one row, unless it would be cut.
  @Test func rowsOfSoundsThatFail() throws {
    let paths = [folder.write("a.wav", wav([1, 2])), folder.write("b.wav", "text")]
    #expect(try InputSet(paths: paths, skipsFailures: true).failures.map(\.count) == [1])
    let pieces = InputOptions(sounds: SoundOptions(window: .samples(2)))
    #expect(try InputSet(paths: paths, options: pieces, skipsFailures: true).failures.map(\.count) == [nil])
  }
}
