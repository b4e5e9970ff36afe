extension GzipCursor {
  /// All that lies ahead. Reading to the end also has zlib check its sum.
  ///
  /// - Throws: `.badData` if the compressed data are damaged or break off.
  func contents() throws(FileError) -> [UInt8] {
    var contents: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let result = block.withUnsafeMutableBytes { memory in
        Result { () throws(FileError) in try read(into: memory) }
      }
      let count = try result.get()
      guard count > 0 else { return contents }
      contents += block.prefix(count)
    }
  }
}
