import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// NPY and IDX.
@Suite struct InputArrayTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [
    "array~fortran.npy", "array~big-endian.npy", "array~extended.npy", "array~fortran-extended.npy",
    "array~version2.npy", "array~version3.npy",
  ])
  func whateverNumPyWrites(_ name: String) throws {
    for rank in 1...3 {
      let options = InputOptions(rank: rank)
      let expected = try InputSet(paths: [Fixtures.path("array.npy")], options: options)
      let set = try InputSet(paths: [Fixtures.path(name)], options: options)
      #expect(set.batch == Array([3, 2, 4, 5].dropLast(rank)))
      #expect(set.shape.dimensions == Array([3, 2, 4, 5].suffix(rank)))
      #expect(try readAll(set, as: Double.self) == readAll(expected))
      for index in 0..<set.count {
        #expect(
          try set.read(index..<(index + 1), as: Float.self).samples
            == expected.read(index..<(index + 1)).samples)
      }
    }
  }

  @Test(
    arguments: [
      ("|b1", [1, 0, 2], [1, 0, 1]), ("|i1", [1, 0xFF, 0x80], [1, -1, -128]),
      ("|u1", [1, 0xFF, 0], [1, 255, 0]),
      ("u1", [1, 2, 3], [1, 2, 3]), ("=u1", [1, 2, 3], [1, 2, 3]),
      ("<i2", [1, 0, 0xFF, 0xFF, 0, 1], [1, -1, 256]), (">u2", [0, 1, 0xFF, 0xFF, 1, 0], [1, 65535, 256]),
      ("<f2", [0, 0x3C, 0, 0xC0, 0, 0x38], [1, -2, 0.5]),
      (">f2", [0x3C, 0, 0xC0, 0, 0x38, 0], [1, -2, 0.5]),
    ] as [(String, [UInt8], [Double])])
  func types(_ descr: String, _ bytes: [UInt8], _ values: [Double]) throws {
    let file = npy("{'descr': '\(descr)', 'fortran_order': False, 'shape': (3,)}", bytes)
    let set = try InputSet(paths: [folder.write("a.npy", file)], options: InputOptions(rank: 1))
    #expect(set.batch == [])
    #expect(try readAll(set, as: Double.self) == values)
  }

  /// `shape[0]` is contiguous in column-major order.
  @Test func columnMajor() throws {
    let file = npy("{\"shape\":(2L,3L),\"fortran_order\":True,\"descr\":\"|u1\"}", [0, 3, 1, 4, 2, 5])
    let set = try InputSet(paths: [folder.write("a.npy", file)])
    #expect(try readAll(set, as: Double.self) == [0, 1, 2, 3, 4, 5])
  }

  @Test(arguments: ["digits.idx", "digits.idx.gz"]) func digits(_ name: String) throws {
    let set = try InputSet(paths: [Fixtures.path(name)])
    #expect(set.batch == [200])
    #expect(set.shape == [4, 3])
    #expect(try set.read(7..<9, as: Double.self).samples == digits(7) + digits(8))
    #expect(try readAll(set, as: Float.self) == (0..<200).flatMap { digits($0) }.map { Float($0) })
    #expect(try set.read(3..<3, as: Float.self).samples == [])
  }

  private func digits(_ frame: Int) -> [Double] {
    (0..<4).flatMap { row in (0..<3).map { Double((frame + row + 5 * $0) % 256) / 255 } }
  }

  @Test func compressedFramesInAnyOrder() throws {
    let set = try InputSet(paths: [Fixtures.path("digits.idx.gz")])
    var generator = SeededGenerator(seed: 5)
    for frame in (0..<200).shuffled(using: &generator) {
      #expect(try set.read(frame..<(frame + 1), as: Double.self).samples == digits(frame))
    }
  }

  @Test func threadsShareACompressedFile() throws {
    let set = try InputSet(paths: [Fixtures.path("digits.idx.gz")])
    Parallel(threads: 8).forEach(50) { _, item in
      let samples = try? set.read((4 * item)..<(4 * item + 4), as: Double.self).samples
      #expect(samples == (4 * item..<4 * item + 4).flatMap { digits($0) })
    }
  }

  @Test func otherTypesOfIDXAreNotScaled() throws {
    let file = idx([1, 2, 1], [0xFF, 0xFE, 0, 7], type: 0x0B)
    #expect(try readAll(InputSet(paths: [folder.write("a.idx", file)]), as: Double.self) == [-2, 7])
  }

  /// Headers written are headers read, and begin the samples at a multiple of 64 bytes; from 64 KiB on in version 2.
  @Test(arguments: [[], [0], [7], [60_000, 28, 28], [Int](repeating: 1, count: 30_000)])
  func headersComeBack(shape: [Int]) throws {
    for type: NPYType in [.float32, .float64, .int64, .number(.bool), .number(.uint16), .text(length: 12)] {
      let header = NPYHeader(type, shape: shape)
      let bytes = header.bytes
      #expect(bytes.count % 64 == 0 && bytes[6] == (shape.count < 10_000 ? 1 : 2))
      #expect(try bytes.withUnsafeBytes { try NPYHeader($0, "header") } == header)
    }
  }
}
