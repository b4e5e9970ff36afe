import Arrays
import Stability
import Theory

extension ComparisonPreset {
  /// The studies of a comparison.
  /// - Parameters:
  ///   - shape: Of the images.
  ///   - scales: J of scattering.
  ///   - labelCounts: Of the comparison.
  ///   - available: The training images.
  public func studies(
    shape: Shape, seed: UInt64, scales: Int, labelCounts: [Int], available: Int
  ) -> StudySettings {
    var assessment = stability.settings(seed: seed, scales: scales)
    assessment.experiment.kinds = [.translation, .elastic, .rough]
    assessment.experiment.amplitudes = self == .quick ? [1] : [0.5, 1, 2]
    assessment.experiment.fieldCount = self == .quick ? 4 : 10
    assessment.searchedImageCount = self == .full ? 8 : 2
    var invariance: InvarianceSettings = self == .quick ? .quick(seed: seed) : .standard(seed: seed)
    invariance.shiftStep = Self.shiftStep(shape)
    return StudySettings(
      labelCounts: studiedCounts(labelCounts, available: available), regularisation: 0.05, effort: effort,
      networkWidth: networkWidth,
      stabilityImageCount: self == .quick ? 12 : 32, assessment: assessment,
      testImageCount: self == .quick ? 100 : 500,
      accuracy: ExperimentSettings(
        kinds: [.translation, .elastic], amplitudes: [0.01, 0.03, 0.1, 0.3, 1, 2],
        fieldCount: self == .quick ? 2 : 5,
        seed: seed, scales: scales, bootstrapCount: self == .quick ? 200 : 1000),
      certifiedImageCount: self == .quick ? 20 : self == .standard ? 100 : 1000,
      certifiedLimit: self == .quick ? 2000 : 20_000,
      geometry: self == .quick ? .quick(seed: seed) : .standard(seed: seed),
      generalisation: self == .quick ? .quick(seed: seed) : .standard(seed: seed),
      invariance: invariance, seed: seed)
  }

  /// The largest divisor of all sides up to 8.
  private static func shiftStep(_ shape: Shape) -> Int {
    (1...8).last { step in shape.dimensions.allSatisfy { $0 % step == 0 } }!
  }

  private var stability: StabilityPreset { self == .full ? .standard : .quick }

  /// The numbers of labels of the comparison that train in minutes.
  private func studiedCounts(_ labelCounts: [Int], available: Int) -> [Int] {
    let most = self == .quick ? 1000 : self == .standard ? 5000 : 20_000
    let counts = labelCounts.filter { $0 <= min(most, available) }
    return counts.isEmpty ? [min(most, available)] : counts
  }
}
