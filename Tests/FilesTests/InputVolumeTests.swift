import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// NIfTI.
@Suite struct InputVolumeTests {
  private let folder = TemporaryFolder()

  private func volume(_ file: NIfTIFile, _ options: InputOptions = InputOptions()) throws -> InputSet {
    try InputSet(paths: [folder.write("a.nii", file.bytes)], options: options)
  }

  private func expect(
    _ bytes: [UInt8], _ words: String, _ options: InputOptions = InputOptions(),
    _ kind: FileError.Kind = .badData,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectFault(folder, "a.nii", bytes, words, options, kind, sourceLocation: sourceLocation)
  }

  /// x is fastest, so that the samples in order are those of [z, y, x].
  @Test(arguments: [2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280] as [Int16], [false, true])
  func everyTypeAndOrder(_ type: Int16, isBigEndian: Bool) throws {
    for isSecond in [false, true] {
      let set = try volume(NIfTIFile(type: type, isBigEndian: isBigEndian, isSecond: isSecond))
      #expect(set.batch == [1] && set.shape == [2, 2, 3])
      #expect(try readAll(set, as: Double.self) == (0..<12).map(Double.init))
      #expect(set.sampling == .spacing([3, 2, 0.5].map { AxisSpacing(distance: $0, unit: "mm") }))
    }
  }

  @Test func extremes() throws {
    let order = ByteOrder(isBigEndian: true)
    let samples = order.bytes(Int16.min) + order.bytes(Int16.max)
    let set = try volume(NIfTIFile(axes: [2, 1, 1], isBigEndian: true, samples: samples))
    #expect(try readAll(set, as: Float.self) == [-32768, 32767])
  }

  /// 0 to 11 by slope and intercept, both of which a `Float` holds exactly.
  @Test(arguments: [(2.0, 0.0), (0.25, -1.5), (1, 3), (-1, 0)]) func scaled(
    _ slope: Double, _ intercept: Double
  ) throws {
    for isSecond in [false, true] {
      let set = try volume(NIfTIFile(isSecond: isSecond, slope: slope, intercept: intercept))
      #expect(try readAll(set, as: Double.self) == (0..<12).map { slope * Double($0) + intercept })
    }
    let divided = try volume(NIfTIFile(slope: slope, intercept: intercept), InputOptions(rescaling: .by(4)))
    #expect(try readAll(divided, as: Double.self) == (0..<12).map { (slope * Double($0) + intercept) / 4 })
  }

  /// No scale is meant by a slope of 0 or NaN, whatever the intercept.
  @Test(arguments: [0, Double.nan]) func notScaled(_ slope: Double) throws {
    let set = try volume(NIfTIFile(slope: slope, intercept: 7))
    #expect(try readAll(set, as: Double.self) == (0..<12).map(Double.init))
  }

  @Test(arguments: [(1, 1000), (2, 1), (3, 0.001), (0, 1), (8 + 2, 1)] as [(UInt8, Double)])
  func units(_ code: UInt8, _ millimetres: Double) throws {
    let sizes: [Double] = [1, -4, 0, 2, 0, 0, 0, 0]
    let set = try volume(NIfTIFile(pixelSizes: sizes, units: code))
    let expected = [2 * millimetres, nil, 4 * millimetres].map {
      $0.map { AxisSpacing(distance: $0, unit: "mm") }
    }
    #expect(set.sampling == .spacing(expected))
  }

  @Test func compressed() throws {
    let path = folder.write("a.nii", NIfTIFile().bytes)
    try gzip(path)
    let set = try InputSet(paths: ["\(path).gz"])
    #expect(set.shape == [2, 2, 3] && set.batch == [1])
    #expect(try readAll(set, as: Double.self) == (0..<12).map(Double.init))
    try folder.cut("a.nii.gz", by: 9)
    #expect(fault(["\(path).gz"])?.kind == .badData)
  }

