import Arrays

/// All inputs of a command, in order, as one array `[batch..., space...]` that is read piece by piece.
///
/// Images are PNG, JPEG (not CMYK), TIFF of one page, PGM and PPM; they are turned as their EXIF or TIFF
/// orientation says, unsigned samples are scaled to [0, 1], and transparency, gamma and colour profiles are
/// ignored. Arrays are NPY of booleans, integers or real numbers, and IDX, also compressed by gzip; of these
/// only the unsigned bytes of IDX are scaled.
///
/// The batch is that of the file, if there is one alone, an array, and it was named itself. Else files follow
/// each other along the first axis, an image or an array without batch axes as one entry, an array by its
/// first batch axis; the axes behind, three colours for instance, must agree.
public struct InputSet: Sendable {
  /// The leading axes.
  public let batch: [Int]
  /// The spatial axes of every frame.
  public let shape: Shape
  /// The files, in order.
  public let sources: [any FrameSource]
  /// The first frame of each source.
  private let starts: [Int]

  /// The number of frames: the product of the batch axes.
  public var count: Int { batch.reduce(1, *) }

  /// Opens files and folders, and reads and compares the headers of all files, several at a time.
  ///
  /// A folder stands for the files in and below it whose names tell a known format, in bytewise order of
  /// their paths; hidden ones are passed over. Files that are named themselves may have any name: contents
  /// tell their format.
  ///
  /// - Parameters:
  ///   - paths: Files and folders; their order is kept.
  ///   - parallel: How many headers are read at a time.
  /// - Throws: `.noInput` for what is not there or cannot be read; `.badData` for files that are no input,
  ///   that have damaged headers, or that do not go together, and for folders without inputs.
  public init(
    paths: [String], options: InputOptions = InputOptions(), parallel: Parallel = Parallel()
  ) throws(FileError) {
    let files = try FolderListing.files(paths)
    sources = try Self.open(files, options, parallel)
    guard let first = sources.first else {
      throw FileError(.noInput, "inputs", found: "none", expected: "at least one file or folder")
    }
    shape = if let size = options.resize { size } else { try Self.commonShape(of: sources) }
    batch =
      sources.count == 1 && !first.isSingleEntry && files == paths ? first.batch : try Self.stack(sources)
    var starts: [Int] = []
    var count = 0
    for source in sources {
      starts.append(count)
      count += source.count
    }
    self.starts = starts
  }

  /// The source in which frame `index` of the flattened batch stands, and its number there.
  ///
  /// - Precondition: `index` is in `0..<count`.
  func locate(_ index: Int) -> (source: any FrameSource, local: Int) {
    precondition((0..<count).contains(index), "frame \(index) of a set of \(count)")
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return (sources[low], index - starts[low])
  }

  /// Opens all files; of several errors the first one counts.
  private static func open(
    _ files: [String], _ options: InputOptions, _ parallel: Parallel
  ) throws(FileError) -> [any FrameSource] {
    try parallel.map(files.count) { (index) throws(FileError) in try FileFormat.open(files[index], options) }
  }

  private static func commonShape(of sources: [any FrameSource]) throws(FileError) -> Shape {
    for source in sources where source.shape != sources[0].shape {
      throw FileError(
        .badData, source.path, found: "frames of \(source.shape)",
        expected: "\(sources[0].shape) as in \(sources[0].path), or a size to resample all to")
    }
    return sources[0].shape
  }

  /// The batch axes of all sources, one after the other along the first.
  private static func stack(_ sources: [any FrameSource]) throws(FileError) -> [Int] {
    func entry(_ source: any FrameSource) -> [Int] {
      source.isSingleEntry ? source.batch : Array(source.batch.dropFirst())
    }
    let trailing = entry(sources[0])
    for source in sources where entry(source) != trailing {
      throw FileError(
        .badData, source.path, found: "batch axes \(entry(source)) behind the first",
        expected: "\(trailing) as in \(sources[0].path)")
    }
    return [sources.reduce(0) { $0 + ($1.isSingleEntry ? 1 : $1.batch.first ?? 1) }] + trailing
  }
}

extension InputSet {
  /// The file and where in it frame `index` of the flattened batch stands: `dir/a.png`, `dir/a.png[red]`,
  /// `train.idx.gz[17]`, `x.npy[2,5]`.
  public func name(of index: Int) -> String {
    let (source, local) = locate(index)
    return source.name(of: local)
  }

  /// The names of all frames, in the order of the flattened batch.
  public var names: [String] {
    sources.flatMap { source in (0..<source.count).map { source.name(of: $0) } }
  }
}

extension InputSet {
  /// Checks that none of the files to be written is one of the inputs, by whatever name: a link or another spelling of
  /// its path.
  ///
  /// - Throws: `.cannotWrite` in the name of the first that is.
  public func checkAgainstOverwriting(by outputs: [String]) throws(FileError) {
    for output in outputs {
      guard let identity = try? FileStatus(output).identity else { continue }
      guard let source = sources.first(where: { (try? FileStatus($0.path))?.identity == identity }) else {
        continue
      }
      throw FileError(
        .cannotWrite, output,
        found: source.path == output ? "one of the inputs" : "one of the inputs, \(source.path)",
        expected: "the name of another file")
    }
  }
}
