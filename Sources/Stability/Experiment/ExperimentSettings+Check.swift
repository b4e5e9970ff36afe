import Scattering

extension ExperimentSettings {
  /// - Throws: `StabilityError` naming the first setting that images of a shape cannot have.
  func check(shape: Shape) throws(StabilityError) {
    try checkLists(shape)
    for amplitude in amplitudes { try StabilityError.check(amplitude: amplitude, shape) }
    try StabilityError.check("the number of fields", fieldCount, in: 1...(1 << 20))
    try StabilityError.check("scales", scales, in: 0...ScatteringConfiguration.maximalScales)
    try StabilityError.check("the number of resamplings", bootstrapCount, in: 1...(1 << 20))
    for index in pictures { try StabilityError.check("the index of a picture", index, in: 0...(1 << 30)) }
    try Self.check(cutoff: elasticCutoff, exponent: roughExponent, shape)
  }

  private func checkLists(_ shape: Shape) throws(StabilityError) {
    if kinds.isEmpty { throw .none("kind of deformation") }
    if amplitudes.isEmpty { throw .none("amplitude") }
    for kind in kinds where !kind.isDefined(rank: shape.rank) { throw .undefinedKind(kind, shape) }
    if Set(kinds).count < kinds.count { throw .repeated("a kind of deformation") }
    if Set(amplitudes).count < amplitudes.count { throw .repeated("an amplitude") }
  }

  /// What elastic and rough fields need: an axis of 4 holds the waves of 1 and 2 half periods.
  static func check(cutoff: Int, exponent: Double, _ shape: Shape) throws(StabilityError) {
    guard let side = shape.dimensions.min(), side >= 4 else {
      throw .outOfRange(
        "the shortest side", found: "\(shape.dimensions.min()!)", expected: "at least 4 samples")
    }
    try StabilityError.check("the elastic cut-off", cutoff, in: 2...(1 << 10))
    guard exponent > 0, exponent < 1 else {
      throw .outOfRange("the exponent of rough fields", found: "\(exponent)", expected: "between 0 and 1")
    }
  }
}
