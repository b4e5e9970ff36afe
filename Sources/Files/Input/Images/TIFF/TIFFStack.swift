import CCodecs

/// The pages of a TIFF file: its directories but for thumbnails and masks. A file of those alone has its first for its only page.
struct TIFFStack {
  /// The layout of the first page.
  let layout: TIFFLayout
  /// The first page's, with the pages of all.
  let header: ImageHeader

  /// - Throws: `.badData` if a directory is damaged, not supported or another than the first, or if there are planes without one.
  init(_ file: borrowing MappedFile) throws(FileError) {
    let walk = try TIFFWalk(file)
    if walk.pages.count == 1, let planes = walk.hiddenPlanes { throw planes.error(file.path) }
    let pages = walk.pages.isEmpty ? [walk.firstLesser].compactMap(\.self) : walk.pages
    guard let first = pages.first else {
      throw FileError(.badData, file.path, found: "a TIFF without an image", expected: "at least one")
    }
    let layout = if let layout = walk.layout { layout } else { try Self.layout(at: first, of: file) }
    var header = layout.header
    header.pages = pages
    (self.layout, self.header) = (layout, header)
  }

  private static func layout(at offset: Int, of file: borrowing MappedFile) throws(FileError) -> TIFFLayout {
    let tiff = try TIFFSession(file)
    try tiff.go(to: offset)
    return try TIFFLayout(tiff)
  }
}

/// A walk through all directories of a file.
private struct TIFFWalk {
  /// Where the pages begin, of which all are laid out as the first, `layout`.
  private(set) var pages: [Int] = []
  private(set) var layout: TIFFLayout?
  /// What the first page says of planes without directories.
  private(set) var hiddenPlanes: TIFFHiddenPlanes?
  /// Where the first thumbnail or mask begins.
  private(set) var firstLesser: Int?

  /// No file has more directories than this.
  private static let limit = 65_536

  /// - Throws: `.badData` if a directory is damaged, not supported or another than the first.
  init(_ file: borrowing MappedFile) throws(FileError) {
    let tiff = try TIFFSession(file)
    var count = 0
    do throws(FileError) {
      while try tiff.advance() {
        count += 1
        guard count <= Self.limit else { throw Self.tooMany(file.path) }
        try visit(tiff)
      }
    } catch {
      throw count <= Self.limit ? error.on(page: pages.count + 1) : error
    }
  }

  /// Takes the current directory down.
  private mutating func visit(_ tiff: borrowing TIFFSession) throws(FileError) {
    guard !tiff.isLesser else {
      firstLesser = firstLesser ?? tiff.offset
      return
    }
    let found = try TIFFLayout(tiff)
    if let layout {
      try found.header.checkAgrees(with: layout.header, page: pages.count + 1, tiff.path)
    } else {
      (layout, hiddenPlanes) = (found, TIFFHiddenPlanes(tiff))
    }
    pages.append(tiff.offset)
  }

  private static func tooMany(_ path: String) -> FileError {
    FileError(
      .badData, path, found: "a TIFF of more than \(limit) pages",
      expected: "no more than that; several files can be given together")
  }
}

extension TIFFSession {
  /// Whether the current directory is of a thumbnail or a mask.
  fileprivate var isLesser: Bool {
    self[TIFFTAG_SUBFILETYPE, wide: true] & Int(FILETYPE_REDUCEDIMAGE | FILETYPE_MASK) != 0
  }
}

extension FileError {
  /// The error with the number of the page, unless that is the first or named already.
  fileprivate func on(page: Int) -> FileError {
    page == 1 || found.hasPrefix("page ")
      ? self : FileError(kind, path, found: "\(found) on page \(page)", expected: expected)
  }
}

extension ImageHeader {
  /// - Throws: `.badData` unless a page is of the size and kind of the first one.
  fileprivate func checkAgrees(with first: ImageHeader, page: Int, _ path: String) throws(FileError) {
    guard self != first else { return }
    let isResized = shape != first.shape
    throw FileError(
      .badData, path, found: "page \(page) of \(pageDescription(withKind: !isResized))",
      expected: "\(first.pageDescription(withKind: !isResized)) as on page 1")
  }

  /// The size, and if wanted what else pages must agree in.
  private func pageDescription(withKind hasKind: Bool) -> String {
    guard hasKind else { return "\(shape)" }
    let channels = "\(channels) channel\(channels == 1 ? "" : "s")\(isPlanar ? " apart" : "")"
    let samples = "\(type), \(isInverted ? 0 : fullScale) for white"
    return "\(shape), \(channels) of \(samples), orientation \(orientation.rawValue)"
  }
}
