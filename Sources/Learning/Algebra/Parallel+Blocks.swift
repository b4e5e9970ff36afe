import Scattering

extension Parallel {
  /// Calls `body` for ranges of at most `size` that together make `0..<count`.
  func forBlocks(of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    forEach((count + size - 1) / size) { _, block in
      body((block * size)..<min((block + 1) * size, count))
    }
  }
}
