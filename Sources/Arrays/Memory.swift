import Glibc

/// Memory of `count` elements that starts at a multiple of 64 bytes, as vector instructions and FFTW's plans want it.
///
/// Elements must be plain numbers: none is initialised or destroyed. Owned by reference; whoever writes to it must be
/// its only user meanwhile. Pointers into it are good only while the object lives: keep it with `withExtendedLifetime`
/// where nothing else does.
public final class AlignedBuffer<Element>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<Element>
  public let count: Int

  /// Every allocation of arrays starts at a multiple of this many bytes.
  package static var alignment: Int { 64 }

  /// Memory whose contents are undefined.
  public init(uninitialized count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let memory =
      bytes >= Self.mappedSize
      ? Self.map(bytes) : UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
    base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
    preferHugePages(base, bytes: bytes)
  }

  deinit {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= Self.mappedSize { munmap(base, bytes) } else { UnsafeMutableRawPointer(base).deallocate() }
  }

  /// Memory of this size comes from the system and goes back to it: the C library would keep what lies between smaller pieces.
  private static var mappedSize: Int { 1 << 22 }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer {
    let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { fatalError("out of memory: no \(bytes) bytes") }
    return memory
  }

  /// A copy of all elements. `Array(buffer.elements)` would read freed memory where the buffer is used no more.
  package var copy: [Element] { withExtendedLifetime(self) { Array(elements) } }

  /// Good only while the object lives, as `base` is.
  public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
  public var mutableElements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }
}

/// Memory that grows at its end without being copied where the system can move pages instead; of plain numbers only.
package final class GrowingBuffer<Element>: @unchecked Sendable {
  package private(set) var base: UnsafeMutablePointer<Element>
  package private(set) var count = 0
  private var capacity = 64

  package init() { base = Self.reallocate(nil, capacity: capacity) }

  deinit { free(base) }

  /// Appends what `write` puts into room for `most` elements; it returns how many it wrote.
  package func append(atMost most: Int, _ write: (UnsafeMutablePointer<Element>) -> Int) {
    if count + most > capacity {
      capacity = max(count + most, capacity * 3 / 2)
      base = Self.reallocate(base, capacity: capacity)
    }
    let written = write(base + count)
    precondition(0...most ~= written, "\(written) elements were written into room for \(most)")
    count += written
  }

  /// Gives back what was reserved beyond the end.
  package func shrink() {
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

/// Asks the system to back large memory with large pages, which it hands out many times as fast. Only a hint.
func preferHugePages(_ base: UnsafeMutableRawPointer, bytes: Int) {
  let page = 4096
  let skipped = (page - Int(bitPattern: base) % page) % page
  guard bytes >= 1 << 23 else { return }
  madvise(base + skipped, (bytes - skipped) / page * page, MADV_HUGEPAGE)
}
