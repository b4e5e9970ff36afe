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

  func store(_ folder: String) -> WisdomStore {
    WisdomStore(folder: folder) { [reports] message in reports.messages.withLock { $0.append(message) } }
  }

  /// A size that no other test plans, so that planning it always learns something; of small factors, which take
  /// milliseconds.
  func plan(_ store: WisdomStore, _ count: Int) {
    let _: FourierPlan<Float> = Planner(wisdom: store).plan(Recipe(.forward, shape: [count], rigor: .measure))
  }

  @Test func isWrittenWholeUnderVersionProcessorAndType() throws {
    let folder = TemporaryFolder()
    let store = store(folder.path("made/when/needed"))
    plan(store, 66)
    let file = store.file(Float.self)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("(fftw-3"))
    #expect(file.hasPrefix("\(store.folder)/fftw-3") && file.hasSuffix("-float32.wisdom"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).count == 1)
    #expect(reports.all.isEmpty)
  }

  @Test(arguments: [("", 70), ("no wisdom", 78), ("(fftw-3.3.10 fftwf_wisdom #x0", 84), ("\u{0}\u{0}", 88)])
  func damagedFilesAreReplacedWithAWarning(content: String, count: Int) throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.path)
    let file = store.file(Float.self)
    try Data(content.utf8).write(to: URL(fileURLWithPath: file))
    plan(store, count)
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.contains(file) == true)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("(fftw-3"))
  }

  @Test func anUnwritableFolderDoesNoHarm() throws {
    let folder = TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.path("a file")))
    plan(store(folder.path("a file/below")), 90)
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.contains("cannot be written") == true)
  }

  /// A plan that the process or the file knows already has nothing to write, whoever asks for it.
  @Test func isWrittenForNewPlansAlone() throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.path)
    let file = store.file(Float.self)
    func inode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
    }
    plan(store, 98)
    let first = try inode()
    plan(store, 98)
    #expect(try inode() == first)
    plan(store, 99)
    #expect(try inode() != first)
    #expect(folder.contents == [String(file.dropFirst(folder.url.path.count + 1))])
  }

  /// What one process learnt and wrote, another that plans later reads; here one planner after another's file was replaced.
  @Test func keepsWhatTheFileHolds() throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.path)
    plan(store, 100)
    let other = try String(contentsOfFile: store.file(Float.self), encoding: .utf8)
    plan(store, 102)
    let both = try String(contentsOfFile: store.file(Float.self), encoding: .utf8)
    let known = Set(both.split(separator: "\n"))
    #expect(both.count > other.count && other.split(separator: "\n").allSatisfy(known.contains))
  }

  @Test func followsTheCacheFolderOfTheEnvironment() {
    let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
    #expect(WisdomStore.standard.folder == cache + "/swift-scattering")
  }
}
