/// Where bytes go that appear as a whole or not at all.
protocol ByteDestination: AnyObject {
  /// - Throws: `FileError.Kind.cannotWrite`; nothing is left then.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError)

  /// Makes the files appear under their names.
  func finish() throws(FileError)

  /// Removes what was written, unless it is finished.
  func cancel()
}
