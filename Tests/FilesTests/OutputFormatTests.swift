import Files
import Scattering
import TestSupport
import Testing

/// NumPy and Python read what the writers wrote.
@Suite struct OutputFormatTests {
  /// The example's names, and a comparison with its formula.
  private static let features = """
    names = ['büro/図 ñ.png', 'a,b "c".png', 'two\\nlines.png', '', 'plain.png', '𝄞.png']

    def check(array, shape, kind):
        assert array.shape == tuple(shape) and array.dtype == np.dtype(kind), (array.shape, array.dtype)
        expected = (np.arange(array.size) / 7 - 3).astype(kind).reshape(shape)
        assert array.flags.c_contiguous and np.array_equal(array, expected)

    """

  @Test("npy: values, axes and JSON beside it", arguments: ["<f4", "<f8"])
  func npy(kind: String) throws {
    let folder = TemporaryFolder()
    try Self.write(folder.path("out.npy"), kind)
    try OutputNumPy.check(
      Self.features + """
        check(np.load(sys.argv[1], allow_pickle=False), (2, 3, 3, 4, 5), sys.argv[2])
        start = open(sys.argv[1], 'rb').read(256)
        assert start.index(b'\\n') % 64 == 63
        """, folder.path("out.npy"), kind)
    #expect(folder.contents == ["out.json", "out.npy"])
  }

  @Test("npz: every array", arguments: ["<f4", "<f8"])
  func npz(kind: String) throws {
    let folder = TemporaryFolder()
    try Self.write(folder.path("out.npz"), kind)
    try OutputNumPy.check(
      Self.features + """
        archive = np.load(sys.argv[1], allow_pickle=False)
        arrays = 'angle bandwidth features frequency inputs metadata order orientation path scale'.split()
        assert sorted(archive) == arrays, sorted(archive)
        check(archive['features'], (2, 3, 3, 4, 5), sys.argv[2])
        assert archive['order'].dtype == np.int64 and archive['order'].tolist() == [0, 1, 2]
        assert archive['scale'].dtype == np.int64 and archive['scale'].tolist() == [[-1, -1], [0, -1], [0, 1]]
        assert archive['orientation'].tolist() == [[-1, -1], [1, -1], [2, 0]]
        nan = np.nan
        turn = np.pi / 3
        np.testing.assert_array_equal(archive['angle'], [[nan, nan], [turn, nan], [2 * turn, 0]])
        np.testing.assert_array_equal(archive['frequency'], [[nan, nan], [0.375, nan], [0.375, 0.1875]])
        np.testing.assert_array_equal(archive['bandwidth'], [[nan, nan], [0.46875, nan], [0.46875, 0.234375]])
        assert archive['path'].tolist() == ['S0', 'S1 j0 l1', 'S2 j0 l2 j1 l0']
        assert archive['inputs'].tolist() == names, archive['inputs']
        metadata = archive['metadata']
        assert metadata.shape == () and metadata.dtype.kind == 'U'
        assert json.loads(metadata.item())['inputs'] == archive['inputs'].tolist()
        """, folder.path("out.npz"), kind)
    #expect(folder.contents == ["out.npz"])
  }

  @Test("npz is deterministic and stored")
  func npzBytes() throws {
    let folder = TemporaryFolder()
    for name in ["a.npz", "b.npz"] { try Self.write(folder.path(name), "<f4") }
    #expect(try folder.data("a.npz") == folder.data("b.npz"))
    try OutputNumPy.check(
      """
      import zipfile
      archive = zipfile.ZipFile(sys.argv[1])
      assert archive.testzip() is None
      assert all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
      """, folder.path("a.npz"))
  }

  @Test("csv: quoting, column names and exact numbers", arguments: ["<f4", "<f8"])
  func csv(kind: String) throws {
    let folder = TemporaryFolder()
    try Self.write(folder.path("out.csv"), kind)
    try OutputNumPy.check(
      Self.features + """
        head, *rows = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))
        assert head[:3] == ['input', '0 S0 [0,0]', '0 S0 [0,1]'] and head[-1] == '2 S2 j0 l2 j1 l0 [3,4]', head
        assert head[61] == '1 S0 [0,0]', head
        assert [row[0] for row in rows] == [names[0], names[3]], rows
        check(np.array([row[1:] for row in rows]).astype(sys.argv[2]), (2, 180), sys.argv[2])
        assert open(sys.argv[1], 'rb').read().endswith(b'\\r\\n')
        """, folder.path("out.csv"), kind)
    #expect(folder.contents == ["out.csv", "out.json"])
  }

