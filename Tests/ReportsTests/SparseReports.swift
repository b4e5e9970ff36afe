import Stability

/// Reports that lack what is optional.
enum SparseReports {
  /// By name, so that a failing test says which.
  static let all = [
    "unbounded": unbounded, "single": single, "empty": empty, "zero": zero, "nameless": nameless,
  ]

  /// No search and no certificate.
  static let unbounded = SampleStability(hasBounds: false).report

  /// One representation under one kind at one amplitude; its slope is not a number.
  static let single = SampleStability(
    names: ["scattering"], kinds: [.elastic], amplitudes: [1], images: ["one.png"]
  ).report

  /// Nothing measured at all.
  static let empty = SampleStability(names: [], kinds: [], amplitudes: [], images: []).report

  /// Distances, bounds and an amplitude of zero, which logarithmic axes have no place for.
  static let zero: StabilityReport = {
    var report = SampleStability(amplitudes: [0, 1, 2]).report
    for index in report.rows.indices where index % 2 == 0 {
      report.rows[index].distance = Interval(median: 0, low: 0, high: 0)
      report.rows[index].worstCase = 0
      report.rows[index].certificate = .infinity
    }
    return report
  }()

  /// No ratios, no list of representations, and pictures whose samples do not fit.
  static let nameless: StabilityReport = {
    var report = SampleStability().report
    report.representations = []
    for index in report.rows.indices { report.rows[index].relativeStability = nil }
    for index in report.pictures.indices { report.pictures[index].samples.removeLast() }
    return report
  }()
}
