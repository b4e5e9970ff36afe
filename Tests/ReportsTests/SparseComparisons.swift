import Comparison
import Numerical
import Stability

/// Reports that lack what is optional, or hold what is awkward.
enum SparseComparisons {
  /// By name, so that a failing test says which.
  static let all = [
    "single": single, "errorsOnly": errorsOnly, "networksOnly": networksOnly, "empty": empty,
    "awkward": awkward,
    "verbose": verbose,
  ]

  static let names = all.keys.sorted()

  /// One method, one number of labels, one repetition; other data.
  static let single: ComparisonReport = {
    var sample = SampleComparison(
      dataset: "MNIST, 5,000 digits", methods: [("scattering m = 2, PCA", .scattering)])
    (sample.labelCounts, sample.repetitions, sample.networks) = ([300], [1], ["scattering"])
    (sample.kinds, sample.amplitudes) = ([.elastic], [1])
    var report = sample.report
    (report.generalisation, report.curves, report.notices) = ([], [], [])
    return report
  }()

  /// Nothing but learning.
  static let errorsOnly: ComparisonReport = {
    var report = SampleComparison.report
    (report.layers, report.bounds, report.consistency, report.deformedAccuracy) = ([], [], [], [])
    (report.gaussianLayers, report.geometry, report.generalisation, report.curves) = ([], [], [], [])
    (report.notices, report.timings, report.dataset.files) = ([], [], [])
    (report.gaussianFits, report.covers, report.certifiedFamilies) = ([], [], [])
    return report
  }()

  /// Nothing learned.
  static let networksOnly: ComparisonReport = {
    var report = SampleComparison.report
    (report.methods, report.learning, report.consistency, report.deformedAccuracy) = ([], [], [], [])
    report.comparisons = []
    return report
  }()

  static let empty: ComparisonReport = {
    var report = errorsOnly
    (report.methods, report.learning, report.comparisons) = ([], [], [])
    return report
  }()

  /// Zeros, infinities and what is not a number.
  static let awkward: ComparisonReport = {
    var report = SampleComparison.report
    report.learning[0].error = MeanInterval(mean: 0, low: 0, high: 0, count: 3)
    report.learning[1].error = MeanInterval(mean: .nan, low: .nan, high: .nan, count: 3)
    (report.learning[2].trainingSeconds, report.learning[3].inferenceSeconds) = (0, .infinity)
    (report.layers[0].worstCase, report.layers[1].certificate, report.layers[2].isOrdered) = (
      nil, .infinity, false
    )
    report.layers[3].relativeStability = Interval(median: .nan, low: .nan, high: .nan)
    report.gaussianLayers[0].deviation = 0
    report.generalisation[0].medianMargin = -2
    (report.generalisation[0].jacobianMargin, report.generalisation[1].frobeniusMargin) = (-0.1, 0)
    (report.generalisation[2].spectralMargin, report.generalisation[2].frobeniusMargin) = (nil, nil)
    report.curves[0].epochs[5].loss = .nan
    report.curves[1].epochs = []
    return report
  }()

  /// Long names, as users give.
  static let verbose: ComparisonReport = {
    var report = SampleComparison(methods: [
      ("scattering of the second order with affine principal component analysis", .scattering),
      ("averyveryverylongnamewithoutanyspaceatallinit", .network), ("pixels & <raw> \"values\"", .pixels),
    ]).report
    report.dataset.name = "a folder of pictures with a long, long name that somebody gave it one day"
    return report
  }()
}
