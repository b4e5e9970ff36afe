import Arrays
import Fourier
import Wavelets

extension ScatteringConfiguration {
  /// The most samples of a padded signal: FFTW counts them in 32 bits with a sign.
  public static let maximalGridCount = Int(Int32.max)
  /// The most scales: a signal within `maximalGridCount` has no more.
  public static let maximalScales = 30
  /// The most orientations.
  public static let maximalOrientations = 1024
  /// The largest degree of solid harmonics: its normalisation is a product that double precision holds.
  public static let maximalDegree = 64
  /// The most wavelets to the octave.
  public static let maximalQuality = 1024
  /// The most paths.
  public static let maximalPathCount = 1 << 20

  /// The number of paths of all orders, counted without listing them; nil beyond `maximalPathCount`. Of joint scattering an upper bound.
  ///
  /// - Precondition: The family's parameters are within their bounds and `scales` at least 1.
  public static func pathCount(_ wavelets: WaveletFamily, scales: Int, maximalOrder: Int) -> Int? {
    if case .joint(let quality, let along) = wavelets {
      let count = pathCount(.morlet1D(quality: quality), scales: scales, maximalOrder: maximalOrder)
      let bands = Band.logFrequencyCount(scales: along.scales, quality: along.quality)
      return count.flatMap { $0 * bands <= maximalPathCount ? $0 * bands : nil }
    }
    let layers = wavelets.layers(scales: scales).map { layer in
      Dictionary(grouping: layer, by: \.succession).mapValues(\.count)
    }
    var (ofOrder, all): ([Band.Succession: Int], Int) = ([:], 1)
    for order in 0..<maximalOrder {
      let layer = layers[min(order, layers.count - 1)]
      let last = ofOrder
      ofOrder = [:]
      for (key, count) in layer {
        let before = order == 0 ? 1 : last.reduce(0) { key.mayFollow($1.key) ? $0 + $1.value : $0 }
        guard before > 0 else { continue }
        ofOrder[key] = before * count
        all += before * count
        if all > maximalPathCount { return nil }
      }
      if ofOrder.isEmpty { break }
    }
    return all
  }

  /// Checks what a family's parameters are.
  static func check(_ wavelets: WaveletFamily, scales: Int, maximalOrder: Int) throws(ScatteringError) {
    switch wavelets {
    case .morlet2D(let orientations):
      try ScatteringError.check("orientations", orientations, in: 1...maximalOrientations)
    case .morlet3D(let directions):
      try ScatteringError.check("directions", directions, in: 3...maximalOrientations)
    case .solidHarmonic(let degree, let sigma, _):
      try ScatteringError.check("maximal degree", degree, in: 0...maximalDegree)
      guard sigma > 0, sigma.isFinite else {
        throw .outOfRange("sigma", found: "\(sigma)", expected: "above 0 and finite")
      }
    case .joint(let quality, let along):
      try check(.morlet1D(quality: quality), scales: scales, maximalOrder: maximalOrder)
      try check(along, quality, scales: scales, maximalOrder: maximalOrder)
    case .morlet1D(let quality):
      for value in quality { try ScatteringError.check("quality", value, in: 1...maximalQuality) }
      guard !quality.isEmpty, quality.count <= max(maximalOrder, 2) else {
        throw .outOfRange(
          "quality", found: "\(quality)", expected: "one number for each of up to \(maximalOrder) orders")
      }
    }
  }

  private static func check(
    _ along: LogFrequencyWavelets, _ quality: [Int], scales: Int, maximalOrder: Int
  ) throws(ScatteringError) {
    guard maximalOrder <= 2 else {
      throw .outOfRange("maximal order", found: "\(maximalOrder)", expected: "0 to 2 for joint scattering")
    }
    try ScatteringError.check("scales along log-frequency", along.scales, in: 1...20)
    try ScatteringError.check("quality along log-frequency", along.quality, in: 1...maximalQuality)
    if case .wavelets(let count) = along.averaging {
      try ScatteringError.check("averaging along log-frequency", count, in: 1...(1 << 20))
    }
    // What the padded axis is made of; at least its coarsest decimation.
    let count = (scales + 1) * quality[0]
    let longest = max(along.averagingCount, 1 << along.scales)
    guard longest <= count else {
      throw .outOfRange(
        "average or longest wavelet along log-frequency", found: "\(longest)",
        expected: "at most (J + 1) Q = \(count) wavelets")
    }
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
  var isWithinBounds: Bool {
    let limit = Self.maximalGridCount
    guard shape.dimensions.allSatisfy({ $0 <= limit }) else { return false }
    return axes.map(\.padded).productIfRepresentable.map { $0 <= limit } ?? false
  }
}

extension ScatteringConfiguration {
  /// How each axis is padded and cropped.
  public var axes: [AxisSampling] {
    switch wavelets {
    case .morlet2D, .morlet3D: shape.dimensions.map { .wholePeriods($0, scales: scales, padding: padding) }
    case .solidHarmonic: shape.dimensions.map { .unpadded($0) }
    case .morlet1D, .joint:
      shape.dimensions.map { .time($0, scales: scales, averaging: averaging, padding: padding) }
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

  /// The bytes that the filters of solid harmonics take, which are as many samples of the whole grid as are not negligible; 0 for other wavelets,
  /// whose filters shrink with their decimation.
  ///
  /// The share that is not negligible is that of the same filters on a grid of 8 samples an axis.
  public func leastFilterSize<Sample: ScatteringScalar>(of _: Sample.Type) -> Double {
    guard case .solidHarmonic(let degree, let sigma, let perM) = wavelets else { return 0 }
    let coarse: Shape = [8, 8, 8]
    let bank = FilterBank.solidHarmonic(
      grid: coarse, scales: scales, maximalDegree: degree, sigma: sigma, perM: perM)
    let stored = bank.bands.reduce(0) { sum, band in
      band.components.indices.reduce(sum) {
        let response = bank.response(of: band, component: $1, level: [0, 0, 0])
        return $0 + response.count { abs($0) > Sample.filterThreshold }
      }
    }
    let share = Double(stored) / Double(coarse.count)
    let samples = axes.reduce(share) { $0 * Double($1.padded) }
    // Filters store an index for every eight weights.
    return samples * Double(8 * MemoryLayout<Sample>.stride + MemoryLayout<UInt32>.stride) / 8
  }
}
