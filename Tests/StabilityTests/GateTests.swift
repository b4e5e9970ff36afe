import Deformations
import Numerical
import Testing

@testable import Stability

/// The gate as a function from reports to what breaks its limits.
@Suite struct GateTests {
  /// Two transforms of which one is assessed, two kinds and noise, and figures that grow with kind and amplitude.
  static func report(
    kinds: [DeformationKind] = [.translation, .elastic, .noise], amplitudes: [Double] = [1, 2]
  )
    -> StabilityReport
  {
    let names = ["scattering J=1", "scattering J=2", "raw pixels"]
    let rows = names.flatMap { name in
      ["all", "order 1"].flatMap { part in
        kinds.flatMap { kind in amplitudes.map { row(name, part, kind, $0) } }
      }
    }
    let fits = names.flatMap { name in
      ["all", "order 1"].flatMap { part in
        kinds.filter { $0.hasField && amplitudes.count > 1 }.map { kind in
          StabilityFit(
            representation: name, part: part, kind: kind, scales: 2,
            constant: same(kind == .elastic ? 0.4 : 0.2),
            largestRatio: 0.6, slope: 1)
        }
      }
    }
    return sparseReport(names, kinds: kinds, amplitudes: amplitudes, rows: rows, fits: fits)
  }

  static func same(_ value: Double) -> Interval { Interval(median: value, low: value, high: value) }

  private static func row(_ name: String, _ part: String, _ kind: DeformationKind, _ amplitude: Double)
    -> StabilityRow
  {
    let hasBound = part == "all" && kind.hasField && kind != .rough
    return StabilityRow(
      representation: name, part: part, kind: kind, amplitude: amplitude, distance: same(0.1 * amplitude),
      randomMaximum: 0.12 * amplitude, worstCase: 0.15 * amplitude, certificate: 0.3 * amplitude,
      isOrdered: true, interpolationFloor: nil, isFloorTooHigh: false,
      relativeStability: kind.hasField ? same(0.25 * amplitude) : nil, deformationSensitivityByMean: nil,
      noiseSensitivityByMean: nil, deformationSensitivityByMedian: nil, noiseSensitivityByMedian: nil,
      familyWorst: hasBound ? 0.16 * amplitude : nil,
      familyBound: hasBound ? 0.2 * amplitude : nil)
  }

  private func sentences(_ gate: StabilityGate, _ report: StabilityReport = Self.report()) -> [String] {
    gate.violations(of: report).map(\.description)
  }

  @Test func figuresAtTheirLimitsPass() {
    let limits: [StabilityGate.Figure: Double] = [.constant: 0.4, .relative: 0.5, .certified: 0.4]
    #expect(sentences(StabilityGate(limits: limits)) == [])
  }

