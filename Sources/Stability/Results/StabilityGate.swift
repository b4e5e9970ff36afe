import Deformations

/// Limits on the scattering transforms that a report assesses, and the part and kinds to which they apply.
///
/// A limit is kept only where there are figures that keep it: one that is missing or not a number breaks it, and so does any row
/// whose figures are out of order, for then the report is wrong.
public struct StabilityGate: Hashable, Sendable {
  /// The largest values allowed, one limit a figure; figures without a limit are not judged.
  public var limits: [Figure: Double]
  /// The part that is judged, `all` for the whole vector.
  public var part: String
  /// The kinds that are judged; where empty all that were measured, but for those that never have the figure.
  public var kinds: [DeformationKind]

  public init(limits: [Figure: Double] = [:], part: String = "all", kinds: [DeformationKind] = []) {
    (self.limits, self.part, self.kinds) = (limits, part, kinds)
  }

  /// A figure that can be limited.
  public enum Figure: String, CaseIterable, Hashable, Sendable {
    /// C of distance = C K(tau), fitted over amplitudes; no unit.
    case constant
    /// R, relative stability; no unit.
    case relative
    /// The bound over the whole family of deformations, relative to the image's norm.
    case certified
  }

  /// Everything in a report that breaks a limit, by transform, figure and kind, then rows out of order; empty if the gate passes.
  public func violations(of report: StabilityReport) -> [GateViolation] {
    guard !limits.isEmpty else { return [] }
    let figures = Figure.allCases.filter { limits[$0] != nil }
    let judged = report.assessedNames.flatMap { name in
      figures.flatMap { violations(of: report, name, $0) } + unreadable(report, name)
    }
    let missing: [GateViolation] =
      report.assessedNames.isEmpty
      ? [GateViolation(subject: "scattering", reason: .nothing("no transform that is assessed"))] : []
    return missing + judged + report.rows.filter { !$0.keepsOrder }.map(GateViolation.init(disorderOf:))
  }
}

extension StabilityGate {
  /// One figure of one transform against its limit.
  private func violations(of report: StabilityReport, _ name: String, _ figure: Figure) -> [GateViolation] {
    let kinds = self.kinds.isEmpty ? report.parameters.kinds.filter(figure.exists) : self.kinds
    let judged = kinds.flatMap { kind in entries(figure, report, name, kind) }
    let limit = limits[figure]!
    let wrong = judged.compactMap { entry in
      entry.value.flatMap { value in
        value <= limit
          ? nil : GateViolation(subject: entry.subject, reason: .exceeded(figure, found: value, limit: limit))
      }
    }
    return wrong + missing(judged, figure, report, name)
  }

  /// What is to be judged of one kind: an entry without a value where there is none.
  private func entries(
    _ figure: Figure, _ report: StabilityReport, _ name: String, _ kind: DeformationKind
  ) -> [Entry] {
    let subject = "\(name), \(part), \(kind.rawValue)"
    let found =
      switch figure {
      case .constant:
        report.fits.filter { $0.isOf(name, part, kind) }.map {
          Entry(kind: kind, subject: subject, value: $0.constant.median)
        }
      case .relative, .certified:
        report.rows.filter { $0.isOf(name, part, kind) }.map { row in
          Entry(
            kind: kind, subject: "\(subject) of \(threeDigits(row.amplitude)) px",
            value: figure == .relative ? row.relativeStability?.median : row.familyBound)
        }
      }
    return found.isEmpty ? [Entry(kind: kind, subject: subject, value: nil)] : found
  }

  /// One violation for all kinds that lack the figure for the same reason.
  private func missing(
    _ entries: [Entry], _ figure: Figure, _ report: StabilityReport, _ name: String
  ) -> [GateViolation] {
    let subject = "\(name), \(part)"
    guard !entries.isEmpty else {
      return [GateViolation(subject: subject, reason: .nothing("no kind that has \(figure.text)"))]
    }
    let absent = entries.filter { $0.value == nil }
    let reasons = absent.map { reason(figure, report, $0.kind) }
    var known: Set<String> = []
    return reasons.filter { known.insert($0).inserted }.map { reason in
      let subjects = zip(absent, reasons).filter { $1 == reason }.map(\.0.subject)
      let tails = subjects.map { String($0.dropFirst(subject.count + 2)) }
      return GateViolation(
        subject: "\(subject), \(tails.joined(separator: ", "))",
        reason: .nothing("no \(figure.name): \(reason)"))
    }
  }

