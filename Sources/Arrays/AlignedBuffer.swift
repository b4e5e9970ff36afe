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
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
      .bindMemory(to: Element.self, capacity: max(count, 1))
    preferHugePages(base, bytes: bytes)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
  public var mutableElements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }
}
