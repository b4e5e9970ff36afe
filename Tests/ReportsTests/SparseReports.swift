import Stability

/// Reports that lack what is optional.
enum SparseReports {
  /// By name, so that a failing test says which.
  static let all = [
    "unbounded": unbounded, "single": single, "empty": empty, "zero": zero, "nameless": nameless, "one": one,
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

  /// One image: no intervals, no D and no G; two others were left out, and it was in an extreme unit.
  static let one: StabilityReport = {
    var report = SampleStability(images: ["one.png"]).report
    report.parameters.imageCount = 1
    report.leftOut = ["flat.png", "black.png"].map { LeftOutInput(name: $0, reason: .constant) }
    report.inputs[0].unitExponent = -565
    for index in report.rows.indices {
      report.rows[index].distance = Interval(withoutEnds: report.rows[index].distance.median)
      report.rows[index].relativeStability = report.rows[index].relativeStability.map {
        Interval(withoutEnds: $0.median)
      }
      report.rows[index].deformationSensitivityByMean = nil
      report.rows[index].noiseSensitivityByMean = nil
      report.rows[index].deformationSensitivityByMedian = nil
      report.rows[index].noiseSensitivityByMedian = nil
    }
    for index in report.fits.indices {
      report.fits[index].constant = Interval(withoutEnds: report.fits[index].constant.median)
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
