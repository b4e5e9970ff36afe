/// How far signals are padded and how many features remain along each axis (NUMERICS: Kymatio's rule).
struct PaddedSizes {
  let grid: Shape
  let margins: [Int]
  let outputShape: Shape
  let outputLevel: Int

  init(_ configuration: ScatteringConfiguration) {
    let period = 1 << configuration.scales
    grid = configuration.shape.mapAxes { count in
      let isWholePeriods = configuration.padding == .periodic && count % period == 0
      return isWholePeriods ? count : ((count + period) / period + 1) * period
    }
    margins = zip(grid.dimensions, configuration.shape.dimensions).map { ($0 - $1) / 2 }
    let outputLevel = max(configuration.scales - configuration.oversampling, 0)
    self.outputLevel = outputLevel
    outputShape = configuration.shape.mapAxes { $0 / period * period >> outputLevel }
  }
}
