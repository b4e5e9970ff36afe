import Arrays

/// An array in an uncompressed file: NPY or IDX.
struct ArraySource: FrameSource {
  let path: String
  let layout: ArrayLayout

  var batch: [Int] { layout.batch }
  var shape: Shape { layout.shape }
  var isSingleEntry: Bool { false }
  var kind: SourceKind { layout.kind }

  /// - Throws: `.badData` unless the file is as long as its header says.
  init(_ layout: ArrayLayout, _ file: borrowing MappedFile) throws(FileError) {
    path = file.path
    self.layout = layout
    try layout.check(fileSize: file.bytes.count, path: file.path)
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    let file = try MappedFile(path)
    try layout.check(fileSize: file.bytes.count, path: path)
    try read(range, of: file, into: out)
  }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    guard !layout.header.isColumnMajor else { return try readWhole(samples, ofFrame: index, into: out) }
    let file = try MappedFile(path)
    try layout.check(fileSize: file.bytes.count, path: path)
    let stored = UnsafeRawBufferPointer(rebasing: file.bytes[layout.header.offset...])
    layout.convert(
      UnsafeRawBufferPointer(rebasing: stored[layout.bytes(of: samples, frame: index)]),
      count: samples.count, into: out)
  }

  private func read<Sample: Scalar>(
    _ range: Range<Int>, of file: borrowing MappedFile, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let stored = UnsafeRawBufferPointer(rebasing: file.bytes[layout.header.offset...])
    let (size, count) = (layout.frameSize, range.count * shape.count)
    guard layout.header.isColumnMajor else {
      let frames = stored[(range.lowerBound * size)..<(range.upperBound * size)]
      return layout.convert(UnsafeRawBufferPointer(rebasing: frames), count: count, into: out)
    }
    try withZeroedBytes(count: range.count * size, for: path) { (memory) throws(FileError) in
      layout.gather(range, from: stored, into: memory)
      layout.convert(UnsafeRawBufferPointer(memory), count: count, into: out)
    }
  }

  func name(of index: Int) -> String { layout.name(of: index, in: path) }
}
