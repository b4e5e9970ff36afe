import Synchronization

/// Constant tables of inner loops, owned in one place, so that the loops hold plain pointers and count no references.
package final class Arena: Sendable {
  private let owners = Mutex<[any AnyObject & Sendable]>([])

  package init() {}

  /// A copy that lives as long as the arena.
  /// - Precondition: Elements are plain numbers and pointers, or ranges and structures of these: what holds references is not kept.
  package func store<Element>(_ elements: some Collection<Element>) -> UnsafeBufferPointer<Element> {
    // `BitwiseCopyable` would say so to the compiler, but ranges are not.
    precondition(_isPOD(Element.self), "\(Element.self) holds references, which tables do not keep")
    let buffer = AlignedBuffer<Element>(uninitialized: elements.count)
    _ = buffer.mutableElements.update(fromContentsOf: elements)
    keep(buffer)
    return buffer.elements
  }

  /// The elements of a buffer that grows no more, which lives as long as the arena.
  package func adopt<Element>(_ buffer: GrowingBuffer<Element>) -> UnsafePointer<Element> {
    buffer.shrink()
    keep(buffer)
    return UnsafePointer(buffer.base)
  }

  /// Keeps an object alive as long as the arena.
  package func keep(_ owner: any AnyObject & Sendable) { owners.withLock { $0.append(owner) } }
}
