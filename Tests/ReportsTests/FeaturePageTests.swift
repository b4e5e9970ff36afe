import Foundation
import Scattering
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite struct FeaturePageTests {
  /// The planes of a page, as its script reads them.
  struct Plane: Decodable {
    let rows, columns: Int
    let values, valueName: String
    let heading: String?
    let names, rowNames, columnNames: [String]?

    var numbers: [Float] {
      let bytes = [UInt8](Data(base64Encoded: values)!)
      return stride(from: 0, to: bytes.count, by: 4).map { start in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * $1) })
      }
    }
  }

  func planes(_ html: String) throws -> [Plane] {
    try XMLReader(html).elements.compactMap { $0.attributes["data-cells"] }.map {
      try JSONDecoder().decode(Plane.self, from: Data($0.utf8))
    }
  }

  @Test(arguments: SampleFeatures.families.indices) func pagesKeepToTheRules(number: Int) throws {
    let html = SampleFeatures.families[number].page()
    let page = XMLReader(html)
    #expect(page.error == nil)
    #expect(!html.contains("://") && !html.contains("url("))
    let scripts = page.elements.filter { $0.name == "script" }
    #expect(scripts.count == 1)
    let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.attributes["content"]?.contains(try Hash.base64(of: scripts[0].text)) == true)
    #expect(page.elements.contains { $0.name == "h1" && $0.text == "signal-0 & <its name>" })
  }

  @Test func scattergramHoldsOrderOne() throws {
    let view = SampleFeatures.time.view(1)
    let map = try planes(SampleFeatures.time.page(1))[0]
    let paths = view.paths(ofOrder: 1)
    #expect(map.rows == paths.count && map.columns == 2048 / 64)
    #expect(map.numbers == paths.flatMap { view.samples($0).map(Float.init) })
    let step = view.paths[paths[3]].steps[0]
    #expect(map.rowNames?[3] == "S1 n3 · \(step.frequency.shortText) cycles/sample")
    #expect(map.columnNames?.prefix(3) == ["0 samples", "64 samples", "128 samples"])
  }

  @Test func ratesMakeSecondsAndHertz() throws {
    let map = try planes(SampleFeatures.time.page(0, FeatureViewOptions(sampleRate: 1000)))[0]
    let step = SampleFeatures.time.metadata.paths[1].steps[0]
    #expect(map.rowNames?[0] == "S1 n0 · \((1000 * step.frequency).shortText) Hz")
    #expect(map.columnNames?[1] == "0.064 s")
  }

  /// By mean over time, and at the position nearest to a sample, 1024.
  @Test func orderTwoIsAMatrix() throws {
    let view = SampleFeatures.time.view()
    for time in [nil, 1000] {
      let map = try planes(SampleFeatures.time.page(0, FeatureViewOptions(time: time)))[1]
      let (names, numbers) = (try #require(map.names), map.numbers)
      let paths = view.paths(ofOrder: 2)
      #expect(names.filter { !$0.isEmpty }.count == paths.count)
      for path in paths {
        let label = names.firstIndex { $0.hasPrefix("\(view.paths[path]) ·") }
        let value = time == nil ? view.mean(path) : view.samples(path)[16]
        #expect(numbers[try #require(label)] == Float(value))
      }
      #expect(zip(names, numbers).allSatisfy { $0.isEmpty == $1.isNaN })
    }
  }

  static let joints = [
    SampleFeatures.joint, .joint(.joint), .joint(.time, .global),
    .joint(.time, LogFrequencyWavelets.Averaging.none),
  ]

  /// The captions call spin + rising.
  @Test(arguments: joints.indices) func spinsTellRisingTonesFromFallingOnes(number: Int) throws {
    let features = Self.joints[number]
    func means(_ index: Int) throws -> [Float] {
      let maps = try planes(features.page(index)).suffix(3)
      #expect(maps.map(\.columns) == [4, 4, 1])
      return maps.map { map in
        let numbers = map.numbers.filter { !$0.isNaN }
        return numbers.reduce(0, +) / Float(numbers.count)
      }
    }
    let (rising, falling) = (try means(0), try means(1))
    #expect(rising[0] > 1.5 * rising[1])
    #expect(falling[1] > 1.5 * falling[0])
  }

  /// A wave down the rows is seen by the orientation whose angle is 0.
  @Test func disksShowDirections() throws {
    let view = SampleFeatures.image.view()
    let page = XMLReader(SampleFeatures.image.page())
    let shapes = page.elements.filter { $0.attributes["class"] == "cell stroke-paper" }
    // Two scales of four orientations and the middle; behind four first wavelets four second ones; each sector twice.
    #expect(shapes.count == 2 * 8 + 1 + 4 * 2 * 4)
    let peak = view.paths(ofOrder: 1).max { view.mean($0) < view.mean($1) }!
    #expect(view.paths[peak].steps[0].scale == 0 && view.paths[peak].steps[0].angle == 0)
    let brightest = shapes.filter { $0.attributes["fill"] == "#fde725" && $0.text.contains("S1") }
    #expect(brightest.count == 2)
    #expect(brightest.allSatisfy { $0.text.hasPrefix("\(view.paths[peak])\n") })
  }

  @Test func mapsHoldSinglePaths() throws {
    let view = SampleFeatures.image.view(1)
    let maps = try planes(SampleFeatures.image.page(1)).filter { $0.heading != nil }
    #expect(maps.count == view.paths.count - 1)
    for map in maps {
      let path = try #require(view.paths.firstIndex { map.heading?.hasPrefix("\($0) ·") == true })
      #expect(map.rows == 8 && map.columns == 12)
      #expect(map.numbers == view.samples(path).map(Float.init))
      #expect(map.columnNames?[1] == "column 4")
    }
  }

  @Test func barsHoldEveryPower() throws {
    let view = SampleFeatures.volume.view()
    let bars = XMLReader(SampleFeatures.volume.page()).elements.filter {
      $0.name == "rect" && !$0.text.isEmpty
    }
    #expect(bars.count == 3 * (view.paths.count - 1))
    for (index, path) in view.paths.enumerated().dropFirst() {
      let own = bars.filter { $0.text.hasPrefix("\(path)\n") }
      let texts = view.samples(index).map { $0.text(significant: 4) }
      #expect(own.count == 3 && zip(own, texts).allSatisfy { $0.text.hasSuffix(": \($1)") })
    }
  }

  /// Whatever is read off moduli, there is a page.
  @Test(arguments: [Readout.globalMean, .samples, .integrals(powers: [1, 2])]) func readoutsAreDrawn(
    readout: Readout
  ) throws {
    let signal = [Float](repeating: 1, count: 256)
    let families: [(Shape, WaveletFamily)] = [
      ([256], .morlet1D(quality: [4])), ([16, 16], .morlet2D(orientations: 2)),
      ([256], .joint(quality: [2], logFrequency: LogFrequencyWavelets(scales: 2))),
    ]
    var isOfIntegrals: Bool { if case .integrals = readout { true } else { false } }
    for (shape, wavelets) in families where !(isOfIntegrals && wavelets.name == "joint") {
      let configuration = try ScatteringConfiguration(
        shape: shape, wavelets: wavelets, scales: 3, readout: readout)
      let page = XMLReader(SampleFeatures(configuration, [signal]).page())
      #expect(page.error == nil && page.elements.contains { $0.attributes["role"] == "img" })
    }
  }

  @Test func binsAreMeansOrRepeat() {
    #expect(Binning(count: 6, bins: 3).applied([1, 3, 5, 7, 9, 11]) == [2, 6, 10])
    #expect(Binning(count: 2, bins: 4).applied([1, 3]) == [1, 1, 3, 3])
    #expect((0..<7).flatMap { Binning(count: 100, bins: 7).samples(ofBin: $0) } == Array(0..<100))
    let plane = Plots.Plane(rows: 4, columns: 2) { Double($0 * 2 + $1) }
    #expect(plane.binned(atMost: 2).values == [1, 2, 5, 6])
  }
}

