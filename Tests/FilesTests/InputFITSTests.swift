import Arrays
import Files
import TestSupport
import Testing

/// FITS, whose numbers are big-endian.
@Suite struct InputFITSTests {
  private let folder = TemporaryFolder()
  private let order = ByteOrder(isBigEndian: true)

  private func set(_ bytes: [UInt8], _ options: InputOptions = InputOptions()) throws -> InputSet {
    try InputSet(paths: [folder.write("a.fits", bytes)], options: options)
  }

  private func expect(
    _ bytes: [UInt8], _ words: String, _ options: InputOptions = InputOptions(),
    _ kind: FileError.Kind = .badData,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectFault(folder, "a.fits", bytes, words, options, kind, sourceLocation: sourceLocation)
  }

  private func image(_ axes: [Int], _ more: [(String, String)] = []) -> [UInt8] {
    fitsPart(fitsImage(16, axes, more), (0..<axes.reduce(1, *)).flatMap { order.bytes(Int16($0)) })
  }

  @Test(arguments: [(8, Int16(2)), (16, 4), (32, 8), (64, 1024), (-32, 16), (-64, 64)]) func everyType(
    _ bits: Int, _ code: Int16
  ) throws {
    let data = (0..<6).flatMap { order.stored($0, as: code) }
    let set = try set(fitsPart(fitsImage(bits, [3, 2]), data))
    #expect(set.shape == [2, 3] && set.batch == [1])
    #expect(try readAll(set, as: Double.self) == (0..<6).map(Double.init))
  }

  /// NAXIS1 is fastest; axes of length 1 are none.
  @Test(arguments: [
    ([5], [5]), ([5, 2], [2, 5]), ([4, 3, 2], [2, 3, 4]), ([4, 1, 2, 1], [2, 4]), ([1, 7], [7]),
  ])
  func axes(_ stored: [Int], _ shape: [Int]) throws {
    let set = try set(image(stored))
    #expect(set.shape.dimensions == shape && set.batch == [1])
    #expect(try readAll(set, as: Double.self) == (0..<set.shape.count).map(Double.init))
  }

  @Test func batches() throws {
    let cube = image([3, 2, 4])
    let images = try set(cube, InputOptions(rank: 2))
    #expect(images.batch == [4] && images.shape == [2, 3])
    #expect(try images.read(2..<4, as: Double.self).samples == (12..<24).map(Double.init))
    #expect(images.name(of: 3) == "\(folder.path("a.fits"))[3]")
    let lines = try set(cube, InputOptions(rank: 1))
    #expect(lines.batch == [4, 2] && lines.shape == [3])
    #expect(try lines.read(5..<6, as: Double.self).samples == [15, 16, 17])
    expect(
      image([3, 2, 4, 2]),
      "a FITS image of 3 x 2 x 4 x 2, 4 axes longer than 1, expected one to three, or --rank")
    expect(image([5]), "expected at least 2, the rank of the signals", InputOptions(rank: 2))
    expect(image([1, 1]), "0 axes longer than 1")
  }

