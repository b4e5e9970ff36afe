import Scattering

/// The array that a program wrote.
struct CommandAnswer {
  private let bytes: [UInt8]
  private let layout: ArrayLayout
  private let name: String

  /// - Throws: `.badData` in the program's name unless it is one whole `.npy` array of two axes.
  init(_ bytes: [UInt8], of name: String) throws(FileError) {
    guard !bytes.isEmpty else {
      throw FileError(.badData, name, found: "no output", expected: "a NumPy array")
    }
    let header = try bytes.withBytes { (bytes) throws(FileError) in
      try ArrayHeader(NPYHeader(bytes, name), name)
    }
    guard header.dimensions.count == 2 else {
      throw FileError(
        .badData, name, found: "an array \(header.dimensions)", expected: "two axes, [batch, dimension]")
    }
    layout = try ArrayLayout(header, of: name, rank: 1)
    try layout.check(fileSize: bytes.count, path: name)
    (self.bytes, self.name) = (bytes, name)
  }

  /// Numbers in one vector.
  func dimension(batch: Int) throws(FileError) -> Int {
    guard layout.batch == [batch] else {
      throw FileError(
        .badData, name, found: "\(layout.batch[0]) vectors", expected: "\(batch), one a signal")
    }
    return layout.shape.count
  }

  /// All numbers, row-major.
  func numbers() -> [Double] {
    let count = layout.batch[0] * layout.shape.count
    return [Double](unsafeUninitializedCapacity: count) { out, initialized in
      bytes.withUnsafeBytes { bytes in
        let stored = UnsafeRawBufferPointer(rebasing: bytes[layout.header.offset...])
        layout.convert(stored, count: count, into: out.baseAddress!)
      }
      initialized = count
    }.transposed(rows: layout.shape.count, if: layout.header.isColumnMajor)
  }
}

extension [Double] {
  /// `[rows, columns]` as `[columns, rows]`, where it is asked for.
  fileprivate func transposed(rows: Int, if isNeeded: Bool) -> [Double] {
    guard isNeeded else { return self }
    let columns = count / rows
    return indices.map { self[$0 % rows * columns + $0 / rows] }
  }
}
