import Arrays
import Fourier
import Wavelets

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

  static func check(_ readout: Readout) throws(ScatteringError) {
    guard case .integrals(let powers) = readout else { return }
    guard !powers.isEmpty else { throw .outOfRange("powers", found: "none", expected: "at least one") }
    for power in powers where !(power > 0 && power.isFinite) {
      throw .outOfRange("power", found: "\(power)", expected: "above 0 and finite")
    }
  }

  /// Whether the padded signals have no more samples than a transform takes.
  ///
  /// - Precondition: No axis is shorter than `2^scales`.
  static func isWithinBounds(_ shape: Shape, scales: Int, _ padding: Padding) -> Bool {
    let limit = maximalGridCount
    guard shape.dimensions.allSatisfy({ $0 <= limit }) else { return false }
    let grid = shape.dimensions.map { AxisSampling.paddedCount($0, scales: scales, padding: padding) }
    return grid.productIfRepresentable.map { $0 <= limit } ?? false
  }
}

extension ScatteringConfiguration {
  /// How each axis is padded and cropped.
  public var axes: [AxisSampling] {
    shape.dimensions.map {
      wavelets.isDecimated ? .wholePeriods($0, scales: scales, padding: padding) : .unpadded($0)
    }
  }

  /// The bytes of scratch that a transform of `Sample` on `threads` threads takes at the least, filters and features not
  /// counted.
  public func leastWorkspaceSize<Sample: ScatteringScalar>(threads: Int, of _: Sample.Type) -> Double {
    let grid = Shape(unchecked: axes.map(\.padded))
    let buffers = WorkspaceLayout.buffersPerOrder(isInPlace: WorkspaceLayout.prefersInPlace(grid))
    let counts = (1...max(1, min(maximalOrder, scales))).map { order in
      buffers * grid.mapAxes { $0 >> max(order - 1 - oversampling, 0) }.count
    }
    let samples = grid.count + counts.reduce(0, +)
    return Double(samples) * Double(threads) * Double(2 * MemoryLayout<Sample>.stride)
  }
}
