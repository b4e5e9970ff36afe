import Arrays

/// One volume of a NIfTI file, `[z, y, x]`.
struct VolumeSource: FrameSource {
  /// The volumes of the file as they are stored.
  private let stored: any FrameSource
  /// Which of them this is, counted from 0.
  private let index: Int
  private let header: NIfTIHeader
  private let divisor: Double

  var path: String { stored.path }
  var batch: [Int] { [] }
  var shape: Shape { stored.shape }
  var isSingleEntry: Bool { true }
  var kind: SourceKind { .array(Array(header.axes.reversed()), isOfPlainBytes: false) }
  var sampling: Sampling? { .spacing(header.spacing) }

  /// - Throws: `.badData` if the header is wrong, the file has not as many bytes as it says, or one of several volumes is to be chosen;
  ///   `.usage` for options of other inputs.
  init(_ file: borrowing MappedFile, isCompressed: Bool, _ options: InputOptions) throws(FileError) {
    let path = file.path
    try options.check(.volume, path)
    header = try isCompressed ? NIfTIHeader.read(gzipped: path) : NIfTIHeader(file.bytes, path)
    index = try Self.index(header, options, path)
    let layout = try ArrayLayout(header.array, of: path, rank: 3)
    if isCompressed {
      stored = try StreamedArraySource(layout, of: path, in: file) { () throws(FileError) in
        try GzipCursor(path)
      }
    } else {
      stored = try ArraySource(layout, file)
    }
    divisor = options.rescaling.divisor(automatic: 1, of: header.type)
  }

  private static func index(_ header: NIfTIHeader, _ options: InputOptions, _ path: String) throws(FileError)
    -> Int
  {
    let axes = header.axes
    guard axes.count == 3 || axes.count == 4 else {
      throw FileError(
        .badData, path, found: "a NIfTI of \(axes.axesText), \(axes.count) axes",
        expected: "three axes, or four, of which --volume takes one volume")
    }
    let count = axes.count == 4 ? axes[3] : 1
    guard let volume = options.volume ?? (count == 1 ? 1 : nil), volume <= count else {
      throw FileError(
        .badData, path, found: count == 1 ? "one volume" : "\(count) volumes",
        expected: options.volume.map { "at least \($0), as --volume \($0) is to be read" }
          ?? "one, or its number: --volume 1 to \(count)")
    }
    return volume - 1
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    guard !range.isEmpty else { return }
    let volume = index..<(index + 1)
    guard header.slope != 1 || header.intercept != 0 || divisor != 1 else {
      return try stored.read(volume, into: out)
    }
    let count = shape.count
    try withZeros(Double.self, count: count, for: path) { (samples) throws(FileError) in
      try stored.read(volume, into: samples)
      for index in 0..<count { samples[index] = (header.slope * samples[index] + header.intercept) / divisor }
      Sample.convert(
        UnsafeRawBufferPointer(start: samples, count: count * MemoryLayout<Double>.stride), of: .float64,
        byteSwapped: false, count: count, scale: 1, into: out)
    }
  }

  func name(of index: Int) -> String { header.axes.count == 3 ? path : "\(path)[\(self.index)]" }
}
