extension Array where Element: BitwiseCopyable {
  /// Calls `body` with the memory of the elements.
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try withUnsafeBufferPointer { (elements) throws(FileError) in try body(UnsafeRawBufferPointer(elements)) }
  }
}
