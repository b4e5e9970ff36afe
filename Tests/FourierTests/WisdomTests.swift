import Foundation
import Scattering
import Synchronization
import TestSupport
import Testing

/// Wisdom is written whole, read again, replaced when damaged, and never does harm.
@Suite(.serialized) struct WisdomTests {
  final class Reports: Sendable {
    let messages = Mutex<[String]>([])
    var all: [String] { messages.withLock { $0 } }
  }

  let reports = Reports()

  func store(_ folder: URL) -> WisdomStore {
    WisdomStore(folder: folder) { [reports] message in reports.messages.withLock { $0.append(message) } }
  }

  /// A size that no other test plans, so that planning it always learns something; of small factors, which take
  /// milliseconds.
  func plan(_ store: WisdomStore, _ count: Int) {
    let _: FourierPlan<Float> = Planner(wisdom: store).plan(Recipe(.forward, shape: [count], rigor: .measure))
  }

  @Test func isWrittenWholeUnderVersionProcessorAndType() throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.appendingPathComponent("made/when/needed"))
    plan(store, 66)
    let file = store.file(Float.self)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("(fftw-3"))
    #expect(file.lastPathComponent.hasPrefix("fftw-3") && file.lastPathComponent.hasSuffix("-float32.wisdom"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder.path).count == 1)
    #expect(reports.all.isEmpty)
  }

  @Test(arguments: [("", 70), ("no wisdom", 78), ("(fftw-3.3.10 fftwf_wisdom #x0", 84), ("\u{0}\u{0}", 88)])
  func damagedFilesAreReplacedWithAWarning(content: String, count: Int) throws {
    let folder = TemporaryFolder()
    let store = store(folder.url)
    let file = store.file(Float.self)
    try Data(content.utf8).write(to: file)
    plan(store, count)
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.contains(file.path) == true)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("(fftw-3"))
  }

  @Test func anUnwritableFolderDoesNoHarm() throws {
    let folder = TemporaryFolder()
    let file = folder.url.appendingPathComponent("a file")
    try Data().write(to: file)
    plan(store(file.appendingPathComponent("below")), 90)
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.contains("cannot be written") == true)
  }

  @Test func followsTheCacheFolderOfTheEnvironment() {
    let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
    #expect(WisdomStore.standard.folder.path == cache + "/swift-scattering")
  }
}
