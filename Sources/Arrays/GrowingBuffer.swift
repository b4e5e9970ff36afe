import Foundation

/// Memory that grows at its end without being copied where the system can move pages instead; of plain numbers only.
final class GrowingBuffer<Element>: @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity = 64

  init() { base = Self.reallocate(nil, capacity: capacity) }

  deinit { free(base) }

  /// Room for `extra` more elements, counted as present, for the caller to write.
  func grow(by extra: Int) -> UnsafeMutablePointer<Element> {
    if count + extra > capacity {
      capacity = max(count + extra, capacity * 3 / 2)
      base = Self.reallocate(base, capacity: capacity)
    }
    defer { count += extra }
    return base + count
  }

  func append(_ element: Element) { grow(by: 1).initialize(to: element) }

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
