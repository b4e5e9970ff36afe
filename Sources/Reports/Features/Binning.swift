import Plots

/// Fewer samples, or more, of a series: means of neighbours where there are too many, repeated ones where there are too few.
struct Binning {
  let count, bins: Int

  /// The samples of each bin, in their order.
  func samples(ofBin bin: Int) -> Range<Int> {
    let start = bin * count / bins
    return start..<max(start + 1, (bin + 1) * count / bins)
  }

  func applied(_ values: [Double]) -> [Double] {
    count == bins ? values : (0..<bins).map { values[samples(ofBin: $0)].mean }
  }

  /// A name for each bin: that of its first sample.
  func names(_ all: [String]) -> [String] { (0..<bins).map { all[samples(ofBin: $0).lowerBound] } }
}

extension Plane {
  /// The plane with means of neighbours where an axis has more than so many cells.
  func binned(atMost limit: Int) -> Plane {
    let (down, across) = (
      Binning(count: rows, bins: min(rows, limit)), Binning(count: columns, bins: min(columns, limit))
    )
    guard down.bins < rows || across.bins < columns else { return self }
    let lines = (0..<rows).map { row in
      across.applied((0..<columns).map { self[row, $0] })
    }
    return Plane(rows: down.bins, columns: across.bins) { row, column in
      lines[down.samples(ofBin: row)].map { $0[column] }.mean
    }
  }
}
