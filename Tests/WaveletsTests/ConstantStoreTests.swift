import Foundation
import Scattering
import Synchronization
import TestSupport
import Testing

/// Kept constants are read again, replaced when damaged, and never do harm.
@Suite struct ConstantStoreTests {
  final class Reports: Sendable {
    let messages = Mutex<[String]>([])
    var all: [String] { messages.withLock { $0 } }
  }

  let reports = Reports()
  let folder = TemporaryFolder()

  func store(_ path: String) -> ConstantStore {
    ConstantStore(folder: path) { [reports] message in reports.messages.withLock { $0.append(message) } }
  }

  @Test func aConstantIsComputedOnceToTheLastBit() {
    let store = store(folder.path("made/when/needed"))
    let value = 1.1 + 1 / 3.0
    #expect(store.value("a", { value }) == value)
    #expect(store.value("a", { 7 }) == value)
    #expect(store.value("b", { 7 }) == 7)
    #expect(reports.all.isEmpty)
  }

  @Test(arguments: ["", "no number", "nan", "inf", "-1", "0", "1.5 1.5", "\u{0}"])
  func damagedFilesAreReplacedWithAReport(content: String) throws {
    let store = store(folder.url.path)
    try Data(content.utf8).write(to: URL(fileURLWithPath: store.file("a")))
    #expect(store.value("a", { 2.5 }) == 2.5)
    #expect(reports.all.count == 1 && reports.all[0].contains(store.file("a")))
    #expect(store.value("a", { 7 }) == 2.5)
  }

  @Test func anUnwritableFolderDoesNoHarm() throws {
    try Data().write(to: URL(fileURLWithPath: folder.path("a file")))
    #expect(store(folder.path("a file/below")).value("a", { 3 }) == 3)
    #expect(reports.all.count == 1 && reports.all[0].contains("cannot be written"))
  }

  /// A bank of a large grid keeps its bound under a name of all that decides it; what is kept is what the bank is divided by.
  @Test func banksOfLargeGridsKeepTheirBound() throws {
    let store = store(folder.url.path)
    let configuration = try ScatteringConfiguration(
      shape: [256, 256], scales: 2, orientations: 2, padding: .periodic, normalization: .nonexpansive)
    let bank = FilterBank(configuration, constants: store)
    let name = "upper-bound-morlet2D-L2-J2-oversampling0-256x256"
    #expect(folder.contents == [URL(fileURLWithPath: store.file(name)).lastPathComponent])
    try Data("4.0".utf8).write(to: URL(fileURLWithPath: store.file(name)))
    #expect(FilterBank(configuration, constants: store).gain == 0.5)
    #expect(bank.gain == FilterBank(configuration, constants: nil).gain)
    let small = try configuration.with(shape: [32, 32])
    _ = FilterBank(small, constants: store)
    #expect(folder.contents.count == 1)
  }
}
