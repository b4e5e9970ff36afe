import Glibc

/// Checks of memory that callers give.
struct InterfaceMemory {
  /// Bytes of a sample.
  let sampleSize: Int

  /// - Throws: `InterfaceError` unless there is memory of `count` blocks of `blockCount` samples.
  func check(
    _ memory: UnsafeRawPointer?, _ name: String, _ count: Int, _ blockCount: Int
  ) throws(InterfaceError) {
    let (bytes, overflows) = blockCount.multipliedReportingOverflow(by: sampleSize)
    // A size beyond half the address space is a negative one.
    guard count >= 0, !overflows, !bytes.multipliedReportingOverflow(by: count).overflow else {
      throw InterfaceError("\(UInt(bitPattern: count)) signals were given, more than memory holds")
    }
    guard count > 0 else { return }
    guard let memory else { throw InterfaceError("\(name) is NULL, but \(count) signals were given") }
    guard UInt(bitPattern: memory) % UInt(sampleSize) == 0 else {
      throw InterfaceError(
        "\(name) starts at an address that is no multiple of the \(sampleSize) bytes of a sample")
    }
  }
}

/// - Throws: `InterfaceError` where this machine has fewer than so many bytes of memory.
func checkMemory(_ needed: Double, _ what: String, advice: String = "") throws(InterfaceError) {
  let memory = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
  guard needed <= memory else {
    throw InterfaceError(
      "\(what) take at least \(Int((needed / 1e9).rounded(.up))) GB, but this machine has \(Int(memory / 1e9))"
        + advice)
  }
}
