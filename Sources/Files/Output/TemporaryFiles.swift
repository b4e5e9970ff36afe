import Foundation
import Synchronization

/// The temporary files of this process, so that an interrupted process leaves none behind.
///
/// A fixed table of C strings that threads and a signal handler share without locks. A killed process
/// (`SIGKILL`) leaves its temporary files; so does one that traps, unless `removeWhenInterrupted` was called for
/// the signal.
public enum TemporaryFiles {
  /// The index of a file in the table.
  struct Entry { fileprivate let index: Int }

  private typealias Slot = Atomic<UnsafeMutablePointer<CChar>?>
  private static let capacity = 256
  /// Made before a signal can need it, and `isSweeping` with it: neither is made in a handler.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Slot> = {
    _ = isSweeping.load(ordering: .relaxed)
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    for index in 0..<capacity { (slots + index).initialize(to: Atomic(nil)) }
    return slots
  }()
  private static let isSweeping = Atomic(false)

  /// Removes every temporary file that is not finished. Async-signal-safe once the process has made its first
  /// temporary file or called `removeWhenInterrupted`.
  public static func removeAll() {
    isSweeping.store(true, ordering: .sequentiallyConsistent)
    for index in 0..<capacity {
      if let path = slots[index].load(ordering: .sequentiallyConsistent) { unlink(path) }
    }
  }

  /// Lets signals that are not ignored remove every temporary file and end the process, which then exits with
  /// 128 and the signal's number: 130 for an interrupt from the keyboard.
  public static func removeWhenInterrupted(by signals: [Int32] = [SIGINT, SIGTERM, SIGHUP]) {
    _ = slots
    for number in signals where !isIgnored(signal(number, SIG_IGN)) {
      signal(number) { number in
        TemporaryFiles.removeAll()
        _exit(128 + number)
      }
    }
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Enters a file; to be called before it is made.
  /// - Precondition: fewer than 256 temporary files are open.
  static func enter(_ path: String) -> Entry {
    let copy = strdup(path.fileName)
    for index in 0..<capacity where slots[index].exchangeIfEmpty(copy) { return Entry(index: index) }
    preconditionFailure("more than \(capacity) temporary files are open at a time")
  }

  /// Forgets a file that was finished or removed. Its name is not freed while a signal handler may read it.
  static func forget(_ entry: Entry) {
    let path = slots[entry.index].exchange(nil, ordering: .sequentiallyConsistent)
    if !isSweeping.load(ordering: .sequentiallyConsistent) { free(path) }
  }
}

extension Atomic where Value == UnsafeMutablePointer<CChar>? {
  /// Stores `value` if nothing is stored; returns whether it did.
  fileprivate borrowing func exchangeIfEmpty(_ value: Value) -> Bool {
    compareExchange(expected: nil, desired: value, ordering: .sequentiallyConsistent).exchanged
  }
}
