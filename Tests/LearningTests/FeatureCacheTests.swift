import Files
import Foundation
import Learning
import Scattering
import Synchronization
import TestSupport
import Testing

@Suite struct FeatureCacheTests {
  private let folder = TemporaryFolder()
  private let reports = Reports()

  final class Reports: Sendable {
    private let messages = Mutex<[String]>([])
    func add(_ message: String) { messages.withLock { $0.append(message) } }
    var all: [String] { messages.withLock { $0 } }
  }

  private func cache(limit: Int = FeatureCache.standardLimit, in folder: URL? = nil) -> FeatureCache {
    FeatureCache(folder: folder ?? self.folder.url, limit: limit) { [reports] in reports.add($0) }
  }

  private func key(
    scales: Int = 2, files: [String] = ["ab"], color: ColorMode = .gray, resize: Shape? = nil,
    rescaling: Rescaling = .auto, part: String = ""
  ) throws -> FeatureKey {
    FeatureKey(
      try ScatteringConfiguration(shape: [8, 8], scales: scales), files: files,
      reading: InputOptions(color: color, resize: resize, rescaling: rescaling), part: part)
  }

  private let matrix = Matrix<Float>([1, -2, .pi, 4, 5, .greatestFiniteMagnitude], rows: 2, columns: 3)

  @Test func featuresComeBackBitForBit() throws {
    let key = try key()
    #expect(cache().features(for: key, rows: 2, columns: 3) == nil)
    cache().keep(matrix, for: key)
    #expect(cache().features(for: key, rows: 2, columns: 3) == matrix)
    let again = try cache().features(for: key, rows: 2, columns: 3) { throw CancellationError() }
    #expect(again == matrix && reports.all.isEmpty)
  }

  @Test func everythingThatChangesFeaturesChangesTheKey() throws {
    let keys = [
      try key(), try key(scales: 3), try key(files: ["ac"]), try key(files: ["a", "b"]), try key(color: .rgb),
      try key(resize: [9, 9]), try key(part: "seed 1"), try key(rescaling: .none),
      try key(rescaling: .by(255)),
    ]
    #expect(Set(keys.map(\.digest)).count == keys.count)
    #expect(try key().digest == keys[0].digest)
  }

  @Test(arguments: [0, 9, 40, 90, 110])
  func aDamagedEntryIsReplacedWithAWarning(place: Int) throws {
    let key = try key()
    cache().keep(matrix, for: key)
    let file = folder.url.appending(path: folder.contents[0])
    var bytes = try Data(contentsOf: file)
    bytes[place] ^= 1
    try bytes.write(to: file)
    #expect(cache().features(for: key, rows: 2, columns: 3) { matrix } == matrix)
    #expect(reports.all.count == 1 && reports.all[0].hasPrefix(file.path))
    #expect(cache().features(for: key, rows: 2, columns: 3) == matrix)
    #expect(reports.all.count == 1)
  }

  @Test func anEntryOfAnotherSizeIsReplaced() throws {
    let key = try key()
    cache().keep(matrix, for: key)
    #expect(cache().features(for: key, rows: 3, columns: 2) == nil)
    #expect(cache().features(for: key, rows: 3, columns: 3) == nil)
    #expect(reports.all.count == 2)
  }

  @Test func aFolderThatTakesNoFileDoesNoHarm() throws {
    let file = folder.url.appending(path: "file")
    try Data().write(to: file)
    let unwritable = cache(in: file.appending(path: "below"))
    #expect(try unwritable.features(for: key(), rows: 2, columns: 3) { matrix } == matrix)
    #expect(reports.all.count == 1 && reports.all[0].contains("cannot be written"))
  }

  @Test func whatWasNotUsedForLongestGoes() throws {
    // Room for two entries: 88 bytes of head and 24 of samples each.
    let keys = try (0..<3).map { try key(part: "\($0)") }
    let cache = cache(limit: 2 * 112 + 50)
    for (age, key) in zip([300.0, 200], keys) {
      cache.keep(matrix, for: key)
      let file = folder.url.appending(path: "\(key.digest).features")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file.path)
    }
    // The older one is used again, so that the other goes.
    #expect(cache.features(for: keys[0], rows: 2, columns: 3) != nil)
    cache.keep(matrix, for: keys[2])
    #expect(keys.map { cache.features(for: $0, rows: 2, columns: 3) != nil } == [true, false, true])
    self.cache(limit: 100).keep(matrix, for: keys[1])
    #expect(folder.contents.count == 2)
  }

  @Test func whatKilledRunsLeftGoes() throws {
    for (name, age) in [(".old.partial", 90_000.0), (".new.partial", 10)] {
      let file = folder.url.appending(path: name)
      try Data([1]).write(to: file)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file.path)
    }
    cache().keep(matrix, for: try key())
    #expect(folder.contents.count == 2 && folder.contents[0] == ".new.partial")
  }
}