  /// Why a kind lacks a figure.
  private func reason(_ figure: Figure, _ report: StabilityReport, _ kind: DeformationKind) -> String {
    if !report.parameters.kinds.contains(kind) { return "the kind was not measured" }
    if !report.rows.contains(where: { $0.part == part && $0.kind == kind }) { return "there is no such part" }
    if !figure.exists(kind) {
      return kind.hasField ? "the kind has no bound over its family" : "noise is no deformation"
    }
    if figure == .constant, report.parameters.amplitudes.count == 1 { return "one amplitude has no fit" }
    if figure == .certified, report.parameters.color != "gray" { return "images in colour have no bound" }
    if figure == .certified, part != "all" { return "the bound is of the whole vector" }
    if figure == .certified, report.parameters.searchedImageCount == 0 { return "no image was searched" }
    return "it is not a number"
  }

  /// Figures of the judged rows and fits that are not numbers, whether or not they are limited.
  private func unreadable(_ report: StabilityReport, _ name: String) -> [GateViolation] {
    func isJudged(_ kind: DeformationKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }
    let rows = report.rows.filter { $0.representation == name && $0.part == part && isJudged($0.kind) }
    let fits = report.fits.filter { $0.representation == name && $0.part == part && isJudged($0.kind) }
    return rows.filter(\.holdsNaN).map { GateViolation(subject: $0.subject, reason: .notANumber) }
      + fits.filter { $0.largestRatio.isNaN }.map {
        GateViolation(subject: "\(name), \(part), \($0.kind.rawValue)", reason: .notANumber)
      }
  }

  /// What is judged: a fit or a row.
  private struct Entry {
    let kind: DeformationKind
    let subject: String
    let value: Double?
  }
}

extension StabilityGate.Figure {
  /// Whether a kind is judged by the figure unless asked for: noise is no deformation, and the bound of rough fields is that of any field.
  func exists(_ kind: DeformationKind) -> Bool {
    kind.hasField && !(self == .certified && kind == .rough)
  }

  var name: String {
    switch self {
    case .constant: "constant C"
    case .relative: "relative stability R"
    case .certified: "certified bound"
    }
  }

  var text: String { "a \(name)" }
}

extension StabilityReport {
  /// The names of the scattering transforms that are assessed: of a report that marks none, the last one's.
  public var assessedNames: [String] {
    let marked = representations.filter { $0.isAssessed == true }
    return (marked.isEmpty ? representations.filter { $0.role == .scattering }.suffix(1) : marked[...])
      .map(\.name)
  }
}

extension StabilityRow {
  fileprivate func isOf(_ name: String, _ part: String, _ kind: DeformationKind) -> Bool {
    representation == name && self.part == part && self.kind == kind
  }

  var subject: String { "\(representation), \(part), \(kind.rawValue) of \(threeDigits(amplitude)) px" }

  /// Whether random maximum <= worst case <= certificate on every image, and the figures themselves are in order.
  var keepsOrder: Bool {
    func isAscending(_ values: [Double?]) -> Bool {
      let known = values.compactMap(\.self)
      return zip(known, known.dropFirst()).allSatisfy { $0 <= $1 }
    }
    return isOrdered && isAscending([randomMaximum, worstCase, certificate])
      && isAscending([familyWorst, familyBound])
  }

  fileprivate var holdsNaN: Bool {
    [
      distance.median, randomMaximum, worstCase, certificate, familyWorst, familyBound,
      relativeStability?.median,
    ]
    .contains { $0?.isNaN == true }
  }
}

extension StabilityFit {
  fileprivate func isOf(_ name: String, _ part: String, _ kind: DeformationKind) -> Bool {
    representation == name && self.part == part && self.kind == kind
  }
}