  /// Of the assessed transform alone, its whole vector alone, in three digits.
  @Test func everyViolationIsListed() {
    #expect(
      sentences(StabilityGate(limits: [.constant: 0.123456, .relative: 0.2999])) == [
        "scattering J=2, all, translation: found the constant C 0.2, expected at most 0.123",
        "scattering J=2, all, elastic: found the constant C 0.4, expected at most 0.123",
        "scattering J=2, all, translation of 2 px: found the relative stability R 0.5, expected at most 0.3",
        "scattering J=2, all, elastic of 2 px: found the relative stability R 0.5, expected at most 0.3",
      ])
    #expect(
      sentences(StabilityGate(limits: [.certified: 0.3]))[0]
        == "scattering J=2, all, translation of 2 px: found the certified bound 0.4, expected at most 0.3")
  }

  @Test func kindsAndPartsAreThoseAskedFor() {
    let elastic = StabilityGate(limits: [.constant: 0.1], part: "order 1", kinds: [.elastic])
    #expect(
      sentences(elastic) == [
        "scattering J=2, order 1, elastic: found the constant C 0.4, expected at most 0.1"
      ])
    #expect(sentences(StabilityGate(limits: [.constant: 0.3], kinds: [.translation])) == [])
  }

  /// Every transform that the report marks is judged, and no other.
  @Test func allAssessedTransformsAreJudged() {
    var report = Self.report()
    for index in 0..<2 { report.representations[index].isAssessed = true }
    let found = sentences(StabilityGate(limits: [.constant: 0.3]), report)
    #expect(found.map { String($0.prefix(14)) } == ["scattering J=1", "scattering J=2"])
    report.representations = []
    #expect(sentences(StabilityGate(limits: [.constant: 0.3]), report).count == 1)
  }

  @Test func digitsThatLookLikeTheLimitAreMore() {
    var report = Self.report(kinds: [.elastic])
    for index in report.fits.indices { report.fits[index].constant = Self.same(0.50001) }
    #expect(
      sentences(StabilityGate(limits: [.constant: 0.5]), report) == [
        "scattering J=2, all, elastic: found the constant C 0.50001, expected at most 0.5"
      ])
  }

  @Test func nothingToJudgeIsAViolation() {
    let one = Self.report(amplitudes: [1])
    #expect(
      sentences(StabilityGate(limits: [.constant: 9]), one) == [
        "scattering J=2, all, translation, elastic: found no constant C: one amplitude has no fit, expected something to judge"
      ])
    let noise = Self.report(kinds: [.noise])
    for figure in StabilityGate.Figure.allCases {
      #expect(sentences(StabilityGate(limits: [figure: 9]), noise).count == 1)
      let asked = sentences(StabilityGate(limits: [figure: 9], kinds: [.noise]))
      #expect(asked.count == 1 && asked[0].contains("noise is no deformation"), "\(asked)")
    }
    let shear = sentences(StabilityGate(limits: [.relative: 9], kinds: [.shear]))
    #expect(shear.count == 1 && shear[0].contains("not measured"))
    let part = sentences(StabilityGate(limits: [.relative: 9], part: "order 7"))
    #expect(part.count == 1 && part[0].contains("no such part"))
  }

  /// Bounds over families are of the whole vector, of searched images, and not of rough fields.
  @Test func familiesWithoutBoundsAreViolations() {
    let bound = StabilityGate(limits: [.certified: 9])
    var unsearched = Self.report()
    unsearched.parameters.searchedImageCount = 0
    for index in unsearched.rows.indices { unsearched.rows[index].familyBound = nil }
    let found = sentences(bound, unsearched)
    #expect(found.count == 1 && found[0].contains("no image was searched"))
    var coloured = unsearched
    (coloured.parameters.searchedImageCount, coloured.parameters.color) = (2, "rgb")
    let colour = sentences(bound, coloured)
    #expect(colour.count == 1 && colour[0].contains("images in colour"))
    let part = sentences(StabilityGate(limits: [.certified: 9], part: "order 1"))
    #expect(part.count == 1 && part[0].contains("whole vector"))
    let rough = Self.report(kinds: [.rough, .elastic])
    #expect(sentences(bound, rough) == [])
    let asked = sentences(StabilityGate(limits: [.certified: 9], kinds: [.rough, .shear]), rough)
    #expect(asked.count == 2, "\(asked)")
  }

  @Test func whatIsNoNumberIsAViolation() {
    var report = Self.report(kinds: [.elastic], amplitudes: [1, 2])
    let index = report.rows.firstIndex { $0.isOf("scattering J=2", "all") }!
    report.rows[index].relativeStability = Self.same(.nan)
    let limits: [StabilityGate.Figure: Double] = [.relative: 9]
    #expect(
      sentences(StabilityGate(limits: limits), report)[0].contains("found the relative stability R NaN"))
    report.rows[index].relativeStability = nil
    let missing = sentences(StabilityGate(limits: limits), report)
    #expect(missing.count == 1 && missing[0].contains("elastic of 1 px: found no relative stability R"))
    report.rows[index].relativeStability = Self.same(0.1)
    report.rows[index].distance.median = .nan
    #expect(sentences(StabilityGate(limits: limits), report).count == 1)
    report.rows[index].distance.median = 0.1
    report.fits[report.fits.firstIndex { $0.representation == "scattering J=2" }!].constant = Self.same(.nan)
    #expect(sentences(StabilityGate(limits: [.constant: 9]), report).count == 1)
  }

  /// Whatever is judged, a report that contradicts itself does not pass: here by the pixels' row of a part.
  @Test func disorderIsAViolationWhereverItIs() {
    var report = Self.report()
    let index = report.rows.indices.last!
    report.rows[index].isOrdered = false
    let gate = StabilityGate(limits: [.constant: 9], kinds: [.elastic])
    let found = sentences(gate, report)
    #expect(
      found.count == 1 && found[0].hasPrefix("raw pixels, order 1, noise of 2 px: found random maximum 0.24"))
    report.rows[index].isOrdered = true
    report.rows[index].certificate = 0.2999
    #expect(sentences(gate, report).count == 1)
    report.rows[index].certificate = .nan
    #expect(sentences(gate, report).count == 1)
    report.rows[index].certificate = nil
    #expect(sentences(gate, report) == [])
    report.rows[0].familyWorst = 0.21
    #expect(sentences(gate, report).count == 1)
    #expect(sentences(StabilityGate(), report) == [])
  }
}

extension StabilityRow {
  fileprivate func isOf(_ name: String, _ part: String) -> Bool {
    representation == name && self.part == part
  }
}

/// A report of rows and fits alone.
private func sparseReport(
  _ names: [String], kinds: [DeformationKind], amplitudes: [Double], rows: [StabilityRow],
  fits: [StabilityFit]
) -> StabilityReport {
  StabilityReport(
    version: "test",
    parameters: StabilityParameters(
      preset: "custom", seed: 0, shape: [16, 16], imageCount: 2, fieldCount: 1, searchedImageCount: 1,
      searchedImages: [0], familyGap: 0.1,
      amplitudes: amplitudes, kinds: kinds, scales: [2], orientations: [4], maximalOrder: 2,
      padding: "reflect",
      normalization: "kymatio", elasticCutoff: 5, roughExponent: 0.5, bootstrapCount: 1),
    inputs: [],
    banks: [],
    representations: names.map {
      RepresentationSummary(
        name: $0, role: $0.hasPrefix("scattering") ? .scattering : .pixels, dimension: 1, parts: ["order 1"],
        lipschitzConstant: nil)
    },
    deformations: [], rows: rows, fits: fits, frequencyDilation: 0, frequencyResponses: [], pictures: [],
    checks: StabilityChecks(
      orderedRowCount: 0, violations: [], familyCount: 0, closedFamilyCount: 0, searchCount: 0,
      searchesAboveRandom: 0, tightnessRatio: nil, pixelRelativeStability: nil), timings: [])
}
