/// Called by libFuzzer with each input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzer.shared.parse(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
