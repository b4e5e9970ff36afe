import Foundation
import Scattering
import TestSupport
import Testing

/// What is refused, in which words, and how paths are named and ordered.
@Suite struct ConfigurationTests {
  func message(_ make: () throws -> Void) -> String {
    do { try make() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  @Test func whatDoesNotFitIsRefusedInWords() throws {
    typealias Configuration = ScatteringConfiguration
    #expect(
      message { _ = try Configuration(shape: [32, 20], scales: 5) }
        == "scales 5 averages over 2^5 samples, but the signals are only 32 x 20; the largest scales for them is 4"
    )
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 0) } == "scales is 0, but it must be at least 1")
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 62) }.contains(
        "the largest scales for them is 3"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: .max) }.contains("largest scales for them is 3"))
    #expect(message { _ = try Configuration(shape: [8], scales: 1) }.contains("take rank 2: height x width"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, orientations: 0) }.contains(
        "orientations is 0"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, maximalOrder: -1) }.contains("order is -1"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, oversampling: -1) }.contains(
        "oversampling is -1"))
    for (name, make) in [
      (
        "orientations",
        { (value: Int) throws in _ = try Configuration(shape: [8, 8], scales: 1, orientations: value) }
      ),
      ("maximal order", { _ = try Configuration(shape: [8, 8], scales: 1, maximalOrder: $0) }),
      ("oversampling", { _ = try Configuration(shape: [8, 8], scales: 1, oversampling: $0) }),
    ] {
      let bounds = name == "orientations" ? "1 to 1024" : "0 to 30"
      #expect(message { try make(.max) } == "\(name) is \(Int.max), but it must be \(bounds)")
    }
    #expect(message { _ = try Shape([3, 0]) }.contains("[3, 0]"))
    #expect(message { _ = try Shape([1, 2, 3, 4]) }.contains("one to three axes"))
    #expect(message { _ = try Shape([1 << 40, 1 << 40]) }.contains("fewer than 2^63 samples"))
  }

  @Test func whatFamiliesDoNotHaveIsRefused() {
    typealias Configuration = ScatteringConfiguration
    let joint = WaveletFamily.joint(quality: [8], logFrequency: LogFrequencyWavelets(scales: 2, quality: 1))
    #expect(
      message {
        _ = try Configuration(shape: [1024], wavelets: joint, scales: 5, readout: .integrals(powers: [1]))
      }.contains("readout is integrals"))
    #expect(
      message {
        _ = try Configuration(
          shape: [32, 32], wavelets: .morlet2D(orientations: 4), scales: 2, convention: .kymatio03)
      } == "convention is kymatio-0.3, but it must be kymatio but for time series")
  }

  @Test func whatIsTooLargeIsRefusedBeforeItTakesMemory() throws {
    typealias Configuration = ScatteringConfiguration
    for (dimensions, padding) in [
      ([1_000_000, 1_000_000], Padding.reflect), ([Int.max, 1], .reflect), ([1 << 31, 2], .zero),
      ([1 << 31, 1], .periodic), ([1 << 16, 1 << 15], .periodic), ([46338, 46338], .reflect),
    ] {
      let shape = try Shape(dimensions)
      let scales = dimensions.min()! > 1 ? 1 : 0
      let error = #expect(throws: ScatteringError.self) {
        try Configuration(shape: shape, scales: max(scales, 1), padding: padding)
      }
      if scales == 1 {
        #expect(error == .tooLarge(shape))
        #expect(error?.description.contains("at most 2147483647 samples") == true)
      }
    }
    // One row less than 2^31 samples, and just below it once padded.
    #expect(throws: Never.self) {
      try Configuration(shape: [1 << 16, (1 << 15) - 2], scales: 1, padding: .periodic)
    }
    #expect(throws: Never.self) { try Configuration(shape: [46338, 46338], scales: 1, padding: .periodic) }
  }

  /// The bound counts the paths without listing them: against the list.
  @Test func pathsAreBounded() throws {
    typealias Configuration = ScatteringConfiguration
    let error = #expect(throws: ScatteringError.self) {
      try Configuration(shape: [8, 8], scales: 2, orientations: 1024, maximalOrder: 2)
    }
    #expect(error == .tooManyPaths(.morlet2D(orientations: 1024), scales: 2, maximalOrder: 2))
    #expect(error?.description.contains("more than 1048576 paths") == true)
    for (scales, orientations, order, isBounded) in [
      (1, 1024, 15, true), (2, 1022, 2, true), (2, 1023, 2, true), (2, 1024, 2, false), (15, 1, 15, true),
      (15, 2, 15, false), (6, 9, 6, true), (6, 10, 6, false), (15, 1024, 1, true),
    ] {
      let count = pathCount(scales, orientations, order)
      #expect((count <= Double(Configuration.maximalPathCount)) == isBounded)
      let found = Configuration.pathCount(
        .morlet2D(orientations: orientations), scales: scales, maximalOrder: order)
      #expect(found.map(Double.init) == (isBounded ? count : nil))
    }
  }

  /// Adding one scale either leaves it out of a path or puts it behind all others.
  func pathCount(_ scales: Int, _ orientations: Int, _ order: Int) -> Double {
    guard scales > 0, order > 0 else { return 1 }
    return pathCount(scales - 1, orientations, order)
      + Double(orientations) * pathCount(scales - 1, orientations, order - 1)
  }

  @Test func theLargestMaximalOrderHoldsThePathsThatThereAre() throws {
    let all = try ScatteringConfiguration(shape: [8, 8], scales: 2, orientations: 2, maximalOrder: 15)
    let transform = ScatteringTransform<Float>(all, rigor: .estimate)
    #expect(transform.paths.count == 9 && transform.featureCount == ScatteringPlan(all).layout.count)
  }

  @Test func codingKeepsAllAndChecksAll() throws {
    let configuration = try ScatteringConfiguration(
      shape: [64, 48], scales: 3, orientations: 6, maximalOrder: 1, padding: .edge, oversampling: 1,
      normalization: .nonexpansive)
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(ScatteringConfiguration.self, from: data) == configuration)
    let wrong = String(decoding: data, as: UTF8.self).replacingOccurrences(
      of: "\"scales\":3", with: "\"scales\":9")
    #expect(throws: ScatteringError.self) {
      try JSONDecoder().decode(ScatteringConfiguration.self, from: Data(wrong.utf8))
    }
  }

  @Test(arguments: Normalization.allCases) func codingKeepsTheNormalization(normalization: Normalization)
    throws
  {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, normalization: normalization)
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(ScatteringConfiguration.self, from: data) == configuration)
    #expect(String(decoding: data, as: UTF8.self).contains("\"\(normalization.rawValue)\""))
  }

  @Test func pathsAreNamedAndOrderedAsKymatioOrdersThem() throws {
    let paths = try ScatteringTransform<Float>(shape: [32, 32], scales: 3, orientations: 2).paths
    #expect(paths.count == 1 + 2 * 3 + 4 * 3 * 2 / 2)
    #expect(
      paths.map(\.description) == [
        "S0", "S1 j0 l0", "S1 j0 l1", "S1 j1 l0", "S1 j1 l1", "S1 j2 l0", "S1 j2 l1", "S2 j0 l0 j1 l0",
        "S2 j0 l0 j1 l1",
        "S2 j0 l0 j2 l0", "S2 j0 l0 j2 l1", "S2 j0 l1 j1 l0", "S2 j0 l1 j1 l1", "S2 j0 l1 j2 l0",
        "S2 j0 l1 j2 l1",
        "S2 j1 l0 j2 l0", "S2 j1 l0 j2 l1", "S2 j1 l1 j2 l0", "S2 j1 l1 j2 l1",
      ])
    let step = try #require(paths[3].steps.first)
    #expect(
      step.scale == 1 && step.orientation == 0 && step.angle == 0.0 && abs(step.frequency - 0.1875) < 1e-15)
  }
}
