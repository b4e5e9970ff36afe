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
    #expect(message { _ = try Configuration(shape: [8], scales: 1) }.contains("takes rank 2: height x width"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, orientations: 0) }.contains(
        "orientations is 0"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, maximalOrder: -1) }.contains("order is -1"))
    #expect(
      message { _ = try Configuration(shape: [8, 8], scales: 1, oversampling: -1) }.contains(
        "oversampling is -1"))
    #expect(message { _ = try Shape([3, 0]) }.contains("[3, 0]"))
    #expect(message { _ = try Shape([1, 2, 3, 4]) }.contains("one to three axes"))
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
      step.scale == 1 && step.orientation == 0 && step.angle == 0 && abs(step.frequency - 0.1875) < 1e-15)
  }
}
