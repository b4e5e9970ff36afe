/// How far signals are padded and how many features remain along each axis (NUMERICS: Kymatio's rule).
struct PaddedSizes {
  let grid: Shape
  let margins: [Int]
  let outputShape: Shape
  let outputLevel: Int

  init(_ configuration: ScatteringConfiguration) {
    let period = 1 << configuration.scales
    grid = Self.grid(configuration.shape, period: period, configuration.padding)
    margins = zip(grid.dimensions, configuration.shape.dimensions).map { ($0 - $1) / 2 }
    let outputLevel = max(configuration.scales - configuration.oversampling, 0)
    self.outputLevel = outputLevel
    outputShape = configuration.shape.mapAxes { $0 / period * period >> outputLevel }
  }

  private static func grid(_ shape: Shape, period: Int, _ padding: Padding) -> Shape {
    shape.mapAxes { count in
      let isWholePeriods = padding == .periodic && count % period == 0
      return isWholePeriods ? count : ((count + period) / period + 1) * period
    }
  }

  /// Whether the padded signals have no more samples than a transform takes.
  ///
  /// - Precondition: No axis is shorter than `2^scales`.
  static func isWithinBounds(_ shape: Shape, scales: Int, _ padding: Padding) -> Bool {
    let limit = ScatteringConfiguration.maximalGridCount
    guard shape.dimensions.allSatisfy({ $0 <= limit }) else { return false }
    let grid = Self.grid(shape, period: 1 << scales, padding)
    return grid.dimensions.productIfRepresentable.map { $0 <= limit } ?? false
  }
}
