import Foundation
import TestSupport
import Testing

/// Every fault ends with its exit code and one sentence that names the file, what was found and what was expected, and
/// leaves no output.
@Suite struct BadInputTests {
  let folder = TemporaryFolder()

  /// A fault: how to make the input, the exit code, and words of the sentence.
  struct Fault: Sendable, CustomStringConvertible {
    let name: String
    /// Python that makes the file `sys.argv[1]`.
    let make: String
    var file = "x.png"
    var options: [String] = []
    var status: Int32 = 65
    let words: [String]
    var description: String { name }
  }

  static let png = "data = open(sys.argv[2] + '/Data/Samples/leaves.png', 'rb').read()\n"
  static func bytes(_ expression: String) -> String { png + "open(sys.argv[1], 'wb').write(\(expression))" }
  static func array(_ expression: String) -> String {
    "a = np.zeros((40, 40))\n" + expression + "\nnp.save(sys.argv[1], a)"
  }
  static func header(_ dictionary: String) -> String {
    """
    h = \(dictionary)
    h = h + b' ' * (117 - len(h)) + b'\\n'
    open(sys.argv[1], 'wb').write(b'\\x93NUMPY\\x01\\x00' + len(h).to_bytes(2, 'little') + h + bytes(3200))
    """
  }

  static let pngOfOnePixel = """
    import struct, zlib
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    open(sys.argv[1], 'wb').write(
        b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0))
        + chunk(b'IDAT', zlib.compress(b'\\0\\x80')) + chunk(b'IEND', b''))
    """

  static let faults: [Fault] = [
    Fault(
      name: "one pixel in a PNG", make: pngOfOnePixel, words: ["images of 1 x 1", "at least 2^3"]),
    Fault(
      name: "objects", make: "np.save(sys.argv[1], np.array([None], dtype=object))", file: "x.npy",
      words: ["an NPY array of type |O", "real numbers"]),
    Fault(
      name: "records", make: "np.save(sys.argv[1], np.zeros((40, 40), [('a', '<f4'), ('b', '<i2')]))",
      file: "x.npy", words: ["an NPY array of records", "real numbers"]),
    Fault(
      name: "complex numbers", make: array("a = a.astype(complex)"), file: "x.npy",
      words: ["an NPY array of type <c16", "real numbers"]),
    Fault(
      name: "NaN in the last of many",
      make: array("a = np.ones((700, 32, 32), 'f4')\na[-1, -1, -1] = np.nan"),
      file: "x.npy", words: ["x.npy[699]", "NaN or infinity"]),
    Fault(name: "truncated", make: bytes("data[:len(data) // 2]"), words: ["found"]),
    Fault(name: "empty", make: bytes("b''"), words: ["found"]),
    Fault(name: "text", make: bytes("b'not a picture at all'"), words: ["found"]),
    Fault(
      name: "one pixel", make: array("a = a[:1, :1]"), file: "x.npy",
      words: ["images of 1 x 1", "at least 2^3"]),
    Fault(
      name: "smaller than 2^J", make: array("a = a[:30]"), file: "x.npy", options: ["-J", "5"],
      words: ["images of 30 x 40", "at least 2^5 pixels"]),
    Fault(name: "NaN", make: array("a[3, 4] = np.nan"), file: "x.npy", words: ["NaN or infinity"]),
    Fault(name: "infinity", make: array("a[3, 4] = np.inf"), file: "x.npy", words: ["NaN or infinity"]),
    Fault(
      name: "lying size", make: header("b\"{'descr': '<f8', 'fortran_order': False, 'shape': (2000, 40)}\""),
      file: "x.npy", words: ["found"]),
    Fault(
      name: "lying type", make: header("b\"{'descr': '<c16', 'fortran_order': False, 'shape': (20, 10)}\""),
      file: "x.npy", words: ["found"]),
    Fault(
      name: "huge PNG",
      make: bytes(
        "data[:16] + (100000).to_bytes(4, 'big') * 2 + data[24:29] + "
          + "__import__('zlib').crc32(data[12:16] + (100000).to_bytes(4, 'big') * 2 + data[24:29]).to_bytes(4, 'big')"
          + " + data[33:]"), words: ["100000"]),
    Fault(name: "a folder named .png", make: "__import__('os').mkdir(sys.argv[1])", words: ["found"]),
    Fault(name: "missing", make: "", status: 66, words: ["found"]),
  ]

  @Test(arguments: faults) func everyFaultIsTold(fault: Fault) {
    let input = folder.path(fault.file)
    #expect(Tool.numpy(fault.make, input, repository) == "")
    let run = Tool.run(["features", input, "-o", folder.path("out.npz")] + fault.options)
    expectFailure(run, fault.status, [fault.file] + fault.words)
    #expect(folder.contents == (fault.make.isEmpty ? [] : [fault.file]))
  }

