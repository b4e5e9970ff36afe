import CTorchInterface
import Foundation
import Numerical
import Synchronization

/// The shim over libtorch, opened when a network is first asked for; never closed.
package struct TorchLibrary: @unchecked Sendable {
  // Unchecked because the table holds pointers, to constants and functions.
  let table: ctorch_table

  private static let opened = Mutex<TorchLibrary?>(nil)

  /// The library, opened at the first call that succeeds.
  /// - Throws: `NetworkError.libraryMissing` or `.libraryMismatch`.
  static func shared() throws(NetworkError) -> TorchLibrary {
    if let library = opened.withLock({ $0 }) { return library }
    let library = try TorchLibrary(searching: paths)
    opened.withLock { $0 = library }
    return library
  }

  /// Opens the first library that there is under these paths.
  package init(searching paths: [String]) throws(NetworkError) {
    LinearAlgebra.prepareOpenBLAS()
    var reasons: [String] = []
    for path in paths {
      // Paths of files are only tried where there is a file, so that its own faults are reported.
      if path.contains("/"), access(path, F_OK) != 0 {
        reasons.append("\(path): no such file")
      } else if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) {
        self = try TorchLibrary(handle: handle, path: path)
        return
      } else {
        reasons.append(String(cString: dlerror()))
      }
    }
    throw .libraryMissing(reasons)
  }

  private init(handle: UnsafeMutableRawPointer, path: String) throws(NetworkError) {
    let expected = "the interface of version \(CTORCH_VERSION)"
    guard let symbol = dlsym(handle, CTORCH_ENTRY) else {
      throw .libraryMismatch(path, found: "a library without \(CTORCH_ENTRY)", expected: expected)
    }
    let entry = unsafeBitCast(symbol, to: ctorch_entry.self)
    guard let table = entry()?.pointee, table.version == CTORCH_VERSION else {
      throw .libraryMismatch(path, found: "another version of the interface", expected: expected)
    }
    self.table = table
  }

  /// Next to the executable, in the library folder of an installed tree, then wherever the loader looks.
  private static var paths: [String] {
    let name = "libCTorch.so"
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = NSString(string: executable).deletingLastPathComponent
    return ["\(folder)/\(name)", "\(folder)/../lib/\(name)", name]
  }

  /// Calls a function of the table.
  /// - Throws: `NetworkError.torch` with its message.
  func call(_ what: String, _ body: (ctorch_table) -> UnsafeMutablePointer<CChar>?) throws(NetworkError) {
    guard let message = body(table) else { return }
    defer { table.free_message(message) }
    throw .torch(what, message: Self.firstLines(String(cString: message)))
  }

  /// A message without the stack that libtorch adds to it, and without the code that leads to what failed, in one line.
  private static func firstLines(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let kept = lines.prefix { !$0.hasPrefix("Exception raised from") }.filter { !$0.isEmpty }
    let start = kept.lastIndex { $0.hasPrefix("RuntimeError: ") } ?? 0
    return String(kept[start...].joined(separator: " ").prefix(600))
  }
}

/// The libtorch that networks run on.
public enum Libtorch {
  /// Whether networks can run here.
  public static var isInstalled: Bool { (try? version()) != nil }

  /// The version of libtorch, such as `1.13.1`.
  /// - Throws: `NetworkError` where it cannot be opened.
  public static func version() throws(NetworkError) -> String {
    String(cString: try TorchLibrary.shared().table.libtorch)
  }
}