@Suite(
  .serialized,
  .enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
struct FeatureBrowserTests {
  @Test(arguments: SampleFeatures.families.indices) func pagesTellWhatThePointerIsAt(number: Int) throws {
    let features = SampleFeatures.families[number]
    let (complaints, probe) = try PictureProbe.open(features.page(), options: ["--window-size=1280,900"])
    #expect(complaints == [] && probe.violations == [] && probe.resources == 0)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
    #expect(probe.chosen.allSatisfy { $0 == 1 })
    #expect(probe.backgrounds[0] != probe.backgrounds[1])
    let view = features.view()
    let tips = (probe.first + probe.last + probe.shapes).filter { !$0.isEmpty }
    #expect(
      !tips.isEmpty && tips.allSatisfy { tip in view.paths.contains { tip.hasPrefix("S\($0.order)") } })
    if number == 0 {
      // Told to four digits.
      let value = view.samples(1)[0]
      let told = probe.first[0].split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      #expect(probe.first[0].hasPrefix("S1 n0 · ") && told.contains { abs($0 - value) <= 0.5e-3 * value })
      // Of the last first wavelet and the last second one there is no path.
      #expect(probe.last.last == "" || probe.last.last?.contains("S2") == true)
    }
  }

  /// WCAG 2 AA asks for 4.5 of words.
  @Test(arguments: SampleFeatures.families.indices) func wordsStandOutInBothThemes(number: Int) throws {
    let (_, probe) = try PictureProbe.open(SampleFeatures.families[number].page())
    #expect(probe.contrasts.allSatisfy { $0 >= 4.5 }, "\(probe.faintest)")
  }

  @Test(arguments: SampleFeatures.families.indices) func telephoneNeedsNoSidewaysScrolling(number: Int) throws
  {
    let (complaints, probe) = try PictureProbe.open(SampleFeatures.families[number].page(), width: 400)
    #expect(complaints == [])
    #expect(probe.innerWidth == 400 && probe.scrollWidth <= 400)
  }
}
