import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Sounds of every kind, as signals of one axis.
@Suite struct InputSoundTests {
  private let folder = TemporaryFolder()

  @Test(arguments: StoredSample.allCases, [false, true])
  func samplesOfEveryType(_ type: StoredSample, isExtensible: Bool) throws {
    let file = wav(type, type.examples.flatMap(\.bytes), rate: 44_100, isExtensible: isExtensible)
    let set = try InputSet(paths: [folder.write("a.wav", file)])
    #expect(set.batch == [1] && set.shape == [5] && set.sampling == .rate(44_100))
    #expect(try readAll(set, as: Double.self) == type.examples.map(\.value))
    guard type != .double else { return }
    #expect(try readAll(set, as: Float.self) == type.examples.map { Float($0.value) })
  }

  /// 900 frames of two channels, `(37 n^2 + 101 n c) mod 2001 - 1000`.
  private func exact(_ frame: Int, _ channel: Int) -> Double {
    let square = 37 * frame * frame
    let stored = (square + 101 * frame * channel) % 2001 - 1000
    return Double(stored) / 32768
  }

  private static let exactFiles = ["flac", "caf", "aiff", "au", "w64", "rf64", "wav", "sph"].map {
    "exact.\($0)"
  }

  @Test(arguments: exactFiles) func formatsWithoutLoss(_ name: String) throws {
    let path = Fixtures.sound(name)
    let each = try InputSet(paths: [path], options: InputOptions(sounds: SoundOptions(channels: .each)))
    #expect(each.batch == [1, 2] && each.shape == [900] && each.sampling == .rate(8000))
    #expect(each.names == ["\(path)[channel 1]", "\(path)[channel 2]"])
    let channels = (0..<2).map { channel in (0..<900).map { exact($0, channel) } }
    #expect(try readAll(each, as: Double.self) == channels[0] + channels[1])
    #expect(try each.read(1..<2, as: Double.self).samples == channels[1])
    let mixed = try InputSet(paths: [path])
    #expect(mixed.batch == [1] && mixed.names == [path])
    #expect(try readAll(mixed, as: Double.self) == zip(channels[0], channels[1]).map { ($0 + $1) / 2 })
    let second = try InputSet(paths: [path], options: InputOptions(sounds: SoundOptions(channels: .one(2))))
    #expect(try readAll(second, as: Double.self) == channels[1])
  }

  private static let tones = ["tones.ogg", "tones.opus", "tones.mp3"]

  /// Two tones under a half wave. Codecs at these rates keep a tone to a few percent; one frame later, the tones would differ by 16 %,
  /// `2 sin(pi 400 / 16000)`, and more.
  @Test(arguments: tones) func formatsWithLoss(_ name: String) throws {
    let options = InputOptions(sounds: SoundOptions(channels: .each))
    let set = try InputSet(paths: [Fixtures.sound(name)], options: options)
    #expect(set.shape == [12_000] && set.sampling == .rate(16_000))
    let expected = tone(400) + tone(600)
    let samples = try readAll(set, as: Double.self)
    #expect(relativeDistance(samples, expected) < 0.08)
  }

  private func tone(_ frequency: Double) -> [Double] {
    (0..<12_000).map { frame -> Double in
      let envelope = 0.5 * sin(Double.pi * Double(frame) / 12_000)
      return envelope * sin(2 * Double.pi * frequency * Double(frame) / 16_000)
    }
  }

