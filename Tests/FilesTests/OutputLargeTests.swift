import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// Gigabytes; only where `SCATTER_TEST_LARGE` is set, as they take five of disk and half a minute.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["SCATTER_TEST_LARGE"] != nil))
struct OutputLargeTests {
  /// Blocks of 64 MiB, each filled with its index.
  private static func write(_ path: String, blocks: Int) throws {
    let metadata = OutputExample.metadata(
      Float.self, batch: [blocks], paths: [ScatteringPath(steps: [])], outputShape: [4096, 4096])
    let writer = try FeatureFormat(path: path).makeWriter(path, metadata: metadata, of: Float.self)
    var block = [Float](repeating: 0, count: metadata.blockLength)
    for index in 0..<blocks {
      block[0] = Float(index)
      block[block.count - 1] = Float(-index)
      try writer.append(block)
    }
    try writer.finish()
  }

  @Test("an archive beyond 4 GiB is zip64")
  func zip64() throws {
    let folder = TemporaryFolder()
    let path = folder.path("out.npz")
    try Self.write(path, blocks: 66)
    #expect(try FeatureFile(path: path).shape == [66, 1, 4096, 4096])
    try OutputNumPy.check(
      """
      import zipfile
      archive = zipfile.ZipFile(sys.argv[1])
      entry = archive.getinfo('features.npy')
      assert entry.file_size == entry.compress_size == 66 * 2**26 + 128, entry
      with archive.open(entry) as stream:
          assert np.lib.format.read_magic(stream) == (1, 0)
          shape, fortran, kind = np.lib.format.read_array_header_1_0(stream)
          assert (shape, fortran, kind) == ((66, 1, 4096, 4096), False, np.dtype('<f4'))
          for index in range(66):
              block = np.frombuffer(stream.read(2**26), '<f4')
              assert block[0] == index and block[-1] == -index
          assert stream.read() == b''
      assert np.load(sys.argv[1])['path'].tolist() == ['S0']
      """, path)
  }

  @Test("a gigabyte of .npy costs less than a second of processor")
  func speed() throws {
    let folder = TemporaryFolder()
    let start = Self.processorSeconds
    try Self.write(folder.path("out.npy"), blocks: 16)
    let seconds = Self.processorSeconds - start
    #expect(seconds < 1)
    print("1 GiB of .npy: \(seconds) s of processor")
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