  @Test func scaled() throws {
    let cards = fitsImage(16, [2, 2], [("BSCALE", "0.5"), ("BZERO", "32768")])
    let data = [-32768, 0, 1, 32767].flatMap { order.bytes(Int16($0)) }
    #expect(try readAll(set(fitsPart(cards, data)), as: Double.self) == [16384, 32768, 32768.5, 49151.5])
    #expect(
      try readAll(set(fitsPart(cards, data), InputOptions(rescaling: .by(2))), as: Double.self)[0] == 8192)
  }

  @Test func missingValues() throws {
    let cards = fitsImage(16, [2, 2], [("BLANK", "-1")])
    expect(fitsPart(cards, [0, 1, -1, 3].flatMap { order.bytes(Int16($0)) }), "found NaN or infinity")
    let floats = [0, Float.nan, 1, 2].flatMap { order.bytes($0) }
    expect(fitsPart(fitsImage(-32, [2, 2]), floats), "found NaN or infinity")
    let rows = try set(fitsPart(fitsImage(-32, [2, 2]), floats), InputOptions(rank: 1))
    #expect(try readAll(rows.withoutFailures(as: Double.self), as: Double.self) == [1, 2])
  }

  @Test func spacing() throws {
    let cards: [(String, String)] = [
      ("CDELT1", "-0.25"), ("CUNIT1", "'deg     '"), ("CDELT3", "2.0E3"), ("CUNIT3", "'Hz'"),
    ]
    let cube = try set(image([3, 1, 2], cards))
    #expect(
      cube.sampling
        == .spacing([AxisSpacing(distance: 2000, unit: "Hz"), AxisSpacing(distance: -0.25, unit: "deg")]))
    #expect(try set(image([3, 2])).sampling == .spacing([nil, nil]))
  }

  private let empty = fitsPart([("SIMPLE", "T"), ("BITPIX", "8"), ("NAXIS", "0"), ("EXTEND", "T")])
  private let table = fitsPart(
    [
      ("XTENSION", "'BINTABLE'"), ("BITPIX", "8"), ("NAXIS", "2"), ("NAXIS1", "2"), ("NAXIS2", "2"),
      ("PCOUNT", "0"),
      ("GCOUNT", "1"), ("TFIELDS", "1"), ("TFORM1", "'1I'"), ("EXTNAME", "'EVENTS'"),
    ], [0, 1, 0, 2])

  @Test func theFirstImageBehindAnEmptyPart() throws {
    let second = fitsPart(
      fitsImage(16, [2], [("EXTNAME", "'SCI'")], isExtension: true),
      [7, 8].flatMap { order.bytes(Int16($0)) })
    let set = try set(empty + table + second)
    #expect(try readAll(set, as: Double.self) == [7, 8])
    #expect(
      set.summary.remarks.map(\.text) == [
        "the primary HDU is empty; the first image, of HDU 3 (SCI), is read"
      ])
    #expect(try self.set(image([2])).summary.remarks.isEmpty)
  }

  @Test func whatIsNoImage() {
    expect(empty, "found a FITS file of an empty primary HDU, expected an image in one of its HDUs")
    expect(empty + table, "found a FITS file of an empty primary HDU, a table EVENTS, expected an image")
    expect(Array("SIMPLE  =                    T".utf8), "a damaged FITS file")
  }

  @Test func headersThatLie() {
    expect(
      fitsPart(fitsImage(16, [30_000, 30_000]), [1, 2]),
      "a FITS image of 30000 x 30000 in a file of 5760 bytes")
    expect(fitsPart(fitsImage(16, [2_000_000_000, 2_000_000_000, 2_000_000_000])), "FITS")
    expect(fitsPart(fitsImage(16, [-2, 2])), "FITS")
    expect(fitsPart(fitsImage(17, [2, 2]), [1, 2]), "a damaged FITS file")
    let whole = image([40, 40])
    for count in stride(from: 0, to: whole.count, by: 97) {
      let error = fault([folder.write("a.fits", whole.prefix(count))])
      #expect(error?.kind == .badData, "\(count) of \(whole.count) bytes")
    }
  }

  @Test func isDamagedAnywhere() {
    let whole = empty + table + fitsPart(fitsImage(16, [4, 4], isExtension: true), [UInt8](0..<32))
    for bytes in damagedCopies(of: whole, count: 200) {
      let error = fault([folder.write("a.fits", bytes)])
      #expect(error == nil || error?.kind == .badData)
    }
  }

  @Test func whatConcernsOtherInputs() throws {
    expect(
      image([5]), "found signals of rank 1, which --resize does not concern", InputOptions(resize: [2, 2]),
      .usage)
    expect(
      image([3, 2, 2]), "found signals of rank 3, which --color does not concern", InputOptions(color: .rgb),
      .usage)
    expect(image([3, 2]), "found an array, which --volume does not concern", InputOptions(volume: 1), .usage)
    #expect(try set(image([3, 2]), InputOptions(resize: [4, 4])).shape == [4, 4])
  }

  /// What would be read otherwise by CFITSIO's extended names, and by many threads.
  @Test func namesAndThreads() throws {
    let names = ["a[1:2,1:2].fits", " b.fits", "~c.fits", "d+1.fits"]
    let paths = names.map { folder.write($0, image([5, 4])) }
    let set = try InputSet(paths: paths)
    #expect(set.batch == [4] && set.shape == [4, 5])
    Parallel(threads: 4).forEach(40) { _, item in
      let samples = try? set.read((item % 4)..<(item % 4 + 1), as: Double.self).samples
      #expect(samples == (0..<20).map(Double.init))
    }
  }
}
