import Foundation

/// Asks the system to back large memory with large pages, which it hands out many times as fast. Only a hint.
func preferHugePages(_ base: UnsafeMutableRawPointer, bytes: Int) {
  let page = 4096
  let skipped = (page - Int(bitPattern: base) % page) % page
  guard bytes >= 1 << 23 else { return }
  madvise(base + skipped, (bytes - skipped) / page * page, MADV_HUGEPAGE)
}
