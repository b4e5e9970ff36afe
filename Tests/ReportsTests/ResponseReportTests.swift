import Foundation
import Scattering
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite struct ResponseReportTests {
  static let time = try! ScatteringConfiguration(
    shape: [1024], wavelets: .morlet1D(quality: [4, 1]), scales: 5, padding: .periodic)
  static let joint = try! ScatteringConfiguration(
    shape: [1024],
    wavelets: .joint(quality: [4, 1], logFrequency: LogFrequencyWavelets(scales: 3, quality: 1)),
    scales: 5, padding: .periodic)
  static let volume = try! ScatteringConfiguration.solidHarmonic(
    shape: [12, 12, 12], scales: 1, maximalDegree: 3)
  static let banks = [
    ResponseBank(time, sampleRate: 8000), ResponseBank(joint), ResponseBank(volume),
  ]
  static let reports = banks.map(ResponseReport.init)

  @Test func everyWaveletOfEveryOrderIsThere() {
    let layers = Self.time.wavelets.layers(scales: 5)
    let panels = Self.banks[0].panels
    #expect(panels.map(\.name) == ["Order 1", "Order 2"])
    for (panel, bands) in zip(panels, layers) {
      #expect(panel.bands.map(\.name) == bands.map { "\($0.label)" })
      #expect(panel.bands.map(\.centerFrequency) == bands.map(\.frequency))
      #expect(panel.bands.map(\.scale) == bands.map(\.scale))
    }
  }

  /// A curve has 96 points an octave, or those of the grid where these are fewer: it peaks within one of its steps of the centre, and
  /// is half as high within one on either side of a bandwidth; the correction of the mean shifts both by less for these wavelets.
  @Test func curvesAreThoseOfTheBands() {
    for band in Self.banks[0].panels[0].bands {
      let (frequencies, values) = (band.response.frequencies, band.response.values)
      let step = max(1.0 / 1024, band.centerFrequency * (exp2(1.0 / 96) - 1) * 1.1)
      let peak = values.max()!
      #expect(abs(frequencies[values.firstIndex(of: peak)!] - band.centerFrequency) <= step)
      let above = zip(frequencies, values).filter { $0.1 >= peak / 2 }.map(\.0)
      #expect(abs(above.last! - above.first! - band.bandwidth) <= 3 * step)
    }
  }

  @Test func sumsAreTheSumsOfTheirSquares() throws {
    let bank = FilterBank(Self.time)
    for order in 1...2 {
      let sum = Self.banks[0].sums[order - 1]
      var squares = bank.lowPassResponse().map { $0 * $0 }
      for band in bank.bands(ofOrder: order) {
        let response = bank.response(of: band)
        for index in squares.indices {
          let mirrored = response[(1024 - index) % 1024]
          squares[index] += (response[index] * response[index] + mirrored * mirrored) / 2
        }
      }
      for (frequency, value) in zip(sum.curve.frequencies, sum.curve.values) {
        // Sums of some 30 squares in another order.
        #expect(abs(value - squares[Int(frequency * 1024)]) < 1e-13)
      }
      #expect(
        abs(sum.bounds.lower - squares.min()!) < 1e-13 && abs(sum.bounds.upper - squares.max()!) < 1e-13)
    }
    #expect(Self.banks[0].sums[0].boundsWithDecimation == bank.frameBoundsWithDecimation())
    #expect(Self.banks[0].largestUpperBound == bank.largestUpperBound())
  }

  @Test func spinsAreMirrorImages() throws {
    let panel = try #require(Self.banks[1].panels.last)
    #expect(panel.axis == .logFrequency)
    for band in panel.bands where band.spin == 1 {
      let other = try #require(
        panel.bands.first { $0.spin == -1 && $0.centerFrequency == -band.centerFrequency })
      #expect(other.response.frequencies == band.response.frequencies.reversed().map { -$0 })
      // The mirrored wavelet is evaluated anew.
      #expect(
        zip(other.response.values, band.response.values.reversed()).allSatisfy { abs($0 - $1) < 1e-12 })
    }
    #expect(panel.bands.filter { $0.spin == 0 }.count == 1)
  }

  /// Of all harmonics of a degree every direction has the sum of the radius. Where m stands for -m, the mean over directions of degree 1
  /// is that over the three axes, which integrate squares of it exactly.
  @Test(arguments: [(false, 3), (true, 1)]) func radialSumIsThatOfTheGrid(perM: Bool, degree: Int) throws {
    let configuration = try ScatteringConfiguration.solidHarmonic(
      shape: [12, 12, 12], scales: 1, maximalDegree: degree, perM: perM)
    let bank = FilterBank(configuration)
    #expect(ResponseBank(configuration).sums[0].bounds == bank.frameBounds())
    let responses = RadialResponses(bank: bank, maximalDegree: degree, sigma: 1, perM: perM)
    let sum = bank.littlewoodPaleySum()
    for index in 0..<6 {
      let axes = [144, 12, 1].map { sum[index * $0] }
      let expected = responses.sum(at: Double(index) / 12)
      // Values of exponentials and powers, and some 30 terms.
      #expect(abs(axes.mean - expected) < 1e-13 * max(expected, 1))
    }
  }

  @Test(arguments: reports.indices) func pagesKeepToTheRules(number: Int) throws {
    let report = Self.reports[number]
    for text in [report.html(), report.svg()] {
      #expect(XMLReader(text).error == nil)
      let local = text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!local.contains("://") && !local.contains("url("))
    }
    let json = Data(try report.json().utf8)
    #expect(try JSONDecoder().decode(ResponseBank.self, from: json) == report.bank)
  }

  @Test func pageStatesTheNumbersOfTheBank() {
    let stated = XMLReader(Self.reports[0].html()).elements.filter { $0.name == "data" }
      .compactMap { $0.attributes["value"].flatMap(Double.init) }
    let bank = Self.banks[0]
    let bounds = bank.sums.flatMap { sum in
      [sum.bounds, sum.boundsWithDecimation].compactMap(\.self).flatMap { [$0.lower, $0.upper] }
    }
    let bands = bank.panels.flatMap(\.bands).flatMap { band in
      [1, 8000].flatMap { [band.centerFrequency * $0, band.bandwidth * $0] }
    }
    #expect(stated == bounds + [bank.largestUpperBound!] + bands)
  }

  @Test func verdictFollowsTheBound() {
    var bank = Self.banks[0]
    bank.sums[0].boundsWithDecimation = FrameBounds(ofSum: [0.5, 1.21])
    #expect(ResponseText(bank: bank).verdict.contains("by up to 10 %"))
    bank.sums[0].boundsWithDecimation = nil
    bank.sums[0].bounds = FrameBounds(ofSum: [0.5, 1])
    #expect(ResponseText(bank: bank).verdict.contains("expands no distance"))
  }
}

@Suite(
  .serialized,
  .enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
struct ResponseBrowserTests {
  @Test(arguments: ResponseReportTests.reports.indices) func pagesWork(number: Int) throws {
    let report = ResponseReportTests.reports[number]
    let (complaints, probe) = try PictureProbe.open(report.html(), options: ["--window-size=1280,900"])
    #expect(complaints == [] && probe.violations == [] && probe.resources == 0)
    #expect(probe.figures == report.bank.panels.count + Set(report.bank.sums.map(\.axis)).count)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
    #expect(probe.contrasts.allSatisfy { $0 >= 4.5 }, "\(probe.faintest)")
    let band = report.bank.panels[0].bands[0]
    #expect(probe.shapes.contains { $0.hasPrefix(band.name) && $0.contains("bandwidth") })
  }

  @Test(arguments: ResponseReportTests.reports.indices) func telephoneNeedsNoSidewaysScrolling(number: Int)
    throws
  {
    let (complaints, probe) = try PictureProbe.open(ResponseReportTests.reports[number].html(), width: 400)
    #expect(complaints == [])
    #expect(probe.innerWidth == 400 && probe.scrollWidth <= 400)
  }
}
