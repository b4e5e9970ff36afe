import Files
import Foundation
import TestSupport
import Testing

@Suite struct JournalFileTests {
  private let folder = TemporaryFolder()

  private struct Value: Codable, Equatable, Sendable {
    let number: Double
    let words: String
  }

  @Test func resultsAreThereWhenTheRunComesAgain() throws {
    let path = folder.path("run.journal")
    let journal = try JournalFile(path)
    let values = (0..<20).map { Value(number: 1 / Double($0 + 1), words: "line\n\($0) \"é\"") }
    for (place, value) in values.enumerated() {
      try journal.append(value, for: "key \(place)")
      // Without closing: what a kill would find.
      #expect(try JournalFile(path).value(for: "key \(place)") == value)
    }
    let again = try JournalFile(path)
    #expect(again.count == 20)
    for (place, value) in values.enumerated() { #expect(again.value(for: "key \(place)") == value) }
    #expect(again.value(for: "another", as: Value.self) == nil)
    #expect(again.value(for: "key 1", as: Int.self) == nil)
  }

  @Test func whatAKillCutOffIsLeftOut() throws {
    let path = folder.path("run.journal")
    let journal = try JournalFile(path)
    try journal.append(1, for: "first")
    try journal.append(2, for: "second")
    let whole = try Data(contentsOf: URL(filePath: path))
    for length in (whole.count / 2 + 1)..<whole.count {
      try whole.prefix(length).write(to: URL(filePath: path))
      let resumed = try JournalFile(path)
      #expect(resumed.count == 1 && resumed.value(for: "first") == 1)
      try resumed.append(3, for: "second")
      #expect(try JournalFile(path).value(for: "second") == 3)
    }
  }

  @Test func anotherFileIsNotWrittenTo() throws {
    for text in ["years of work\nwithout a copy", "years of work"] {
      let path = folder.path("thesis.tex")
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(throws: FileError.self) { try JournalFile(path) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
    #expect(throws: FileError.self) { try JournalFile(folder.path("absent/run.journal")) }
  }
}
