import Foundation

/// The bytes of a file, mapped for reading: pages that nobody looks at cost neither time nor memory.
///
/// A file that another process truncates meanwhile kills the program, as with every mapping.
package struct MappedFile: ~Copyable {
  package let path: String
  /// The bytes; good only in a function that borrows the file, whose caller keeps it for the length of the call; not next to a file
  /// of one's own, which may go after its last use.
  package let bytes: UnsafeRawBufferPointer

  /// - Throws: `.noInput` if there is no readable regular file at `path`.
  package init(_ path: String) throws(FileError) {
    self.path = path
    bytes = try Self.map(path)
  }

  private static func map(_ path: String) throws(FileError) -> UnsafeRawBufferPointer {
    let size = try FileStatus(path).regularFileSize(path)
    let file = open(path.fileName, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path) }
    defer { close(file) }
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), base != MAP_FAILED else {
      throw .unreadable(path)
    }
    return UnsafeRawBufferPointer(start: base, count: size)
  }

  /// The bytes of a file, mapped as long as the data live.
  ///
  /// - Throws: `.noInput` if there is no readable regular file at `path`.
  package static func data(_ path: String) throws(FileError) -> Data {
    let bytes = try map(path)
    guard let base = bytes.baseAddress else { return Data() }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: bytes.count, deallocator: .unmap)
  }

  deinit {
    if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }
}

/// The status of a file or folder, links followed.
package struct FileStatus {
  /// Identifies a file or folder.
  struct Identity: Hashable {
    let device, inode: UInt64
  }

  package let isFolder, isRegular: Bool
  let size: Int
  let identity: Identity

  /// - Throws: `.noInput` if there is nothing at `path`.
  package init(_ path: String) throws(FileError) {
    var status = stat()
    guard stat(path.fileName, &status) == 0 else { throw .unreadable(path) }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isRegular = status.st_mode & S_IFMT == S_IFREG
    size = Int(status.st_size)
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Whether there is something at a path.
  package static func exists(_ path: String) -> Bool { access(path.fileName, F_OK) == 0 }

  /// The path at which the symbolic links that begin at `path` end, whether something is there or not.
  ///
  /// - Throws: `.cannotWrite` if they go round in a circle.
  static func endOfLinks(_ path: String) throws(FileError) -> String {
    var end = path
    for _ in 0..<longestChain {
      guard let link = linkedPath(end) else { return end }
      end = link.utf8.first == UInt8(ascii: "/") ? link : FileName.folder(of: end) + link
    }
    throw .cannotWrite(path, ELOOP)
  }

  /// The path that a symbolic link holds; nil for all else.
  static func linkedPath(_ path: String) -> String? {
    var name = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = name.withUnsafeMutableBytes {
      readlink(path.fileName, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? FileName.text(name.prefix(count)) : nil
  }

  /// Links that the system follows one after the other.
  private static let longestChain = 40

  /// - Throws: `.noInput` for folders, pipes and devices.
  func regularFileSize(_ path: String) throws(FileError) -> Int {
    guard isRegular else {
      throw FileError(
        .noInput, path, found: isFolder ? "a folder" : "a pipe or device", expected: "a regular file")
    }
    return size
  }
}
