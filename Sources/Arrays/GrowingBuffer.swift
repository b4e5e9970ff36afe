import Foundation

/// Memory that grows at its end without being copied where the system can move pages instead; of plain numbers only.
final class GrowingBuffer<Element>: @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity = 64

  init() { base = Self.reallocate(nil, capacity: capacity) }

  deinit { free(base) }

  /// Appends what `write` puts into room for `most` elements; it returns how many it wrote.
  func append(atMost most: Int, _ write: (UnsafeMutablePointer<Element>) -> Int) {
    if count + most > capacity {
      capacity = max(count + most, capacity * 3 / 2)
      base = Self.reallocate(base, capacity: capacity)
    }
    let written = write(base + count)
    precondition(0...most ~= written, "\(written) elements were written into room for \(most)")
    count += written
  }

  /// Gives back what was reserved beyond the end.
  func shrink() {
    capacity = max(count, 1)
    base = Self.reallocate(base, capacity: capacity)
  }

  private static func reallocate(_ base: UnsafeMutablePointer<Element>?, capacity: Int)
    -> UnsafeMutablePointer<Element>
  {
    guard let memory = realloc(base, capacity * MemoryLayout<Element>.stride) else {
      fatalError("out of memory: no \(capacity * MemoryLayout<Element>.stride) bytes")
    }
    preferHugePages(memory, bytes: capacity * MemoryLayout<Element>.stride)
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }
}
