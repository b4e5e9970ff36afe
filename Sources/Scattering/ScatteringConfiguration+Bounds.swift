extension ScatteringConfiguration {
  /// The most samples of a padded signal: FFTW counts them in 32 bits with a sign.
  public static let maximalGridCount = Int(Int32.max)
  /// The most scales: an image within `maximalGridCount` has no more.
  public static let maximalScales = 15
  /// The most orientations.
  public static let maximalOrientations = 1024
  /// The most paths.
  public static let maximalPathCount = 1 << 20

  /// The number of paths, `orientations^k` for every increasing choice of k scales, k up to `maximalOrder`; nil beyond
  /// `maximalPathCount`.
  ///
  /// - Precondition: `orientations` is within its bound and `scales` at least 1.
  public static func pathCount(scales: Int, orientations: Int, maximalOrder: Int) -> Int? {
    var (ofOrder, all) = (1, 1)
    for order in stride(from: 1, through: min(scales, maximalOrder), by: 1) {
      ofOrder = ofOrder * (scales - order + 1) / order * orientations
      all += ofOrder
      if all > maximalPathCount { return nil }
    }
    return all
  }

  static func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(ScatteringError) {
    guard range.contains(value) else {
      throw .outOfRange(name, found: value, expected: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}

extension ScatteringConfiguration {
  /// The features of one signal: paths times the samples of each.
  public var featureCount: Int {
    let paths = Self.pathCount(scales: scales, orientations: orientations, maximalOrder: maximalOrder)
    return paths! * PaddedSizes(self).outputShape.count
  }

  /// The bytes of scratch that a transform of `Sample` on `threads` threads takes at the least, filters and features not
  /// counted.
  public func leastWorkspaceSize<Sample: FourierScalar>(threads: Int, of _: Sample.Type) -> Double {
    let grid = PaddedSizes(self).grid
    let buffers = WorkspaceLayout.buffersPerOrder(isInPlace: WorkspaceLayout.isFrugal(grid))
    let counts = (1...max(1, min(maximalOrder, scales))).map { order in
      buffers * grid.mapAxes { $0 >> max(order - 1 - oversampling, 0) }.count
    }
    let samples = grid.count + counts.reduce(0, +)
    return Double(samples) * Double(threads) * Double(2 * MemoryLayout<Sample>.stride)
  }
}
