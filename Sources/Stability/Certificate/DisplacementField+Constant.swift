import Deformations

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
