import Arrays

extension InputSet {
  /// Reads the frames `range` of the flattened batch into `out`, row-major; they may lie in several files.
  ///
  /// Integer samples are divided as the options say; other numbers stay as they are. Takes memory of the order of what
  /// is read, plus one decoded image. Safe from several threads at a time, as long as they write to different memory. A
  /// compressed array is decoded once if ranges come in order.
  ///
  /// - Precondition: `range` lies in `0..<count` and `out` has room for `range.count * shape.count`.
  /// - Throws: `.noInput` if a file has gone; `.badData` if samples are missing, damaged, not finite or beyond what
  ///   `Sample` has numbers for.
  public func read<Sample: Scalar>(
    _ range: Range<Int>, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "frames \(range) of a set of \(count)")
    var next = range.lowerBound
    while next < range.upperBound {
      let (source, first) = locate(next)
      let local = first..<min(source.count, first + range.upperBound - next)
      let start = out + (next - range.lowerBound) * shape.count
      try decode(local, of: source, into: start)
      for (offset, index) in local.enumerated() {
        if let error = fault(start + offset * shape.count, index, of: source) { throw error }
      }
      next += local.count
    }
  }

  /// Reads the frames `range` of the flattened batch, `[range.count, space...]`.
  ///
  /// - Throws: As `read(_:into:)`; the error also holds the failures of files behind the first.
  public func read<Sample: Scalar>(_ range: Range<Int>, as _: Sample.Type = Sample.self) throws(FileError)
    -> Signal<Sample>
  {
    do throws(FileError) {
      return try Signal(batch: [range.count], shape: shape) { (buffer) throws(FileError) in
        if let start = buffer.baseAddress { try read(range, into: start) }
      }
    } catch {
      throw failure(from: range.lowerBound, as: Sample.self, parallel: Parallel()) ?? error
    }
  }

  /// Reads frames of one source, whatever their samples are.
  func decode<Sample: Scalar>(
    _ range: Range<Int>, of source: any FrameSource, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    if source.shape == shape {
      try source.read(range, into: out)
    } else {
      try resample(range, of: source, into: out)
    }
  }

  /// Reads successive samples of frame `index` of the flattened batch, which has the set's own shape.
  ///
  /// - Throws: As `read(_:into:)`.
  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    let (source, local) = locate(index)
    precondition(source.shape == shape, "samples of a frame that is resampled")
    try source.read(samples, ofFrame: local, into: out)
    if let error = fault(out, local, of: source, samples: samples) { throw error }
  }

  /// Closes what readings of a frame's samples left open.
  func close(frame index: Int) { locate(index).source.close() }

  /// What is wrong with samples of a frame that were read from `source`, if anything.
  /// - Parameter samples: Those that were read; nil for all.
  func fault<Sample: Scalar>(
    _ values: UnsafePointer<Sample>, _ index: Int, of source: any FrameSource, samples: Range<Int>? = nil
  ) -> FileError? {
    if Sample.allFinite(UnsafeBufferPointer(start: values, count: samples?.count ?? shape.count)) {
      return nil
    }
    let name = source.name(of: index)
    guard let peak = source.finitePeak(samples ?? 0..<source.shape.count, ofFrame: index) else {
      return FileError(.badData, name, found: "NaN or infinity", expected: "finite samples")
    }
    let limit = "\(Float.greatestFiniteMagnitude)"
    return FileError(
      .badData, name, found: "a sample of \(peak), beyond single precision",
      expected: source.shape == shape
        ? "samples up to \(limit), or double precision (--precision double)"
        : "samples up to \(limit), as resampling computes in single precision")
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

extension FrameSource {
  /// The sample of some of a frame's that is largest in magnitude; nil if one is not finite.
  fileprivate func finitePeak(_ samples: Range<Int>, ofFrame index: Int) -> Double? {
    try? withZeros(Double.self, count: samples.count, for: path) {
      (values) throws(FileError) -> Double? in
      try read(samples, ofFrame: index, into: values)
      let values = UnsafeBufferPointer(start: values, count: samples.count)
      return values.allSatisfy(\.isFinite) ? values.max { abs($0) < abs($1) } : nil
    }
  }
}
