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

  /// Plans for a number of signals that neither this process nor, through the user's cache folder, an earlier one has planned for, so
  /// that it learns something: drawn anew a call, since what any test learns may be written there by another.
  @discardableResult
  func plan(_ store: WisdomStore, batch: Int = .random(in: 1_000..<200_000)) -> Int {
    let _: FourierPlan<Float> = Planner(wisdom: store).plan(
      Recipe(.forward, shape: [3], batch: batch, rigor: .measure))
    return batch
  }

  @Test func isWrittenWholeUnderVersionProcessorAndType() throws {
    let folder = TemporaryFolder()
    let store = store(folder.path("made/when/needed"))
    plan(store)
    let file = store.file(Float.self)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("(fftw-3"))
    #expect(file.hasPrefix("\(store.folder)/fftw-3") && file.hasSuffix("-float32.wisdom"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).count == 1)
    #expect(reports.all.isEmpty)
  }

  @Test(arguments: ["", "no wisdom", "(fftw-3.3.10 fftwf_wisdom #x0", "\u{0}\u{0}"])
  func damagedFilesAreReplacedWithAWarning(content: String) throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.path)
    let file = store.file(Float.self)
    try Data(content.utf8).write(to: URL(fileURLWithPath: file))
    plan(store)
    #expect(reports.all.count == 1)
    #expect(reports.all.first?.contains(file) == true)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("(fftw-3"))
  }

  @Test func anUnwritableFolderDoesNoHarm() throws {
    let folder = TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.path("a file")))
    plan(store(folder.path("a file/below")))
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
    let batch = plan(store)
    let first = try inode()
    plan(store, batch: batch)
    #expect(try inode() == first)
    plan(store)
    #expect(try inode() != first)
    #expect(folder.contents == [String(file.dropFirst(folder.url.path.count + 1))])
  }

  /// What one process learnt and wrote, another that plans later reads; here one planner after another's file was replaced.
  @Test func keepsWhatTheFileHolds() throws {
    let folder = TemporaryFolder()
    let store = store(folder.url.path)
    plan(store)
    let other = try String(contentsOfFile: store.file(Float.self), encoding: .utf8)
    plan(store)
    let both = try String(contentsOfFile: store.file(Float.self), encoding: .utf8)
    let known = Set(both.split(separator: "\n"))
    #expect(both.count > other.count && other.split(separator: "\n").allSatisfy(known.contains))
  }

  @Test func followsTheCacheFolderOfTheEnvironment() {
    let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
    #expect(WisdomStore.standard.folder == cache + "/swift-scattering")
  }
}
