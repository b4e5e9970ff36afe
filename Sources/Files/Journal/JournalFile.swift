import Foundation
import Synchronization

/// Results of a long computation, each on disk before the next is begun, so that one killed at any moment goes on where it was.
///
/// One line of JSON a result, `{"key": KEY, "value": VALUE}`; what a kill cut off is left out. Of lines with one key the last
/// counts. Safe from several threads.
public final class JournalFile: Sendable {
  public let path: String
  private let lines: Mutex<[String: Data]>
  private let sink: Mutex<FileSink>

  private struct Line<Value: Codable>: Codable {
    let key: String
    let value: Value
  }

  /// The key of a line, whatever its value.
  private struct Key: Decodable { let key: String }

  /// Opens a journal, or begins one.
  ///
  /// - Throws: `.badData` if the file holds something else, and `.cannotWrite` if it takes no more.
  public init(_ path: String) throws(FileError) {
    self.path = path
    let contents = try Self.contents(path)
    let end = contents.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var found: [String: Data] = [:]
    guard contents[end...].starts(with: Self.lineStart.prefix(contents.count - end)) else {
      throw Self.notJournal(path)
    }
    for line in contents[..<end].split(separator: UInt8(ascii: "\n")) {
      guard let key = try? JSONDecoder().decode(Key.self, from: Data(line)) else {
        throw Self.notJournal(path)
      }
      found[key.key] = Data(line)
    }
    let opened = try FileSink(opening: path, flags: O_CREAT | O_APPEND, name: path)
    if end < contents.count, truncate(path.fileName, off_t(end)) != 0 { throw .cannotWrite(path, errno) }
    lines = Mutex(found)
    sink = Mutex(opened)
  }

  /// What every line begins with, also one that is cut off.
  private static let lineStart = Array("{\"key\":".utf8)

  private static func notJournal(_ path: String) -> FileError {
    FileError(
      .badData, path, found: "a line that is no result", expected: "the journal of a run, or no file")
  }

  private static func contents(_ path: String) throws(FileError) -> [UInt8] {
    guard access(path.fileName, F_OK) == 0 else { return [] }
    let file = try MappedFile(path)
    return Array(file.bytes)
  }

  /// The number of results in the journal.
  public var count: Int { lines.withLock(\.count) }

  /// The result under a key; nil if there is none of this type.
  public func value<Value: Codable>(for key: String, as _: Value.Type = Value.self) -> Value? {
    guard let line = lines.withLock({ $0[key] }) else { return nil }
    return try? JSONDecoder().decode(Line<Value>.self, from: line).value
  }

  /// Adds a result; it is on disk when the call returns.
  ///
  /// - Throws: `.cannotWrite`, for instance where the disk is full.
  public func append(_ value: some Codable & Sendable, for key: String) throws(FileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line: Data
    do { line = try encoder.encode(Line(key: key, value: value)) } catch {
      throw FileError(.cannotWrite, path, found: "\(error)", expected: "a result of finite numbers")
    }
    lines.withLock { $0[key] = line }
    try sink.withLock { (sink) throws(FileError) in
      try (Array(line) + Array("\n".utf8)).withBytes(sink.append)
      try sink.synchronize()
    }
  }
}