  /// Whatever is read when: libsndfile itself jumps to wrong samples in MP3 and Vorbis.
  @Test(arguments: tones + exactFiles) func framesInAnyOrder(_ name: String) throws {
    let reader = try SoundReader(Fixtures.sound(name), memory: 500)
    var whole = [Double](repeating: 0, count: 2 * reader.frameCount)
    try reader.read(0..<reader.frameCount, .each, into: &whole)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      let start = Int.random(in: 0..<reader.frameCount, using: &generator)
      let end = Int.random(in: start...min(start + 700, reader.frameCount), using: &generator)
      var part = [Double](repeating: -9, count: 2 * (end - start))
      try reader.read(start..<end, .each, into: &part)
      #expect(
        part == Array(whole[start..<end]) + whole[(reader.frameCount + start)..<(reader.frameCount + end)])
    }
  }

  /// Samples of both channels of a frame, whichever blocks they are read in; the memory of a block is bounded by the reader itself.
  @Test(arguments: [1, 7, 4096, 5000]) func blocks(_ block: Int) throws {
    let reader = try SoundReader(Fixtures.sound("tones.mp3"))
    var whole = [Float](repeating: 0, count: reader.frameCount)
    try reader.read(0..<reader.frameCount, into: &whole)
    var joined: [Float] = []
    for range in (0..<min(reader.frameCount, 400 * block)).chunks(of: block) {
      var part = [Float](repeating: 0, count: range.count)
      try reader.read(range, into: &part)
      joined += part
    }
    #expect(joined == Array(whole.prefix(joined.count)))
  }

  @Test func threadsShareASound() throws {
    let set = try InputSet(
      paths: [Fixtures.sound("tones.ogg")], options: InputOptions(sounds: SoundOptions(window: .samples(100)))
    )
    let samples = try readAll(set, as: Float.self)
    Parallel(threads: 8).forEach(120) { _, item in
      let piece = (37 * item) % 120
      #expect(
        (try? set.read(piece..<(piece + 1), as: Float.self).samples)
          == Array(samples[(100 * piece)...].prefix(100)))
    }
  }

  @Test(
    arguments: [
      (.auto, [-1, 0.5]), (.none, [-32768, 16384]), (.by(32768), [-1, 0.5]),
      (.by(3), [-32768 / 3.0, 16384 / 3.0]),
    ]
      as [(Rescaling, [Double])])
  func rescaled(_ rescaling: Rescaling, _ expected: [Double]) throws {
    let path = folder.write("a.wav", wav([-32768, 16384]))
    #expect(
      try readAll(InputSet(paths: [path], options: InputOptions(rescaling: rescaling)), as: Double.self)
        == expected)
    let floats = folder.write("b.wav", wav(.float, StoredSample.float.examples.flatMap(\.bytes)))
    #expect(
      try readAll(InputSet(paths: [floats], options: InputOptions(rescaling: rescaling)), as: Double.self)
        == StoredSample.float.examples.map(\.value))
  }

  @Test func soundsOfAFolder() throws {
    for (name, value) in [("b.wav", 1), ("a.flac.wav", 2), ("c.WAV", 3)] {
      folder.write("x/\(name)", wav([Int16(value), 0]))
    }
    let set = try InputSet(paths: [folder.path("x")])
    #expect(set.batch == [3] && set.shape == [2])
    #expect(try readAll(set, as: Double.self) == [2, 0, 1, 0, 3, 0].map { $0 / 32768 })
    #expect(set.summary.soundCount == 3 && set.summary.mixedCount == 0)
  }

  /// Headers of streams whose length was not known, and a FLAC that does not say it.
  @Test func lengthsThatAreNotKnown() throws {
    let samples = (0..<9).map { Int16($0) }.flatMap { bytes($0.littleEndian) }
    for claimed in [UInt32.max, 0x7FFF_F000] {
      let set = try InputSet(paths: [folder.write("a.wav", wav(.signed16, samples, claimed: claimed))])
      #expect(try readAll(set, as: Double.self) == (0..<9).map { Double($0) / 32768 })
    }
    var flac = Fixtures.data("Sounds/exact.flac")
    // The number of samples: the last 36 bits of STREAMINFO before its checksum.
    flac[21] &= 0xF0
    flac.replaceSubrange(22..<26, with: [0, 0, 0, 0])
    #expect(try SoundReader(folder.write("a.flac", flac)).frameCount == 900)
  }
}
