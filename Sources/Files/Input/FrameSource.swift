import Arrays

/// One input file: its header is known, its samples are read on demand.
///
/// A source holds no file open and no samples in memory, so that a set may have a million of them; the
/// exception, compressed arrays, is bounded. Reading is safe from several threads.
public protocol FrameSource: Sendable {
  /// The input as it was named.
  var path: String { get }
  /// The file in which it is: `path`, but for an array of an archive.
  var file: String { get }
  /// The leading axes: `[]` for a gray image, `[3]` for one in colour, `[60000]` for a set of digits, `[2]` for the channels of a sound.
  var batch: [Int] { get }
  /// The spatial axes of one frame.
  var shape: Shape { get }
  /// Whether the file is one entry of a set, as an image or a whole sound is, and not a series of them along its first batch
  /// axis.
  var isSingleEntry: Bool { get }

  /// Reads the frames `range` of the flattened batch into `out`, row-major. Takes memory of the order of what
  /// is read, for an image of the whole image.
  ///
  /// - Precondition: `range` lies in the flattened batch and `out` has room for `range.count * shape.count`.
  /// - Throws: `.noInput` if the file has gone, `.badData` if its samples cannot be decoded.
  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError)

  /// Reads successive samples of the flattened frame `index` into `out`. Takes memory of the order of what is read where the file allows
  /// that, else of the whole frame.
  ///
  /// - Precondition: `samples` lie in the frame.
  /// - Throws: As `read(_:into:)` does.
  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError)

  /// Closes what earlier readings left open for those that might follow.
  func close()

  /// The file and where in it frame `index` of the flattened batch stands: `x.npy[2,5]`, `a.png[red]`.
  func name(of index: Int) -> String

  /// What a user may want to know of how the file is read.
  var kind: SourceKind { get }

  /// How dense the samples are; nil where the file does not say.
  var sampling: Sampling? { get }

  /// What should be said of how this file is read besides; nil for nothing.
  var remark: String? { get }
}

/// What a file is read as, and what of it is left out.
public enum SourceKind: Hashable, Sendable {
  /// A picture or a stack of pages, and whether their colours are turned to gray and an alpha channel is left out.
  case picture(losesColor: Bool, losesAlpha: Bool)
  /// An array of these axes; whether it is of unsigned bytes that are not divided because the format has no scale of its own.
  case array([Int], isOfPlainBytes: Bool)
  /// A sound, and whether several channels are mixed.
  case sound(isMixed: Bool)
}

extension FrameSource {
  public var file: String { path }
  public var sampling: Sampling? { nil }
  func close() {}
  public var remark: String? { nil }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    try readWhole(samples, ofFrame: index, into: out)
  }

  /// Reads samples of a frame by way of the whole frame.
  func readWhole<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    guard samples.count < shape.count else { return try read(index..<(index + 1), into: out) }
    try withZeros(Sample.self, count: shape.count, for: path) { (frame) throws(FileError) in
      try read(index..<(index + 1), into: frame)
      out.update(from: frame + samples.lowerBound, count: samples.count)
    }
  }

  /// The entries of a set that the file is: those along its first batch axis.
  var entryCount: Int { isSingleEntry ? 1 : batch.first ?? 1 }

  /// The number of frames: the product of the batch axes.
  public var count: Int { batch.reduce(1, *) }
}
