import Comparison

/// How long a comparison takes, stage by stage, from what other runs took.
///
/// Rates are rough ones of two cores of a Xeon, taken to fall with the number of threads. They tell minutes from hours; what is
/// left is counted by the run's own pace as soon as trials have ended.
struct CompareEstimate {
  /// Seconds of each stage.
  let features, fewLabels, studies: Double

  /// - Parameters:
  ///   - features: Seconds to compute the features of all images; 0 where no method takes any.
  ///   - dimension: The number of features of an image.
  ///   - pixelCount: The number of samples of an image.
  init(
    features: Double, kinds: [MethodKind], settings: FewLabelSettings, preset: ComparisonPreset,
    testCount: Int, dimension: Int, pixelCount: Int, hasStudies: Bool, threads: Int
  ) {
    let scale = 2 / Double(max(threads, 1))
    var seconds = 0.0
    for (labels, repetitions) in zip(settings.labelCounts, settings.repetitions) {
      for kind in kinds {
        let values = Double(kind.order == nil ? pixelCount : dimension)
        seconds +=
          Double(repetitions)
          * Self.seconds(kind, labels: Double(labels), tests: Double(testCount), values: values, preset)
      }
    }
    (self.features, fewLabels) = (features, scale * seconds)
    studies = hasStudies ? scale * 118 * Self.effort(preset) * Double(pixelCount) / 784 : 0
  }

  /// Seconds of one trial.
  private static func seconds(
    _ kind: MethodKind, labels: Double, tests: Double, values: Double, _ preset: ComparisonPreset
  ) -> Double {
    if kind.isNetwork { return 10 * effort(preset) + 2e-4 * tests }
    switch kind {
    case .pixelsPCA, .scattering1PCA, .scattering2PCA: return (2.5e-7 * labels + 1e-8 * tests) * values
    case .scatteringLinear: return (2.5e-6 * labels + 1e-9 * tests) * values
    default: return (5e-7 * labels + 1e-10 * labels * tests) * values
    }
  }

  /// How much longer networks are trained than in a quick comparison.
  private static func effort(_ preset: ComparisonPreset) -> Double {
    switch preset {
    case .quick: 1
    case .standard: 4
    case .full: 8
    }
  }

  var seconds: Double { features + fewLabels + studies }

  /// `about 4 min: features 5 s, few labels 2 min, studies of networks 2 min`.
  var text: String {
    let stages = [("features", features), ("few labels", fewLabels), ("studies of networks", studies)]
    let parts = stages.filter { $0.1 > 0 }.map { "\($0.0) \(roughDuration($0.1))" }
    return "about \(roughDuration(seconds)): \(parts.joined(separator: ", "))"
  }
}
