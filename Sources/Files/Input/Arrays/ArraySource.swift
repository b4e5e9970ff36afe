import Arrays

/// An array in an uncompressed file: NPY or IDX.
struct ArraySource: FrameSource {
  let path: String
  let layout: ArrayLayout

  var batch: [Int] { layout.batch }
  var shape: Shape { layout.shape }
  var isSingleEntry: Bool { false }

  /// - Throws: `.badData` unless the file is as long as its header says.
  init(_ layout: ArrayLayout, _ file: borrowing MappedFile) throws(FileError) {
    path = file.path
    self.layout = layout
    try layout.check(fileSize: file.bytes.count, path: file.path)
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    let file = try MappedFile(path)
    try layout.check(fileSize: file.bytes.count, path: path)
    let stored = UnsafeRawBufferPointer(rebasing: file.bytes[layout.header.offset...])
    if layout.header.isColumnMajor {
      let memory = try ZeroedBytes(count: range.count * layout.frameSize, for: path)
      layout.gather(range, from: stored, into: memory.bytes)
      layout.convert(UnsafeRawBufferPointer(memory.bytes), count: range.count * shape.count, into: out)
    } else {
      let frames = stored[(range.lowerBound * layout.frameSize)..<(range.upperBound * layout.frameSize)]
      layout.convert(UnsafeRawBufferPointer(rebasing: frames), count: range.count * shape.count, into: out)
    }
  }

  func name(of index: Int) -> String { layout.name(of: index, in: path) }
}
