import Scattering

/// A NumPy array of two axes, `[rows, columns]`, in memory: what another program answers with.
package struct NPYMatrix {
  private let bytes: [UInt8]
  private let layout: ArrayLayout

  /// The array of a `.npy` file's bytes.
  /// - Throws: `.badData` under this name unless it is one whole array of two axes.
  package init(_ bytes: [UInt8], of name: String) throws(FileError) {
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
    self.bytes = bytes
  }

  package var rows: Int { layout.batch[0] }
  package var columns: Int { layout.shape.count }

  /// All numbers of the matrix, row-major.
  package func numbers() -> [Double] {
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

extension Signal<Double> {
  /// The bytes of a `.npy` file of `[batch, space...]`, the batch axes flattened.
  package func npyBytes() -> [UInt8] {
    let header = NPYHeader(.float64, shape: [batchCount] + shape.dimensions).bytes
    return withUnsafeSamples { header + UnsafeRawBufferPointer($0) }
  }
}
