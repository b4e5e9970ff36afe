import Arrays

/// All inputs of a command, in order, as one array `[batch..., space...]` that is read piece by piece.
///
/// Signals have one rank: sounds 1, images 2, volumes 3, arrays what the options say.
///
/// Images are PNG, JPEG, TIFF, GIF, BMP, WebP and Netpbm's formats; they are turned as their EXIF or TIFF orientation says, integer
/// samples are divided as `InputOptions.rescaling` says, and transparency, gamma and colour profiles are ignored. Arrays are NPY and
/// NPZ of booleans, integers or real numbers, and IDX, also compressed by gzip. Sounds are what `SoundReader` reads, volumes NIfTI, also
/// compressed by gzip, and FITS has images of one to three axes.
///
/// The batch is that of the file, if there is one alone, an array or a stack of pages, and it was named itself. Else files follow
/// each other along the first axis, an image or an array without batch axes as one entry, an array or a stack by its
/// first batch axis; the axes behind, three colours for instance, must agree.
public struct InputSet: Sendable {
  /// How the files are read.
  public let options: InputOptions
  /// The leading axes.
  public let batch: [Int]
  /// The spatial axes of every frame.
  public let shape: Shape
  /// The files that are read, in order.
  public let sources: [any FrameSource]
  /// The files that are read, and those that are left out because they cannot be.
  let entries: [InputEntry]
  /// How many files of folders are no input, by what they are, as in `FolderListing.leftOut`.
  public let leftOut: [String: Int]
  /// The first frame of each source.
  private let starts: [Int]

  /// The inputs that are left out because they cannot be read.
  public var failures: [InputFailure] { InputFailure.list(entries) }

  /// The number of frames: the product of the batch axes.
  public var count: Int { batch.reduce(1, *) }

  /// Opens files and folders, and reads and compares the headers of all files, several at a time.
  ///
  /// A folder stands for the files in and below it whose names tell a known format, in bytewise order of
  /// their paths; hidden ones are passed over. Files that are named themselves may have any name: contents
  /// tell their format. `FILE.npz:NAME` is an array of an archive.
  ///
  /// - Parameters:
  ///   - paths: Files and folders; their order is kept.
  ///   - parallel: How many headers are read at a time.
  ///   - skipsFailures: Whether inputs that cannot be opened are left out, as long as one can.
  /// - Throws: `.usage` if an option concerns other inputs than a file; `.noInput` for what is not there or cannot be read; `.badData` for
  ///   files that are no input, that have damaged headers, or that do not go together, and for folders without inputs. Of several
  ///   the error is the first, and holds the others; then those that open are decoded too, 10,000 at the most, so that it holds the
  ///   ones that are damaged further on.
  public init(
    paths: [String], options: InputOptions = InputOptions(), parallel: Parallel = Parallel(),
    skipsFailures: Bool = false
  ) throws(FileError) {
    let listing = FolderListing(paths)
    try self.init(listing, options: options, parallel: parallel, skipsFailures: skipsFailures)
  }

  /// Opens the files of a listing, as `init(paths:options:parallel:skipsFailures:)` does.
  public init(
    _ listing: FolderListing, options: InputOptions = InputOptions(), parallel: Parallel = Parallel(),
    skipsFailures: Bool = false
  ) throws(FileError) {
    let entries = InputEntry.open(listing, options, parallel)
    guard !entries.isEmpty else {
      throw FileError(.noInput, "inputs", found: "none", expected: "at least one file or folder")
    }
    if let misuse = entries.lazy.compactMap(\.error).first(where: { $0.kind == .usage }) { throw misuse }
    let failureCount = entries.count { $0.error != nil }
    guard failureCount == 0 || skipsFailures && failureCount < entries.count else {
      throw Self.failure(of: entries, options, parallel)
    }
    let sources = entries.compactMap(\.source)
    try Self.checkRates(of: sources)
    let shape = if let size = options.resize { size } else { try Self.commonShape(of: sources) }
    let isOneArray = entries.count == 1 && !listing.hasFolders && !sources[0].isSingleEntry
    try self.init(
      entries, options, shape, batch: isOneArray ? sources[0].batch : nil, leftOut: listing.leftOut)
  }

  /// - Parameters:
  ///   - entries: Of which one at least was opened.
  ///   - batch: The batch axes; nil for sources one after the other along the first.
  /// - Throws: `.badData` for batch axes that do not go together.
  init(
    _ entries: [InputEntry], _ options: InputOptions, _ shape: Shape, batch: [Int]?, leftOut: [String: Int]
  ) throws(FileError) {
    sources = entries.compactMap(\.source)
    (self.entries, self.options, self.shape, self.leftOut) = (entries, options, shape, leftOut)
    self.batch = if let batch { batch } else { try Self.stack(sources) }
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

  private static func commonShape(of sources: [any FrameSource]) throws(FileError) -> Shape {
    let others = sources.filter { $0.shape != sources[0].shape }
    guard let other = others.first else { return sources[0].shape }
    let rank = sources[0].shape.rank
    if let other = others.first(where: { $0.shape.rank != rank }) {
      throw FileError(
        .badData, other.path, found: "a signal of rank \(other.shape.rank)",
        expected: "rank \(rank) as of \(sources[0].path): signals of one run have one rank")
    }
    let count = others.count > 1 ? ", the first of \(others.count) files of other sizes" : ""
    let remedy = [1: ", or a window to cut all into", 2: ", or a size to resample all to"][rank] ?? ""
    throw FileError(
      .badData, other.path, found: "frames of \(other.shape)\(count)",
      expected: "\(sources[0].shape) as in \(sources[0].path)\(remedy)")
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
    return [sources.reduce(0) { $0 + $1.entryCount }] + trailing
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
  /// Checks that none of the files to be written is one of the inputs, those that cannot be read among them, by whatever name: a link or another spelling of
  /// its path.
  ///
  /// - Throws: `.cannotWrite` in the name of the first that is.
  public func checkAgainstOverwriting(by outputs: [String]) throws(FileError) {
    for output in outputs {
      guard let identity = try? FileStatus(output).identity else { continue }
      guard
        let path = entries.map(\.path).first(where: { path in
          (try? FileStatus(ArchiveMember.file(of: path)))?.identity == identity
        })
      else { continue }
      throw FileError(
        .cannotWrite, output, found: path == output ? "one of the inputs" : "one of the inputs, \(path)",
        expected: "the name of another file")
    }
  }
}
