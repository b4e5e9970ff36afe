import Foundation

/// A file that is whole or absent: its bytes go to a hidden file in the same folder, `.NAME.XXXXXX.partial`,
/// which takes the file's name when it is finished.
///
/// A file that had the name before stays until then; its permissions pass on to the new one. Where the name is a symbolic link, the
/// file it leads to is replaced, and the link stays. Dropped unfinished, cancelled or failed, it leaves nothing.
public final class AtomicFile {
  public let path: String
  /// Where the file appears: `path`, symbolic links followed.
  private let target: String
  private let temporaryPath: String
  private let sink: FileSink
  /// Where the temporary file is registered, while there is one.
  private var entry: TemporaryFiles.Entry?

  /// Opens a file for writing: the temporary one, until `finish`.
  /// - Throws: `FileError.Kind.cannotWrite` where the folder takes no file, or `path` names what is no plain
  ///   file or may not be written.
  public init(_ path: String) throws(FileError) {
    let mode = try Self.replacedMode(path)
    let target = try FileStatus.endOfLinks(path)
    let temporaryPath = Self.temporaryPath(for: target)
    let entry = TemporaryFiles.enter(temporaryPath)
    do throws(FileError) {
      sink = try FileSink(opening: temporaryPath, flags: O_CREAT | O_EXCL, name: path, mode: mode)
    } catch {
      TemporaryFiles.forget(entry)
      throw error
    }
    (self.path, self.target, self.temporaryPath, self.entry) = (path, target, temporaryPath, entry)
  }

  deinit { cancel() }

  /// Writes a whole file of UTF-8 text.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try AtomicFile(path)
    try bytes.withBytes(file.append)
    try file.finish()
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileError.Kind.cannotWrite`, for instance where the disk is full; the temporary file is gone
  ///   then.
  /// - Precondition: the file was neither finished nor cancelled and has not failed.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try whileOpen { () throws(FileError) in try sink.append(bytes) }
  }

  /// Appends UTF-8 text.
  public func append(_ text: String) throws(FileError) { try Array(text.utf8).withBytes(append) }

  /// Makes the file appear under its name.
  public func finish() throws(FileError) { try Self.finish([self]) }

  /// Makes files appear under their names, one right after the other; where one fails, none is left.
  public static func finish(_ files: [AtomicFile]) throws(FileError) {
    var finished: [AtomicFile] = []
    do throws(FileError) {
      for file in files { try file.close() }
      for file in files {
        try file.rename()
        finished.append(file)
      }
    } catch {
      for file in files { file.cancel() }
      for file in finished { unlink(file.target.fileName) }
      throw error
    }
  }

  /// Removes what was written, unless the file is finished.
  public func cancel() {
    guard let entry else { return }
    unlink(temporaryPath.fileName)
    TemporaryFiles.forget(entry)
    self.entry = nil
  }

  private func close() throws(FileError) {
    try whileOpen { () throws(FileError) in try sink.close() }
  }

  private func rename() throws(FileError) {
    try whileOpen { () throws(FileError) in
      guard Foundation.rename(temporaryPath.fileName, target.fileName) == 0 else {
        throw .cannotWrite(path, errno)
      }
    }
    entry.map(TemporaryFiles.forget)
    entry = nil
  }

  /// A step that cancels the file where it fails.
  private func whileOpen(_ step: () throws(FileError) -> Void) throws(FileError) {
    precondition(entry != nil, "\(path) is finished, cancelled or has failed, so it takes nothing more")
    do throws(FileError) {
      try step()
    } catch {
      cancel()
      throw error
    }
  }
}

extension AtomicFile {
  /// The permissions of the file that is to be replaced, nil if there is none. A folder cannot be replaced by a file; a device or a
  /// pipe must not be, nor a file that may not be written.
  private static func replacedMode(_ path: String) throws(FileError) -> mode_t? {
    var status = stat()
    if stat(path.fileName, &status) != 0, !path.hasSuffix("/") { return nil }
    guard status.st_mode & S_IFMT == S_IFREG, !path.hasSuffix("/") else {
      let isFolder = path.hasSuffix("/") || status.st_mode & S_IFMT == S_IFDIR
      throw FileError(
        .cannotWrite, path, found: isFolder ? "a folder" : "a device or pipe", expected: "the name of a file")
    }
    guard access(path.fileName, W_OK) == 0 else {
      throw FileError(
        .cannotWrite, path, found: "a file that may not be written", expected: "another name, or permission")
    }
    return status.st_mode & 0o7777
  }

  /// A hidden name in the folder of `path`, different each time, short enough where `path` is.
  static func temporaryPath(for path: String) -> String {
    let folder = FileName.folder(of: path)
    let name = Substring(path.utf8.dropFirst(folder.utf8.count))
    let characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    let random = String((0..<6).map { _ in characters.randomElement()! })
    let stem = String(String.UnicodeScalarView(name.unicodeScalars.prefix(48)))
    return "\(folder).\(stem).\(random).partial"
  }
}

/// Where bytes go that appear as a whole or not at all.
protocol ByteDestination: AnyObject {
  /// - Throws: `FileError.Kind.cannotWrite`; nothing is left then.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError)

  /// Makes the files appear under their names.
  func finish() throws(FileError)

  /// Removes what was written, unless it is finished.
  func cancel()
}
