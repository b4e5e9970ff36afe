extension ArrayLayout {
  /// Copies the frames `range` of a column-major array, whose samples are `stored`, in row-major order.
  ///
  /// Frames that follow each other stand side by side in such a file, so the frames are the inner loop:
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
    let frames = range.map { place(indices(of: $0, along: batch), from: 0) }
    for sample in 0..<shape.count {
      let offset = place(indices(of: sample, along: shape.dimensions), from: batch.count)
      for (frame, start) in frames.enumerated() {
        let word = stored.loadUnaligned(fromByteOffset: (start + offset) * size, as: Word.self)
        out.storeBytes(of: word, toByteOffset: (frame * shape.count + sample) * size, as: Word.self)
      }
    }
  }

  /// How many samples after the first stands the one at `indices` along the axes from `axis` on.
  private func place(_ indices: [Int], from axis: Int) -> Int {
    var stride = header.dimensions.prefix(axis).reduce(1, *)
    var place = 0
    for (index, length) in zip(indices, header.dimensions.dropFirst(axis)) {
      place += index * stride
      stride *= length
    }
    return place
  }
}
