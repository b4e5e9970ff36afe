import Arrays
import CCodecs

/// Resamples frames along all axes with the Catmull-Rom cubic, stretched where samples become fewer, so that
/// it then averages instead of folding frequencies; beyond an edge its sample is repeated. A frame that has
/// the target shape already comes out unchanged.
///
/// Computed in single precision. The cubic overshoots at steps: results may leave the range of the input a
/// little.
struct Resampler {
  let source, target: Shape

  /// The most samples along an axis or in a slice, so that C's `int` counts their bytes.
  private static let limit = Int(Int32.max) / MemoryLayout<Float>.stride

  /// - Throws: `.badData` in the name of the file at `path` if the frames are too large.
  init(from source: Shape, to target: Shape, path: String) throws(FileError) {
    for shape in [source, target] where shape.rank > 1 && shape.count / shape[0] > Self.limit {
      throw FileError(
        .badData, path, found: "frames of \(shape)", expected: "rows short enough to be resampled")
    }
    self.source = source
    self.target = target
  }

  /// Resamples one frame.
  ///
  /// - Throws: `.badData` in the name of the file at `path` if memory does not suffice.
  func callAsFunction(
    _ frame: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, path: String
  ) throws(FileError) {
    let isDone =
      source.rank == 3
      ? try resampleVolume(frame, into: out, path: path)
      : Self.resample(frame, source.rowCount, source.rowLength, into: out, target.rowCount, target.rowLength)
    guard isDone else {
      throw FileError(
        .badData, path, found: "frames of \(source)", expected: "memory to resample them to \(target)")
    }
  }

  /// First every slice, then along the slices, of which each is one long row.
  private func resampleVolume(
    _ frame: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, path: String
  ) throws(FileError) -> Bool {
    let slice = target[1] * target[2]
    return try withZeros(Float.self, count: source[0] * slice, for: path) { (slices) throws(FileError) in
      for index in 0..<source[0] {
        let start = frame + index * source[1] * source[2]
        guard Self.resample(start, source[1], source[2], into: slices + index * slice, target[1], target[2])
        else { return false }
      }
      return Self.resample(slices, source[0], slice, into: out, target[0], slice)
    }
  }

  private static func resample(
    _ input: UnsafePointer<Float>, _ height: Int, _ width: Int, into out: UnsafeMutablePointer<Float>,
    _ newHeight: Int,
    _ newWidth: Int
  ) -> Bool {
    stbir_resize(
      input, Int32(width), Int32(height), 0, out, Int32(newWidth), Int32(newHeight), 0, STBIR_TYPE_FLOAT, 1,
      -1, 0, STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP, STBIR_FILTER_CATMULLROM,
      STBIR_FILTER_CATMULLROM, STBIR_COLORSPACE_LINEAR, nil) == 1
  }
}
