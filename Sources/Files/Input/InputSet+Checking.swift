import Arrays

/// Reading everything once, to know what cannot be read.
extension InputSet {
  /// The set without inputs that cannot be read: files that are damaged, and rows of arrays whose samples are not finite.
  ///
  /// Decodes every file, as many at a time as there are threads.
  ///
  /// - Throws: The failures as one error if nothing is left.
  public func withoutFailures<Sample: Scalar>(
    as _: Sample.Type, parallel: Parallel = Parallel()
  ) throws(FileError) -> InputSet {
    let checked = parallel.map(entries.count) { index in check(entries[index], as: Sample.self) }.flatMap(
      \.self)
    let errors = checked.compactMap(\.error)
    guard errors.count > entries.count(where: { $0.error != nil }) else { return self }
    guard checked.contains(where: { $0.source != nil }) else { throw .several(errors) }
    return try InputSet(checked, options, shape, batch: nil, leftOut: leftOut)
  }

  /// The failures of the files from the one of a frame on, as one error; nil if there are none. `FileError.listLimit` of them end the
  /// search, and so do `searchLimit` files.
  func failure<Sample: Scalar>(from frame: Int, as _: Sample.Type, parallel: Parallel) -> FileError? {
    let first = locate(frame).source.path
    let (errors, areAll) = failures(among: sources.drop { $0.path != first }, as: Sample.self, parallel)
    return errors.isEmpty ? nil : .several(errors, areAll: areAll)
  }

  /// No more files are decoded to find further failures.
  private static let searchLimit = 10_000

  private func failures<Sample: Scalar>(
    among sources: ArraySlice<any FrameSource>, as _: Sample.Type, _ parallel: Parallel
  ) -> (errors: [FileError], areAll: Bool) {
    var errors: [FileError] = []
    let searched = sources.prefix(Self.searchLimit)
    for chunk in searched.indices.chunks(of: parallel.threads * 8) {
      guard errors.count < FileError.listLimit else { return (errors, false) }
      errors += parallel.map(chunk.count) { check(.opened(sources[chunk.lowerBound + $0]), as: Sample.self) }
        .flatMap { $0.compactMap(\.error) }
    }
    return (errors, searched.count == sources.count)
  }

  /// The failures of entries, of which one at least could not be opened: these, then those that show when the others are decoded.
  static func failure(
    of entries: [InputEntry], _ options: InputOptions, _ parallel: Parallel
  ) -> FileError {
    let errors = entries.compactMap(\.error)
    let opened = entries.filter { $0.source != nil }
    guard let first = opened.first?.source, errors.count < FileError.listLimit else {
      return .several(errors)
    }
    let shape = options.resize ?? first.shape
    guard options.resize != nil || opened.allSatisfy({ $0.source?.shape == shape }),
      let set = try? InputSet(opened, options, shape, batch: nil, leftOut: [:])
    else { return .several(errors, areAll: false) }
    let (others, areAll) = set.failures(among: set.sources[...], as: Double.self, parallel)
    return .several(errors + others, areAll: areAll)
  }

  /// The parts of an entry that can be read, and what is between them.
  private func check<Sample: Scalar>(_ entry: InputEntry, as _: Sample.Type) -> [InputEntry] {
    guard let source = entry.source else { return [entry] }
    do throws(FileError) {
      let faults = try faults(of: source, as: Sample.self)
      return faults.isEmpty ? [entry] : SourceRows.parts(of: source, between: faults)
    } catch {
      return [.failed(error, count: source.entryCount)]
    }
  }

  /// The rows of a source that hold samples that are not finite, in order.
  private func faults<Sample: Scalar>(
    of source: any FrameSource, as _: Sample.Type
  ) throws(FileError) -> [(row: Int, error: FileError)] {
    var faults: [(row: Int, error: FileError)] = []
    let framesPerRow = source.count / source.entryCount
    if shape.rank == 1, shape.count > Self.samplesAtOnce, source.shape == shape {
      for frame in 0..<source.count where faults.last?.row != frame / framesPerRow {
        if let error = try firstFault(ofLong: frame, of: source, as: Sample.self) {
          faults.append((frame / framesPerRow, error))
        }
      }
      return faults
    }
    let rowsAtOnce = max(1, Self.samplesAtOnce / (framesPerRow * shape.count))
    for rows in (0..<source.entryCount).chunks(of: rowsAtOnce) {
      let frames = (rows.lowerBound * framesPerRow)..<(rows.upperBound * framesPerRow)
      try withZeros(Sample.self, count: frames.count * shape.count, for: source.path) {
        (out) throws(FileError) in
        try decode(frames, of: source, into: out)
        for (offset, frame) in frames.enumerated() where faults.last?.row != frame / framesPerRow {
          if let error = fault(out + offset * shape.count, frame, of: source) {
            faults.append((frame / framesPerRow, error))
          }
        }
      }
    }
    return faults
  }

  /// The fault of a frame that is read piece by piece, as it may not fit in memory.
  private func firstFault<Sample: Scalar>(
    ofLong frame: Int, of source: any FrameSource, as _: Sample.Type
  ) throws(FileError) -> FileError? {
    defer { source.close() }
    return try withZeros(Sample.self, count: Self.samplesAtOnce, for: source.path) {
      (out) throws(FileError) in
      for samples in (0..<shape.count).chunks(of: Self.samplesAtOnce) {
        try source.read(samples, ofFrame: frame, into: out)
        if let error = fault(out, frame, of: source, samples: samples) { return error }
      }
      return nil
    }
  }

  private static let samplesAtOnce = 1 << 20
}

/// Successive rows of a source along its first batch axis.
struct SourceRows: FrameSource {
  let base: any FrameSource
  let rows: Range<Int>

  var path: String { base.path }
  var file: String { base.file }
  var batch: [Int] { [rows.count] + base.batch.dropFirst() }
  var shape: Shape { base.shape }
  var isSingleEntry: Bool { false }
  var kind: SourceKind { base.kind }
  var sampling: Sampling? { base.sampling }
  var remark: String? { base.remark }

  private var firstFrame: Int { rows.lowerBound * (base.count / base.entryCount) }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    try base.read((range.lowerBound + firstFrame)..<(range.upperBound + firstFrame), into: out)
  }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    try base.read(samples, ofFrame: index + firstFrame, into: out)
  }

  func close() { base.close() }

  func name(of index: Int) -> String { base.name(of: index + firstFrame) }

  /// The rows of a source before, between and behind those that fail, and these.
  ///
  /// - Parameter faults: In the order of their rows, of which each occurs once.
  static func parts(of source: any FrameSource, between faults: [(row: Int, error: FileError)])
    -> [InputEntry]
  {
    var (parts, start) = ([InputEntry](), 0)
    func add(until end: Int) {
      if end > start { parts.append(.opened(SourceRows(base: source, rows: start..<end))) }
    }
    for fault in faults {
      add(until: fault.row)
      parts.append(.failed(fault.error, count: 1))
      start = fault.row + 1
    }
    add(until: source.entryCount)
    return parts
  }
}
