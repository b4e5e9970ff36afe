import Scattering

extension ZipWriter {
  /// Begins an array, whose elements `append` is to bring in C order.
  func begin(_ name: String, _ type: NumPyType, shape: [Int]) throws(FileError) {
    let header = NumPyHeader(type, shape: shape).bytes
    try begin("\(name).npy", byteCount: header.count + shape.reduce(type.byteCount, *))
    try header.withBytes(append)
  }

  /// An array of text, as wide as the longest element.
  func append(_ name: String, text: [String], shape: [Int]) throws(FileError) {
    let length = max(1, text.lazy.map(\.unicodeScalars.count).max() ?? 0)
    try begin(name, .text(length: length), shape: shape)
    for element in text {
      let scalars = element.unicodeScalars.map(\.value.littleEndian)
      try (scalars + Array(repeating: 0, count: length - scalars.count)).withBytes(append)
    }
  }

  /// The attributes of paths, each an array: `path` and `order` of `[path]`, the others of `[path, step]`,
  /// where -1 or NaN stands after a path's last step.
  func append(_ table: PathTable) throws(FileError) {
    let count = table.paths.count
    let steps = [count, table.width]
    try append("path", text: table.paths.map(\.description), shape: [count])
    try append("order", .int64, table.paths.map { Int64($0.order) }, shape: [count])
    try append("scale", .int64, table.column({ Int64($0.scale) }, missing: -1), shape: steps)
    try append("orientation", .int64, table.column({ Int64($0.orientation) }, missing: -1), shape: steps)
    try append("angle", .float64, table.column(\.angle, missing: .nan), shape: steps)
    try append("frequency", .float64, table.column(\.frequency, missing: .nan), shape: steps)
  }

  /// An array of numbers, whose memory is as the file's.
  private func append(
    _ name: String, _ type: NumPyType, _ values: [some BitwiseCopyable], shape: [Int]
  ) throws(FileError) {
    try begin(name, type, shape: shape)
    try values.withBytes(append)
  }
}
