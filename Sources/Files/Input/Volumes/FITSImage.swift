import Arrays

/// The first image of a FITS file: where it stands, its axes, and what its numbers mean.
struct FITSImage: Equatable, Sendable {
  /// The HDU, counted from 1.
  let part: Int
  /// The lengths of all axes, first one fastest as FITS has them.
  let axes: [Int]
  let isOfIntegers: Bool
  /// From sample to sample along the axes longer than 1, slowest first: CDELTn in CUNITn.
  let spacing: [AxisSpacing?]
  /// The image's name, EXTNAME.
  let name: String?

  /// The axes longer than 1, slowest first.
  var longAxes: [Int] { axes.filter { $0 > 1 }.reversed() }

  /// No compression of tiles packs more samples into a byte.
  private static let expansion = 8192

  /// - Throws: `.badData` if the file is damaged, has no image, or cannot hold the one that it says it has.
  init(_ file: borrowing MappedFile) throws(FileError) {
    let (path, size) = (file.path, file.bytes.count)
    self = try FITSSession.with(path) { (session) throws(FileError) in try FITSImage(session, path, size) }
  }

  private init(_ session: borrowing FITSSession, _ path: String, _ size: Int) throws(FileError) {
    let count = try session.partCount()
    var others: [String] = []
    for part in 1...max(count, 1) {
      let isImage = try session.open(part)
      let axes = isImage ? try session.axes() : []
      if !axes.isEmpty, axes.allSatisfy({ $0 > 0 }) {
        try self.init(session, part, axes, path, size)
        return
      }
      let name = session.text("EXTNAME").map { " \($0)" } ?? ""
      others.append(isImage ? "an empty primary HDU" : "a table\(name)")
    }
    let more = others.count > 3 ? " and \(others.count - 3) more" : ""
    throw FileError(
      .badData, path, found: "a FITS file of \(others.prefix(3).joined(separator: ", "))\(more)",
      expected: "an image in one of its HDUs")
  }

  private init(
    _ session: borrowing FITSSession, _ part: Int, _ axes: [Int], _ path: String, _ size: Int
  ) throws(FileError) {
    let bits = try session.bits()
    let samples = axes.productIfRepresentable
    let limit =
      session.isCompressed ? size.multipliedReportingOverflow(by: Self.expansion).partialValue : size
    guard let bytes = (axes + [max(abs(bits) / 8, 1)]).productIfRepresentable, bytes <= limit, samples != nil
    else {
      throw FileError(
        .badData, path, found: "a FITS image of \(axes.axesText) in a file of \(size) bytes",
        expected: "a file that can hold so many samples")
    }
    (self.part, self.axes, isOfIntegers) = (part, axes, bits > 0)
    name = session.text("EXTNAME")
    var spacing: [AxisSpacing?] = []
    for axis in axes.indices.reversed() where axes[axis] > 1 {
      let distance = session.number("CDELT\(axis + 1)").flatMap { $0 == 0 ? nil : $0 }
      let unit = session.text("CUNIT\(axis + 1)")
      spacing.append(distance.map { AxisSpacing(distance: $0, unit: unit) })
    }
    self.spacing = spacing
  }

  /// The indices, from 1 on, of sample `index` of the flattened image.
  func indices(of index: Int) -> [Int] {
    var rest = index
    return axes.map { length in
      defer { rest /= length }
      return rest % length + 1
    }
  }
}