  @Test("csv: a row an input of one frame, its name quoted where it must be")
  func csvOfOneAxis() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(
      folder.path("out.csv"), Float.self, OutputExample.metadata(Float.self, batch: [6]))
    try OutputNumPy.check(
      Self.features + """
        head, *rows = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))
        assert head[:3] == ['input', 'S0 [0,0]', 'S0 [0,1]'] and head[-1] == 'S2 j0 l2 j1 l0 [3,4]', head
        assert [row[0] for row in rows] == names, rows
        check(np.array([row[1:] for row in rows]).astype('<f4'), (6, 60), '<f4')
        """, folder.path("out.csv"))
  }

  @Test("csv: numbers at the edges of the type")
  func extremes() throws {
    let values: [Float] = [
      .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1,
    ]
    let folder = TemporaryFolder()
    let metadata = OutputExample.metadata(
      Float.self, batch: [], paths: [ScatteringPath(steps: [])], outputShape: [1, values.count])
    let writer = try FeatureFormat.csv.makeWriter(folder.path("out.csv"), metadata: metadata, of: Float.self)
    try writer.append(values)
    try writer.finish()
    try OutputNumPy.check(
      """
      head, row = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))
      limits = np.finfo('f4')
      expected = np.array([np.nan, np.inf, -np.inf, -0.0, limits.smallest_subnormal, limits.max, 0.1], 'f4')
      found = np.array(row[1:]).astype('f4')
      assert np.array_equal(found, expected, equal_nan=True) and np.signbit(found[3]), row
      assert row[-1] == '0.1'
      """, folder.path("out.csv"))
  }

  @Test("one signal, order zero only, rank one", arguments: ["npy", "npz", "csv"])
  func smallest(format: String) throws {
    let folder = TemporaryFolder()
    let path = folder.path("out.\(format)")
    let metadata = OutputExample.metadata(
      Double.self, batch: [], paths: [ScatteringPath(steps: [])], outputShape: [3])
    try OutputExample.write(path, Double.self, metadata)
    try OutputNumPy.check(
      Self.features + """
        if sys.argv[1].endswith('.npy'):
            check(np.load(sys.argv[1]), (1, 3), '<f8')
        elif sys.argv[1].endswith('.npz'):
            archive = np.load(sys.argv[1])
            check(archive['features'], (1, 3), '<f8')
            assert archive['scale'].tolist() == [[-1]] and np.isnan(archive['angle']).tolist() == [[True]]
        else:
            head = next(csv.reader(open(sys.argv[1], newline='')))
            assert head == ['input', 'S0 [0]', 'S0 [1]', 'S0 [2]'], head
        """, path)
    #expect(try FeatureFile(path: path).metadata == metadata)
  }

  @Test("the JSON names everything")
  func json() throws {
    let folder = TemporaryFolder()
    try Self.write(folder.path("out.v2.npy"), "<f4")
    try OutputNumPy.check(
      """
      text = open(sys.argv[1], encoding='utf-8').read()
      found = json.loads(text)
      assert list(found) == sorted(found) and text.endswith('}\\n')
      assert found['schema'] == 'swift-scattering/features' and found['schemaVersion'] == 2
      assert found['toolVersion'] == 'swift-scattering 0.1.0' and found['precision'] == 'float32'
      assert found['batch'] == [2, 3] and found['arrayShape'] == [2, 3, 3, 4, 5]
      assert found['wavelets'] == 'morlet2D' and found['readout'] == {'kind': 'average'}
      assert found['configuration']['scales'] == 2 and found['inputs'][0] == 'büro/図 ñ.png'
      path = found['paths'][2]
      assert (path['index'], path['name'], path['order']) == (2, 'S2 j0 l2 j1 l0', 2)
      assert (path['offset'], path['shape'], path['spacing']) == (40, [4, 5], [4, 4])
      assert path['steps'][1] == {
        'scale': 1, 'orientation': 0, 'angle': 0, 'frequency': 0.1875, 'bandwidth': 0.234375}, path
      """, folder.path("out.v2.json"))
  }

  private static func write(_ path: String, _ kind: String) throws {
    if kind == "<f4" {
      try OutputExample.write(path, Float.self)
    } else {
      try OutputExample.write(path, Double.self)
    }
  }
}
