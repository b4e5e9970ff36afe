import Arrays

/// How the frames of an array lie in its file.
struct ArrayLayout: Equatable, Sendable {
  let header: ArrayHeader
  let batch: [Int]
  let shape: Shape
  /// The bytes of all samples.
  let byteCount: Int

  /// Splits an array into batch and space.
  ///
  /// - Throws: `.badData` if it has fewer axes than `rank`, no samples, or more than memory can address.
  init(_ header: ArrayHeader, of path: String, rank: Int) throws(FileError) {
    let dimensions = header.dimensions
    try Self.checkAxes(dimensions, of: path, rank: rank)
    guard dimensions.allSatisfy({ $0 > 0 }) else {
      throw FileError(
        .badData, path, found: "an array \(dimensions) without samples", expected: "at least one sample")
    }
    guard let byteCount = (dimensions + [header.type.byteCount]).productIfRepresentable else {
      throw FileError(
        .badData, path, found: "an array \(dimensions)", expected: "no more samples than memory can address")
    }
    self.byteCount = byteCount
    self.header = header
    batch = Array(dimensions.dropLast(rank))
    shape = Shape(unchecked: Array(dimensions.suffix(rank)))
  }

  /// Checks that images can be made of an array's axes, and that none of them is one of colours behind the pixels.
  private static func checkAxes(_ axes: [Int], of path: String, rank: Int) throws(FileError) {
    let text = axes.axesText
    guard axes.count >= rank else {
      let found =
        switch axes.count {
        case 0: "a single number"
        case 1: "an array of one axis (\(text)), as sounds and series have"
        default: "an array \(text)"
        }
      throw FileError(
        .badData, path, found: found,
        expected: rank == 2 ? "images, [..., row, column]" : "at least \(rank) axes, the rank of the signals")
    }
    let pixels = axes.suffix(3)
    guard rank == 2, pixels.count == 3, [1, 3, 4].contains(pixels.last!),
      pixels.dropLast().allSatisfy({ $0 > 4 })
    else { return }
    let isColor = pixels.last! > 1
    throw FileError(
      .badData, path,
      found: "an array \(text), which looks like height x width x \(isColor ? "colour" : "one channel")",
      expected: "[..., row, column]: "
        + (isColor
          ? "numpy.moveaxis(x, -1, -3) makes the colours a batch axis, x[..., :3] @ [0.299, 0.587, 0.114] makes them gray"
          : "x[..., 0] is the array without the channel"))
  }

  /// What the array is read as.
  var kind: SourceKind { .array(header.dimensions, isOfPlainBytes: header.isOfPlainBytes) }

  /// The bytes of a frame.
  var frameSize: Int { shape.count * header.type.byteCount }

  /// The bytes, from the first sample of the array, of samples of one frame that is stored in row-major order.
  func bytes(of samples: Range<Int>, frame index: Int) -> Range<Int> {
    let (start, width) = (index * frameSize, header.type.byteCount)
    return (start + samples.lowerBound * width)..<(start + samples.upperBound * width)
  }

  /// Checks that a file of `size` bytes holds these samples and nothing else.
  func check(fileSize size: Int, path: String) throws(FileError) {
    guard size - header.offset == byteCount else {
      throw FileError(
        .badData, path, found: "\(max(size - header.offset, 0)) bytes of samples",
        expected: "the \(byteCount) that an array \(header.dimensions) of \(header.type) takes")
    }
  }

  /// The name of frame `index` of the flattened batch of the file at `path`.
  func name(of index: Int, in path: String) -> String {
    guard !batch.isEmpty else { return path }
    return "\(path)[\(Self.indices(of: index, along: batch).map(String.init).joined(separator: ","))]"
  }

  /// The index along each axis of element `index` of a flattened row-major array.
  static func indices(of index: Int, along axes: [Int]) -> [Int] {
    var rest = index
    var indices: [Int] = []
    for length in axes.reversed() {
      indices.append(rest % length)
      rest /= length
    }
    return indices.reversed()
  }

  /// Writes `count` samples, stored in row-major order, divided by their full scale.
  func convert<Sample: Scalar>(
    _ stored: UnsafeRawBufferPointer, count: Int, into out: UnsafeMutablePointer<Sample>
  ) {
    guard header.fullScale != 1 else {
      Sample.convert(
        stored, of: header.type, byteSwapped: header.isByteSwapped, count: count, scale: 1, into: out)
      return
    }
    let block = 1024
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block) { scaled in
      for chunk in (0..<count).chunks(of: block) {
        let bytes = UnsafeRawBufferPointer(rebasing: stored[(chunk.lowerBound * header.type.byteCount)...])
        Double.convert(
          bytes, of: header.type, byteSwapped: header.isByteSwapped, count: chunk.count, scale: 1,
          into: scaled.baseAddress!)
        for index in 0..<chunk.count { scaled[index] /= header.fullScale }
        Sample.convert(
          UnsafeRawBufferPointer(scaled), of: .float64, byteSwapped: false, count: chunk.count, scale: 1,
          into: out + chunk.lowerBound)
      }
    }
  }
}

extension ArrayLayout {
  /// Copies the frames `range` of a column-major array, whose samples are `stored`, in row-major order.
  ///
  /// Frames that follow each other stand next to each other in such a file, so the frames are the inner loop:
  /// reading many at a time is what makes it fast.
  func gather(
    _ range: Range<Int>, from stored: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
  ) {
    switch header.type.byteCount {
    case 1: gather(range, stored, out, UInt8.self)
    case 2: gather(range, stored, out, UInt16.self)
    case 4: gather(range, stored, out, UInt32.self)
    case 8: gather(range, stored, out, UInt64.self)
    default: gather(range, stored, out, SIMD2<UInt64>.self)
    }
  }

  private func gather<Word: BitwiseCopyable>(
    _ range: Range<Int>, _ stored: UnsafeRawBufferPointer, _ out: UnsafeMutableRawBufferPointer, _: Word.Type
  ) {
    let size = MemoryLayout<Word>.size
    let frames = range.map { sampleOffset(of: Self.indices(of: $0, along: batch), from: 0) }
    for sample in 0..<shape.count {
      let offset = sampleOffset(of: Self.indices(of: sample, along: shape.dimensions), from: batch.count)
      for (frame, start) in frames.enumerated() {
        let word = stored.loadUnaligned(fromByteOffset: (start + offset) * size, as: Word.self)
        out.storeBytes(of: word, toByteOffset: (frame * shape.count + sample) * size, as: Word.self)
      }
    }
  }

  /// How many samples after the first stands the one at `indices` along the axes from `axis` on.
  private func sampleOffset(of indices: [Int], from axis: Int) -> Int {
    var stride = header.dimensions.prefix(axis).reduce(1, *)
    var offset = 0
    for (index, length) in zip(indices, header.dimensions.dropFirst(axis)) {
      offset += index * stride
      stride *= length
    }
    return offset
  }
}
