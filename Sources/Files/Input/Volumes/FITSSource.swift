import Arrays

/// The first image of a FITS file: its axes longer than 1, of which the last are the signal and those before batch.
struct FITSSource: FrameSource {
  let path: String
  let batch: [Int]
  let shape: Shape
  private let image: FITSImage
  private let divisor: Double

  var isSingleEntry: Bool { batch.isEmpty }
  var kind: SourceKind { .array(image.longAxes, isOfPlainBytes: false) }
  var sampling: Sampling? { .spacing(Array(image.spacing.suffix(shape.rank))) }
  var remark: String? {
    guard image.part > 1 else { return nil }
    let name = image.name.map { " (\($0))" } ?? ""
    return "the primary HDU is empty; the first image, of HDU \(image.part)\(name), is read"
  }

  /// Samples that are read at a time.
  private static let block = 1 << 18

  /// - Throws: `.badData` if there is no image, it is damaged, or has fewer axes than a signal; `.usage` for options of other inputs.
  init(_ file: borrowing MappedFile, _ options: InputOptions) throws(FileError) {
    path = file.path
    try options.check(.array, path)
    image = try FITSImage(file)
    let axes = image.longAxes
    let rank = options.rank ?? axes.count
    guard (1...3).contains(rank), rank <= axes.count else {
      throw FileError(
        .badData, path, found: "a FITS image of \(image.axes.axesText), \(axes.count) axes longer than 1",
        expected: options.rank == nil
          ? "one to three, or --rank" : "at least \(rank), the rank of the signals")
    }
    try options.check(signalsOf: rank, path)
    (batch, shape) = (Array(axes.dropLast(rank)), Shape(unchecked: Array(axes.suffix(rank))))
    divisor = options.rescaling.divisor(automatic: 1, of: image.isOfIntegers ? .int32 : .float32)
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    try readFlattened((range.lowerBound * shape.count)..<(range.upperBound * shape.count), into: out)
  }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let start = index * shape.count
    try readFlattened((start + samples.lowerBound)..<(start + samples.upperBound), into: out)
  }

  /// Reads samples of the flattened image, of any number.
  private func readFlattened<Sample: Scalar>(
    _ samples: Range<Int>, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    guard try FITSImage(MappedFile(path)) == image else {
      throw FileError(
        .badData, path, found: "another image than when the file was opened", expected: "the same image")
    }
    for block in samples.chunks(of: Self.block) {
      try readBlock(block, into: out + (block.lowerBound - samples.lowerBound))
    }
  }

  /// Reads samples of the flattened image.
  private func readBlock<Sample: Scalar>(
    _ range: Range<Int>, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    try withZeros(Double.self, count: range.count, for: path) { (samples) throws(FileError) in
      nonisolated(unsafe) let target = samples
      try FITSSession.with(path) { (session) throws(FileError) in
        _ = try session.open(image.part)
        try session.read(range.count, from: image.indices(of: range.lowerBound), into: target)
      }
      if divisor != 1 { for index in range.indices { samples[index - range.lowerBound] /= divisor } }
      Sample.convert(
        UnsafeRawBufferPointer(start: samples, count: range.count * MemoryLayout<Double>.stride),
        of: .float64,
        byteSwapped: false, count: range.count, scale: 1, into: out)
    }
  }

  func name(of index: Int) -> String {
    guard !batch.isEmpty else { return path }
    return "\(path)[\(ArrayLayout.indices(of: index, along: batch).map(String.init).joined(separator: ","))]"
  }
}
