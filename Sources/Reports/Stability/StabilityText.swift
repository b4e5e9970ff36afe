import Files
import Numerical
import Plots
import Stability

/// The sentences and cards of the stability page, made of its numbers.
struct StabilityText {
  let findings: StabilityFindings

  init(_ findings: StabilityFindings) { self.findings = findings }

  private var report: StabilityReport { findings.report }
  private var noun: SignalNoun { report.noun }

  var title: String {
    let images = Format.count(report.parameters.imageCount, noun.singular)
    return "Stability of \(Format.count(report.representations.count, "representation")) on \(images)"
  }

  var lead: [String] { [best, comparison, beyondRandom].compactMap(\.self) }

  /// The kind and size at which representations are compared.
  private var setting: String? {
    guard let kind = findings.kind, let amplitude = findings.amplitude else { return nil }
    return "\(kind.title.lowercased()) of up to \(amplitude.shortText) \(noun.unit)"
  }

  private var best: String? {
    guard let setting, let first = findings.ranking.first else { return nil }
    guard findings.ranking.count > 1 else {
      return "At \(setting), \(first.representation) has \(measure(first))."
    }
    let lowest = first.distance.hasEnds ? "the lowest median" : "the lowest value"
    return "At \(setting), \(first.representation) has \(lowest) of "
      + "\(findings.ranking.count) representations: \(measure(first))."
  }

  private func measure(_ row: StabilityRow) -> String {
    guard findings.isRankedByRatio, let ratio = row.relativeStability else {
      let median = row.distance.hasEnds ? "a median distance" : "a distance"
      return "\(median) of \(Self.interval(row.distance)) of the \(noun.singular)’s norm"
    }
    return "R = \(Self.interval(ratio))"
  }

  private var comparison: String? {
    guard let scattering = findings.scattering, let pixels = findings.pixels else { return nil }
    let distance =
      "a distance of \(Format.digits(scattering.distance.median)) of the \(noun.singular)’s norm against "
      + "\(Format.digits(pixels.distance.median))"
    guard let ratio = scattering.relativeStability, let base = pixels.relativeStability else {
      return "Scattering moves by \(distance) for raw \(noun.samples)."
    }
    return "R compares a deformation with noise of the same size. Scattering has "
      + "\(Format.digits(ratio.median)) where raw \(noun.samples) have \(Format.digits(base.median)), and \(distance)."
  }

  private var beyondRandom: String? {
    guard let excess = findings.worstOverRandom, let kind = findings.kind else { return nil }
    let certificate = findings.tightnessRatio.map {
      " Certificates of the deformations found, of all kinds, lie \(Format.digits($0)) times above what these do in the median; they bound no "
        + "other deformation."
    }
    return
      "Under \(kind.title.lowercased()) a search for scattering’s worst finds \(Format.digits(excess)) times the largest "
      + "distance of random ones, median over sizes.\(certificate ?? "") \(families ?? "")"
  }

  /// What the bounds over families say, and in what time.
  private var families: String? {
    let checks = report.checks
    guard checks.familyCount > 0 else { return nil }
    let time = findings.familySeconds.map { " in \(Format.digits($0)) s" } ?? ""
    return
      "Bounds over whole families hold for every \(report.rank == 1 ? "translation or dilation" : "translation, rotation, dilation or shear") of a size: \(checks.closedFamilyCount) of "
      + "\(checks.familyCount) (\(noun.withArticle), kind and size of scattering or raw \(noun.samples) each) were brought within "
      + "\(Format.percent(report.parameters.familyGap)) of the largest found\(time)."
  }

  var cards: [Card] { [ratioCard, excessCard, tightnessCard, familyCard, checksCard].compactMap(\.self) }

  private var ratioCard: Card? {
    guard let row = findings.scattering ?? findings.ranking.first, let ratio = row.relativeStability,
      let setting
    else { return nil }
    let pixels = findings.pixels?.relativeStability.map {
      "; raw \(noun.samples) have \(Format.digits($0.median))"
    }
    return Card(
      "R of \(row.representation)", Number(ratio.median, significant: 3),
      meaning: (Self.ends(ratio).map { "95 % interval \($0) at \(setting)" }
        ?? "Of one \(noun.singular), at \(setting)")
        + "\(pixels ?? ""). Below 1, deformation moves it less than noise of the same size does.")
  }

  private var excessCard: Card? {
    guard let kind = findings.kind else { return nil }
    return findings.worstOverRandom.map {
      let checks = report.checks
      return Card(
        "Worst case over random, \(kind.title.lowercased())", Number($0, as: Format.digits($0) + " ×"),
        meaning:
          "Median ratio of scattering’s over sizes; the other kinds stand in a table. \(checks.searchesAboveRandom) of "
          + "\(Format.count(checks.searchCount, "search")) (rotations and dilations not counted) found more than the largest "
          + "of the random fields.")
    }
  }

  private var tightnessCard: Card? {
    findings.tightnessRatio.map {
      Card(
        "Certificate over worst case", Number($0, as: Format.digits($0) + " ×"),
        meaning:
          "Median ratio of scattering’s: how tight the proven bounds of the deformations found are, 1 being attained. Other deformations of the "
          + "same size have certificates of their own.")
    }
  }

  private var familyCard: Card? {
    let checks = report.checks
    guard checks.familyCount > 0 else { return nil }
    return Card(
      "Families enclosed",
      Number(
        Double(checks.closedFamilyCount), as: "\(checks.closedFamilyCount) of \(checks.familyCount)"),
      meaning:
        "families of one or two parameters, \(noun.withArticle), kind and size each, for which found ≤ supremum ≤ bound ≤ "
        + "\(Format.digits(1 + report.parameters.familyGap)) × found is proven.")
  }

  private var checksCard: Card {
    let (checked, failed) = (report.checks.orderedRowCount, report.checks.violations.count)
    return Card(
      "Checks", Number(Double(checked - failed), as: "\(checked - failed) of \(checked)"),
      meaning:
        "rows keep random maximum ≤ worst case ≤ certificate, and worst case ≤ bound over the family, on every \(noun.singular)."
    )
  }

  var warnings: [StabilityNotice] { StabilityNotice.all(of: findings) }
  /// Whether anything is to be warned of.
  var areWarnings: Bool { !warnings.isEmpty }

  /// The warnings, or that there are none.
  var notices: [String] {
    areWarnings
      ? warnings.map { $0.message(noun) }
      : ["All checks hold: no field folds, no interpolation floor is too high, every bound is in order."]
  }

  static func interval(_ interval: Interval) -> String {
    Format.digits(interval.median) + (ends(interval).map { " (95 % interval \($0))" } ?? "")
  }

  /// The ends of an interval; nil where there is none.
  private static func ends(_ interval: Interval) -> String? {
    interval.hasEnds ? "\(Format.digits(interval.low)) to \(Format.digits(interval.high))" : nil
  }

  var note: String {
    """
    Distances are Euclidean, divided by the norm of the image. R, D and G follow Petrini et al. (2021, arXiv \
    2105.02468), K(τ) Theorem 2.12 of Mallat (2012). Every number of this page stands exactly in the JSON \
    document of the same run.
    """
  }
}