  private func gzip(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func oneOfSeveralVolumes() throws {
    let file = NIfTIFile(axes: [2, 1, 1, 3])
    expect(file.bytes, "found 3 volumes, expected one, or its number: --volume 1 to 3")
    expect(file.bytes, "found 3 volumes, expected at least 4", InputOptions(volume: 4))
    let set = try volume(file, InputOptions(volume: 2))
    #expect(try readAll(set, as: Double.self) == [2, 3])
    #expect(set.shape == [1, 1, 2] && set.names == ["\(folder.path("a.nii"))[1]"])
    let single = try volume(NIfTIFile(axes: [2, 1, 1, 1]))
    #expect(try readAll(single, as: Double.self) == [0, 1])
    #expect(
      try readAll(volume(NIfTIFile(axes: [2, 1, 1, 1]), InputOptions(volume: 1)), as: Double.self) == [0, 1])
    expect(NIfTIFile().bytes, "found one volume, expected at least 2", InputOptions(volume: 2))
  }

  @Test func whatIsNoVolume() {
    expect(NIfTIFile(axes: [4, 3]).bytes, "found a NIfTI of 4 x 3, 2 axes")
    expect(NIfTIFile(axes: [2, 2, 2, 1, 2]).bytes, "5 axes")
    expect(NIfTIFile(axes: [2, 0, 2]).bytes, "a NIfTI header of axes of 2 x 0 x 2")
    expect(NIfTIFile(axes: [2, -3, 2], samples: []).bytes, "a NIfTI header of axes of 2 x -3 x 2")
    expect(NIfTIFile(type: 32).bytes, "a NIfTI of complex numbers")
    expect(NIfTIFile(type: 128).bytes, "a NIfTI of colours")
    expect(NIfTIFile(type: 1536).bytes, "floating-point numbers of 128 bits")
    expect(NIfTIFile(type: 77).bytes, "the unknown data type 77")
    expect(NIfTIFile(mark: "ni1").bytes, "whose samples are in a .img file")
    expect(NIfTIFile(offset: 12).bytes, "samples from byte 12 on")
    expect(NIfTIFile(offset: .nan).bytes, "samples from byte nan on")
    expect(NIfTIFile(slope: 1, intercept: .infinity).bytes, "an intercept that is no number")
  }

  @Test func headersThatLie() {
    expect(
      NIfTIFile(axes: [30_000, 30_000, 30_000], samples: [1, 2]).bytes,
      "found 2 bytes of samples, expected the")
    let huge = NIfTIFile(axes: [1 << 40, 1 << 40, 1 << 40], isSecond: true, samples: [1, 2])
    expect(huge.bytes, "no more samples than memory can address")
    expect(Array(NIfTIFile().bytes.dropLast()), "found 23 bytes of samples, expected the 24")
    expect(NIfTIFile(offset: 353).bytes, "found 23 bytes of samples")
    #expect(fault([folder.write("b.nii", NIfTIFile().bytes.prefix(200))])?.kind == .badData)
  }

  @Test func samplesThatAreNoNumbers() {
    let order = ByteOrder(isBigEndian: false)
    expect(
      NIfTIFile(axes: [2, 1, 1], type: 16, samples: order.bytes(Float.nan) + order.bytes(Float(1))).bytes,
      "found NaN")
    expect(
      NIfTIFile(axes: [2, 1, 1], type: 64, samples: order.bytes(1e300) + order.bytes(1.0)).bytes,
      "a sample of 1e+300")
  }

  @Test func whatConcernsOtherInputs() {
    let file = NIfTIFile().bytes
    expect(file, "found a volume, which --resize does not concern", InputOptions(resize: [2, 2]), .usage)
    expect(file, "found a volume, which --color does not concern", InputOptions(color: .rgb), .usage)
    expect(
      file, "found a volume, which --channel does not concern",
      InputOptions(sounds: SoundOptions(channels: .mix)), .usage)
    expect(file, "found a volume, whose rank is 3", InputOptions(rank: 2))
  }

  @Test func severalVolumes() throws {
    for name in ["b.nii", "a.nii"] { folder.write("x/\(name)", NIfTIFile().bytes) }
    let set = try InputSet(paths: [folder.path("x")])
    #expect(set.batch == [2] && set.shape == [2, 2, 3])
    let other = folder.write("y.npy", npy([2, 2], [1, 2, 3, 4]))
    #expect(fault([folder.path("x"), other])?.found == "a signal of rank 2")
  }
}
