import Deformations
import Scattering

/// The padded grid, as certificates compute on it.
extension ScatteringPlan {
  /// A displacement `[component, space...]` on the padded grid: mirrored where the padding mirrors, so that it moves mirror
  /// images as mirror images move, and elsewhere repeated with the samples; the nearest one where there are none.
  func padded(displacement: UnsafePointer<Double>) -> [Double] {
    let sources = axes.indices.map(mirroredSources)
    let indices = sources.indices.reduce([0]) { indices, axis in
      indices.flatMap { index in sources[axis].map { index * axes[axis].count + $0.sample } }
    }
    let count = configuration.shape.count
    return axes.indices.flatMap { component in
      let signs = sources.indices.reduce([1.0]) { signs, axis in
        signs.flatMap { sign in sources[axis].map { axis == component ? sign * $0.sign : sign } }
      }
      return zip(indices, signs).map { $1 * displacement[component * count + $0] }
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