  /// Images with a whole header of a size for which FFTW's plans are searched for, and too few bytes behind it. A search leaves
  /// wisdom in the cache folder.
  @Test(arguments: [
    ["features", "-o", "out.npy"], ["stability", "-o", "out.html"], ["compare", "-o", "out.html"],
    ["train-network", "-o", "out.network", "--architecture", "hybrid"],
  ])
  func damageIsFoundBeforeTransformsArePlanned(command: [String]) {
    let program = """
      import os
      data = bytearray(open(sys.argv[2] + '/Data/Samples/leaves-colour.jpg', 'rb').read())
      start = data.index(b'\\xff\\xc0')
      data[start + 5:start + 9] = (24).to_bytes(2, 'big') + (9000).to_bytes(2, 'big')
      for name in 'ab':
          os.makedirs(sys.argv[1] + '/set/' + name)
          open(sys.argv[1] + '/set/' + name + '/x.jpg', 'wb').write(data)
      """
    #expect(Tool.numpy(program, folder.path, repository) == "")
    let words = ([command[0], "set"] + command.dropFirst() + ["--rigor", "measure"]).joined(separator: " ")
    let run = Tool.shell("XDG_CACHE_HOME=\"$PWD/cache\" '\(Tool.path)' \(words)", in: folder.path)
    expectFailure(
      run, 65, ["set/a/x.jpg", "damaged JPEG data", "a whole image of 24 x 9000"], lineCount: 2)
    #expect(folder.contents == ["set"])
  }

  @Test func onePixelMayBeResized() {
    #expect(Tool.numpy(Self.pngOfOnePixel, folder.path("x.png")) == "")
    let run = Tool.run("features", folder.path("x.png"), "--resize", "32x32", "-o", folder.path("out.npy"))
    #expect(run.status == 0, "\(run.errors)")
    let mean = "a = np.load(sys.argv[1]); print(bool(abs(a[0, 0] - 128 / 255).max() < 1e-3), a.shape)"
    #expect(Tool.numpy(mean, folder.path("out.npy")) == "True (1, 217, 4, 4)")
  }

  @Test func mixedSizesNameTwoOffenders() {
    let run = Tool.run("features", "Data/Samples", "-o", folder.path("out.npy"))
    expectFailure(run, 65, ["cloud-16bit.tiff", "fashion-", "28 x 28", "64 x 80"])
    #expect(folder.contents.isEmpty)
  }

  @Test(arguments: [
    ("missing/out.npz", "missing"), ("out.txt", ".txt"), ("out", "no extension"), ("a.npy", "a folder"),
  ])
  func outputsThatCannotBeWritten(name: String, word: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path("a.npy"), withIntermediateDirectories: true)
    let run = Tool.run("features", "Data/Samples/leaves.png", "-o", folder.path(name))
    expectFailure(run, 73, [name, word])
    #expect(folder.contents == ["a.npy"])
  }

  @Test(arguments: ["out.npy", "out.npz", "out.csv"]) func anInterruptLeavesNothing(name: String) {
    let input = folder.path("many.npy")
    #expect(Tool.numpy("np.save(sys.argv[1], np.zeros((4000, 64, 64), np.float32))", input) == "")
    let until = "any('partial' in name for name in os.listdir(sys.argv[2]))"
    #expect(
      Tool.interrupt(
        ["features", input, "-J", "4", "--rigor", "estimate", "-o", folder.path(name)], in: folder,
        when: until)
        == "130")
    #expect(folder.contents == ["many.npy"])
  }

  @Test func everyCommandEndsAlikeWhenInterrupted() {
    let endless = ["bench", "--rigor", "estimate", "--rounds", "100000"]
    #expect(Tool.interrupt(endless, in: folder, when: "listens()") == "130")
  }

  @Test(arguments: [
    ["-J", "0"], ["--threads", "0"], ["--resize", "3"], ["--padding", "mirror"], ["--unknown"],
    ["--oversampling", "-1"],
  ])
  func wrongOptionsAreUsageErrors(options: [String]) {
    let run = Tool.run(["features", "Data/Samples/leaves.png", "-o", folder.path("out.npy")] + options)
    expectFailure(run, 64, [options[0] == "-J" ? "--scales" : options[0]])
    #expect(folder.contents.isEmpty)
  }

  @Test func emptyFoldersAndWrongFiles() throws {
    try FileManager.default.createDirectory(atPath: folder.path("nothing"), withIntermediateDirectories: true)
    expectFailure(
      Tool.run("features", folder.path("nothing"), "-o", folder.path("out.npy")), 65, ["nothing", "found"])
    expectFailure(Tool.run("info", "README.md"), 65, ["README.md"])
    expectFailure(Tool.run("info", folder.path("absent.npz")), 66, ["absent.npz"])
    expectFailure(Tool.run("filters", "-o", folder.path("f.png")), 73, ["f.png"])
    #expect(folder.contents == ["nothing"])
  }
}
