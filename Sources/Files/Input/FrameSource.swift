import Arrays

/// One input file: its header is known, its samples are read on demand.
///
/// A source holds no file open and no samples in memory, so that a set may have a million of them; the
/// exception, compressed arrays, is bounded. Reading is safe from several threads.
public protocol FrameSource: Sendable {
  var path: String { get }
  /// The leading axes: `[]` for a gray image, `[3]` for one in colour, `[60000]` for a set of digits.
  var batch: [Int] { get }
  /// The spatial axes of one frame.
  var shape: Shape { get }
  /// Whether the file is one entry of a set, as an image is, and not a series of them along its first batch
  /// axis.
  var isSingleEntry: Bool { get }

  /// Reads the frames `range` of the flattened batch into `out`, row-major. Takes memory of the order of what
  /// is read, for an image of the whole image.
  ///
  /// - Precondition: `range` lies in the flattened batch and `out` has room for `range.count * shape.count`.
  /// - Throws: `.noInput` if the file has gone, `.badData` if its samples cannot be decoded.
  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError)

  /// The file and where in it frame `index` of the flattened batch stands: `x.npy[2,5]`, `a.png[red]`.
  func name(of index: Int) -> String
}

extension FrameSource {
  /// The number of frames: the product of the batch axes.
  public var count: Int { batch.reduce(1, *) }
}
