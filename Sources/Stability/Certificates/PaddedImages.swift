import Deformations
import Scattering

/// The padded grid, as certificates compute on it.
extension ScatteringPlan {
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
    let count = axes[axis].count
    return (0..<axes[axis].padded).map { index in
      let position = index - axes[axis].margin
      let padding = configuration.padding
      let sample = padding.source(of: position, count: count) ?? min(max(position, 0), count - 1)
      let isMirrored = padding == .reflect && count > 1 && position.modulo(2 * (count - 1)) >= count
      return (sample, isMirrored ? -1 : 1)
    }
  }
}

extension DisplacementField {
  /// tau where it is the same at all samples.
  var constantOffset: [Double]? {
    displacement.withUnsafeSamples { samples in
      let offset = (0..<shape.rank).map { samples[$0 * shape.count] }
      let isConstant = samples.indices.allSatisfy { samples[$0] == offset[$0 / shape.count] }
      return isConstant ? offset : nil
    }
  }
}
