import Arrays
import Files
import TestSupport
import Testing

/// One rule for what integer samples are divided by.
@Suite struct InputRescalingTests {
  private let folder = TemporaryFolder()

  private func first(_ path: String, _ rescaling: Rescaling) throws -> Double {
    try readAll(InputSet(paths: [path], options: InputOptions(rescaling: rescaling)), as: Double.self)[0]
  }

  private func array(_ type: String, _ samples: [UInt8]) -> String {
    folder.write("a.npy", npy("{'descr': '\(type)', 'fortran_order': False, 'shape': (1, 1)}", samples))
  }

  @Test func picturesByTheLargestSampleOfTheFile() throws {
    for (maximum, sample) in [(255, 51), (100, 51), (1000, 510), (65535, 13107)] {
      let path = folder.write("a.pgm", pgm(1, 1, [sample], maximum: maximum))
      #expect(try first(path, .auto) == Double(sample) / Double(maximum))
      #expect(try first(path, .none) == Double(sample))
      #expect(try first(path, .by(51)) == Double(sample) / 51)
    }
  }

  /// libspng scales samples of less than 8 bits up to 255; undivided they are as the file has them.
  @Test(arguments: [(1, "gray1~plain.png"), (2, "gray2~plain.png"), (4, "gray4~plain-adam7.png")])
  func smallDepths(_ bits: Int, _ name: String) throws {
    let path = Fixtures.path(name)
    let full = Double(1 << bits - 1)
    let scaled = try readAll(InputSet(paths: [path]), as: Double.self)
    let stored = try readAll(
      InputSet(paths: [path], options: InputOptions(rescaling: .none)), as: Double.self)
    #expect(stored == scaled.map { ($0 * full).rounded() } && Set(stored).count > 1)
    let halved = InputOptions(rescaling: .by(2))
    #expect(try readAll(InputSet(paths: [path], options: halved), as: Double.self) == stored.map { $0 / 2 })
  }

  @Test func arraysOfNumPyByNothing() throws {
    for (type, samples) in [
      ("|u1", [200]), ("<u2", [200, 0]), ("<i4", [200, 0, 0, 0]), ("<i8", [200, 0, 0, 0, 0, 0, 0, 0]),
    ]
      as [(String, [UInt8])]
    {
      let path = array(type, samples)
      #expect(try first(path, .auto) == 200)
      #expect(try first(path, .none) == 200)
      #expect(try first(path, .by(400)) == 0.5)
    }
  }

  @Test func bytesOfIDX() throws {
    let path = folder.write("a.idx", idx([1, 1, 1], [51]))
    #expect(try first(path, .auto) == 51.0 / 255)
    #expect(try first(path, .none) == 51)
    #expect(try first(path, .by(102)) == 0.5)
  }

  @Test func booleansAndFloatingPointNumbersStay() throws {
    let half = Float(0.5).bitPattern
    for rescaling in [Rescaling.auto, .none, .by(255)] {
      #expect(try first(array("|b1", [1]), rescaling) == 1)
      #expect(try first(array("<f4", bytes(half.littleEndian)), rescaling) == 0.5)
      let image = try readAll(
        InputSet(paths: [Fixtures.path("float32~plain.tiff")], options: InputOptions(rescaling: rescaling)),
        as: Double.self)
      #expect(try image == readAll(InputSet(paths: [Fixtures.path("float32.npy")])))
    }
  }

  @Test func unsignedBytesOfNumPyAreTold() throws {
    let path = array("|u1", [200])
    #expect(try InputSet(paths: [path]).summary.plainBytes?.path == path)
    for rescaling in [Rescaling.none, .by(255)] {
      #expect(
        try InputSet(paths: [path], options: InputOptions(rescaling: rescaling)).summary.plainBytes == nil)
    }
    #expect(try InputSet(paths: [array("|i1", [100])]).summary.plainBytes == nil)
    #expect(try InputSet(paths: [folder.write("a.idx", idx([1, 1, 1], [51]))]).summary.plainBytes == nil)
  }
}
