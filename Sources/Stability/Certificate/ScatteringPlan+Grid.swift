import Scattering

/// The padded grid, as certificates compute on it.
extension ScatteringPlan {
  /// The Lipschitz constant of the padding, exact: `P* P` is diagonal and counts how often each sample is used.
  var paddingConstant: Double {
    (0..<grid.rank).reduce(1.0) { product, axis in
      let sources = sources(axis: axis).compactMap { $0 }
      let counts = Dictionary(sources.map { ($0, 1) }, uniquingKeysWith: +)
      return product * Double(counts.values.max()!)
    }.squareRoot()
  }

  /// For each place of the padded grid along an axis, the sample that stands there; nil for zero.
  private func sources(axis: Int) -> [Int?] {
    (0..<grid[axis]).map {
      configuration.padding.source(of: $0 - margins[axis], count: configuration.shape[axis])
    }
  }

  /// One image on the padded grid.
  func padded(_ image: UnsafePointer<Double>) -> [Double] {
    let (rows, columns) = (sources(axis: 0), sources(axis: 1))
    let width = configuration.shape[1]
    return rows.flatMap { row in
      columns.map { column in
        guard let row, let column else { return 0 }
        return image[row * width + column]
      }
    }
  }

  /// A displacement `[component, space...]` on the padded grid: mirrored where the padding mirrors, so that it moves mirror
  /// images as mirror images move, and elsewhere repeated with the samples; the nearest one where there are none.
  func padded(displacement: UnsafePointer<Double>) -> [Double] {
    let (rows, columns) = (mirroredSources(axis: 0), mirroredSources(axis: 1))
    let (count, width) = (configuration.shape.count, configuration.shape[1])
    return [0, 1].flatMap { component in
      rows.flatMap { row in
        columns.map { column in
          let sign = component == 0 ? row.sign : column.sign
          return sign * displacement[component * count + row.sample * width + column.sample]
        }
      }
    }
  }

  private func mirroredSources(axis: Int) -> [(sample: Int, sign: Double)] {
    let count = configuration.shape[axis]
    return (0..<grid[axis]).map { place in
      let position = place - margins[axis]
      let padding = configuration.padding
      let sample = padding.source(of: position, count: count) ?? min(max(position, 0), count - 1)
      let isMirrored = padding == .reflect && count > 1 && position.modulo(2 * (count - 1)) >= count
      return (sample, isMirrored ? -1 : 1)
    }
  }

  /// The places on the grid along one axis about which the features kept are centred.
  func keptPlaces(axis: Int) -> [Int] { positions(axis: axis).map { $0 + margins[axis] } }

  /// Signals behind a band of this scale are decimated by 2^level.
  func level(ofScale scale: Int) -> Int { max(scale - configuration.oversampling, 0) }

  /// Whether no signal is decimated before its last average.
  var isUndecimatedInside: Bool { level(ofScale: configuration.scales - 1) == 0 }

  /// The number of wavelets in the longest path.
  var lastOrder: Int { min(configuration.maximalOrder, configuration.scales) }
}
