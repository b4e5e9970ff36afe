import Comparison
import Foundation
import Stability
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite struct ComparisonPageTests {
  private static let html = ComparisonPage(SampleComparison.report).html()
  private let page = XMLReader(html)

  @Test func documentReadsBackAsTheReport() throws {
    let text = ComparisonPage(SampleComparison.report).json()
    #expect(text.hasSuffix("}\n") && text.filter(\.isNewline).count == 1)
    #expect(text.contains("\"schema\":\"swift-scattering/comparison/2\""))
    #expect(try JSONDecoder().decode(ComparisonReport.self, from: Data(text.utf8)) == SampleComparison.report)
    let block = try #require(self.block("report"))
    #expect(
      try JSONDecoder().decode(ComparisonReport.self, from: Data(block.utf8)) == SampleComparison.report)
    let table = try JSONDecoder().decode(String.self, from: Data(try #require(self.block("table")).utf8))
    #expect(table == ComparisonTable(SampleComparison.report).csv())
  }

  private func block(_ id: String) -> String? {
    page.elements.first { $0.attributes["id"] == id && $0.name == "script" }?.text
  }

  @Test func sectionsComeInOrder() {
    #expect(headings(page) == Self.sections)
  }

  private func headings(_ page: XMLReader) -> [String] {
    page.elements.filter { $0.name == "h2" }.map(\.text)
  }

  private static let sections = [
    "Summary", "Few labels", "Cost", "Stability, layer by layer", "Proven constants", "Shift consistency",
    "Accuracy under deformation", "Certified classes", "Random Gaussian layers",
    "Geometry through the layers", "Generalisation",
    "Covers and invariance",
    "Training", "How it was measured",
  ]

  /// Each section goes with its rows, heading and all.
  @Test func sectionsWithoutRowsAreAbsent() {
    #expect(
      headings(XMLReader(ComparisonPage(SparseComparisons.errorsOnly).html()))
        == ["Summary", "Few labels", "Cost", "How it was measured"])
    #expect(
      headings(XMLReader(ComparisonPage(SparseComparisons.empty).html())) == [
        "Summary", "How it was measured",
      ])
    let removals: [(String, @Sendable (inout ComparisonReport) -> Void)] = [
      ("Few labels", { $0.learning = [] }), ("Stability, layer by layer", { $0.layers = [] }),
      ("Proven constants", { $0.bounds = [] }), ("Shift consistency", { $0.consistency = [] }),
      ("Accuracy under deformation", { $0.deformedAccuracy = [] }),
      ("Certified classes", { $0.certifiedFamilies = [] }),
      ("Random Gaussian layers", { $0.gaussianLayers = [] }),
      ("Geometry through the layers", { $0.geometry = [] }),
      ("Generalisation", { $0.generalisation = [] }), ("Covers and invariance", { $0.covers = [] }),
      ("Training", { $0.curves = [] }),
    ]
    for (section, remove) in removals {
      var report = SampleComparison.report
      remove(&report)
      #expect(
        headings(XMLReader(ComparisonPage(report).html())) == Self.sections.filter { $0 != section },
        "\(section)")
    }
  }

  /// Two of learning, two of cost, four a setting of layers, three of bounds, one of shifts, two a kind of accuracy (one
  /// certified), two of Gaussian layers, three of geometry, four of generalisation, two a network of training.
  @Test func figuresAreAllThereAndHaveUnits() {
    let figures = page.elements.filter { $0.attributes["role"] == "img" }
    #expect(figures.count == 2 + 2 + 4 * 6 + 3 + 1 + 2 * 2 + 2 + 3 + 4 + 2 * 2)
    for label in [
      "number of labels (samples); k = 1000", "test error (%)", "tuning and training (s)",
      "inference (ms/sample)",
      "sup|τ| (pixels)",
    ] {
      #expect(Self.html.contains(">\(label)</text>"), "\(label)")
    }
  }

  /// Every number that was measured stands in a table, to the last bit.
  @Test func tablesStateTheNumbersOfTheReport() {
    let stated = Set(
      page.elements.filter { $0.name == "data" }.compactMap { Double($0.attributes["value"] ?? "") })
    let report = SampleComparison.report
    var expected = report.learning.flatMap {
      [$0.error.mean, $0.error.low, $0.error.high, $0.trainingSeconds, $0.inferenceSeconds]
    }
    expected += report.layers.flatMap {
      [$0.relativeStability, $0.deformationSensitivity, $0.noiseSensitivity].flatMap {
        [$0.median, $0.low, $0.high]
      }
        + [$0.randomMaximum, $0.worstCase ?? 0, $0.certificate ?? 0]
    }
    expected +=
      report.bounds.flatMap { [$0.norm, $0.product, $0.constant] }
      + report.consistency.flatMap { [$0.share.median, $0.share.low] }
    expected += report.deformedAccuracy.flatMap {
      [$0.accuracy.median, $0.accuracy.high] + [$0.certified].compactMap(\.self)
    }
    expected += report.certifiedFamilies.flatMap { [$0.accuracy, $0.worstAccuracy, $0.certified] }
    expected += report.gaussianLayers.flatMap {
      [$0.predicted, $0.measured, $0.predictedCosine, $0.measuredCosine, $0.deviation]
    }
    expected += report.geometry.flatMap {
      [$0.distanceWithin.median, $0.distanceBetween.low, $0.angleWithin.high, $0.angleBetween.median]
    }
    expected += report.generalisation.flatMap {
      [$0.trainError, $0.testError, $0.medianMargin, $0.lowMargin, $0.trainJacobian, $0.testJacobian]
        + [$0.jacobianMargin, $0.spectralMargin, $0.frobeniusMargin].compactMap(\.self)
    }
    #expect(expected.allSatisfy { stated.contains($0) || $0 == 0 })
  }

  @Test func publishedErrorsStandOnlyBesideTheirData() {
    #expect(Self.html.contains("HOG + SVM, published: 7.4"))
    var report = SampleComparison.report
    report.dataset.name = "mnist"
    #expect(!ComparisonPage(report).html().contains("HOG"))
    report.dataset.name = "/data/FASHION-mnist"
    #expect(ComparisonPage(report).html().contains("HOG + SVM, published: 7.4"))
  }

  @Test func hostileNamesAreOnlyWords() throws {
    let name = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\"']]>\nx: y"
    var report = SampleComparison.report
    (report.dataset.name, report.methods[0].name, report.learning[0].method) = (name, name, name)
    (report.layers[0].network, report.layers[0].layer, report.curves[0].network) = (name, name, name)
    (report.consistency[0].method, report.notices) = (name, [name])
    let page = XMLReader(ComparisonPage(report).html())
    #expect(page.error == nil)
    #expect(page.elements.filter { $0.name == "script" }.count == 3)
    #expect(page.elements.filter { $0.name == "img" }.isEmpty)
    #expect(page.elements.contains { $0.name == "th" && $0.text == name })
  }

  @Test(arguments: SparseComparisons.names)
  func whatIsMissingIsLeftOut(name: String) throws {
    let report = try #require(SparseComparisons.all[name])
    let html = ComparisonPage(report).html()
    #expect(XMLReader(html).error == nil)
    let headings = XMLReader(html).elements.filter { $0.name == "h2" || $0.name == "h3" }
    #expect(headings.allSatisfy { !$0.text.isEmpty })
    #expect(!html.contains("nan") || name == "awkward")
  }
}
