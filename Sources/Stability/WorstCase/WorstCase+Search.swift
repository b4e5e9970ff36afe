import Scattering

extension WorstCase {
  /// The worst that was found for each of some images, which are searched together.
  /// - Parameters:
  ///   - images: Signals of the representation's shape, of any batch axes. The random fields of image i are those of
  ///     image `first` + i of an experiment of the same seed, as far as they keep the bounds.
  ///   - amplitude: The bound on sup|tau| in pixels; for noise, of the elastic fields that it is matched to: their median
  ///     |L_tau x - x| is the bound on |eta|.
  ///   - gradientBound: The bound on sup|grad tau|; not used for noise.
  ///   - checkCancellation: Called before every step; what it throws ends the search.
  /// - Throws: `StabilityError`, what the representation throws, what `checkCancellation` throws.
  public func search(
    _ images: Signal<Double>, first: Int = 0, kind: DeformationKind, amplitude: Double,
    gradientBound: Double? = nil, checkCancellation: () throws -> Void = {}
  ) throws -> [WorstCaseResult] {
    try check(images, kind, amplitude, gradientBound)
    let draw = RandomPoints(
      images: images.slice(0..<images.batchCount), first: first, kind: kind, amplitude: amplitude,
      settings: settings, parallel: parallel)
    let task = try SearchTask(self, draw, gradientBound: gradientBound)
    return try task.run(checkCancellation)
  }

  private func check(
    _ images: Signal<Double>, _ kind: DeformationKind, _ amplitude: Double, _ gradientBound: Double?
  ) throws(StabilityError) {
    let shape = representation.shape
    guard images.shape == shape else {
      throw .mismatchedShape(representation.name, found: shape, expected: images.shape)
    }
    guard images.batchCount >= 1 else { throw .none("image") }
    for index in 0..<images.batchCount { try ImageCheck.check(images, index, "image \(index)") }
    guard kind.isDefined(rank: shape.rank) else { throw .undefinedKind(kind, shape) }
    guard kind == .noise || kind == .elastic || kind == .rough || AffineFamily.isDefined(kind, shape) else {
      throw .unsearchedKind(kind, shape)
    }
    try StabilityError.check(amplitude: amplitude, shape)
    try settings.check(shape)
    if let bound = gradientBound, !(bound.isFinite && bound > 0) {
      throw .outOfRange("the bound on the gradient", found: "\(bound)", expected: "positive and finite")
    }
  }
}

extension WorstCaseSettings {
  func check(_ shape: Shape) throws(StabilityError) {
    try StabilityError.check("the number of random fields", randomCount, in: 1...(1 << 20))
    try StabilityError.check("the steps of the power iteration", powerSteps, in: 1...(1 << 20))
    try StabilityError.check("the steps of the ascent", ascentSteps, in: 0...(1 << 20))
    try StabilityError.check("the number of largest fields", largestStarts, in: 0...randomCount)
    try StabilityError.check("the number of random starts", randomStarts, in: 0...(1 << 20))
    try ExperimentSettings.check(cutoff: elasticCutoff, exponent: roughExponent, shape)
  }
}
