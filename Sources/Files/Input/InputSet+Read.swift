import Arrays

extension InputSet {
  /// Reads the frames `range` of the flattened batch into `out`, row-major; they may lie in several files.
  ///
  /// Unsigned 8- and 16-bit images, and the unsigned bytes of IDX, are scaled to [0, 1]; other numbers stay
  /// as they are. Takes memory of the order of what is read, plus one decoded image. Safe from several
  /// threads at a time, as long as they write to different memory. A compressed array is decoded once if
  /// ranges come in order.
  ///
  /// - Precondition: `range` lies in `0..<count` and `out` has room for `range.count * shape.count`.
  /// - Throws: `.noInput` if a file has gone; `.badData` if samples are missing, damaged, infinite or not a
  ///   number.
  public func read<Sample: Scalar>(
    _ range: Range<Int>, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "frames \(range) of a set of \(count)")
    var next = range.lowerBound
    while next < range.upperBound {
      let (source, first) = locate(next)
      let local = first..<min(source.count, first + range.upperBound - next)
      try read(local, of: source, into: out + (next - range.lowerBound) * shape.count)
      next += local.count
    }
  }

  /// Reads the frames `range` of the flattened batch, `[range.count, space...]`.
  public func read<Sample: Scalar>(_ range: Range<Int>, as _: Sample.Type = Sample.self) throws(FileError)
    -> Signal<Sample>
  {
    try Signal(batch: [range.count], shape: shape) { (buffer) throws(FileError) in
      if let start = buffer.baseAddress { try read(range, into: start) }
    }
  }

  private func read<Sample: Scalar>(
    _ range: Range<Int>, of source: any FrameSource, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    if source.shape == shape {
      try source.read(range, into: out)
    } else {
      try resample(range, of: source, into: out)
    }
    for (offset, index) in range.enumerated() {
      guard Sample.allFinite(UnsafeBufferPointer(start: out + offset * shape.count, count: shape.count))
      else {
        throw FileError(
          .badData, source.name(of: index), found: "NaN or infinity", expected: "finite samples")
      }
    }
  }

  private func resample<Sample: Scalar>(
    _ range: Range<Int>, of source: any FrameSource, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let resample = try Resampler(from: source.shape, to: shape, path: source.path)
    let path = source.path
    try withZeros(Float.self, count: range.count * source.shape.count, for: path) {
      (frames) throws(FileError) in
      try source.read(range, into: frames)
      try withZeros(Float.self, count: shape.count, for: path) { (resampled) throws(FileError) in
        for offset in 0..<range.count {
          try resample(frames + offset * source.shape.count, into: resampled, path: path)
          Sample.convert(
            UnsafeRawBufferPointer(start: resampled, count: shape.count * MemoryLayout<Float>.stride),
            of: .float32, byteSwapped: false, count: shape.count, scale: 1, into: out + offset * shape.count)
        }
      }
    }
  }
}
