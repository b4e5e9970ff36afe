import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// The examples of the DocC catalogue, run.
@Suite struct StabilityDocumentationTests {
  // example
  struct Differences: Representation {
    let shape: Shape
    var name: String { "differences" }
    var dimension: Int { shape.count - 1 }
    var parts: [RepresentationPart] { [] }
    var lipschitzConstant: Double? { 2 }
    func vectors(of signals: Signal<Double>) -> [Double] {
      let samples = signals.samples
      return stride(from: 0, to: samples.count, by: shape.count).flatMap { start in
        zip(samples[(start + 1)..<(start + shape.count)], samples[start...]).map { abs($0 - $1) }
      }
    }
  }
  // end

  let images = Signal<Double>.noise(batch: [3], shape: [16, 16], seed: 1)

  @Test func anExperimentOnAnyRepresentation() throws {
    var lines: [String] = []
    func print(_ items: Any...) { lines.append(items.map { "\($0)" }.joined(separator: " ")) }
    // example
    let scattering = ScatteringRepresentation(try ScatteringTransform<Double>(shape: images.shape, scales: 3))
    let experiment = try Experiment(
      representations: [scattering, RawPixels(shape: images.shape), Differences(shape: images.shape)],
      images: images, settings: ExperimentSettings(kinds: [.elastic], amplitudes: [0.5, 2]))
    for row in try experiment.run().rows where row.part == "all" {
      print(row.representation, row.amplitude, row.distance.median, row.relativeStability!.median)
    }
    // end
    #expect(lines.count == 6)
    #expect(lines[0].hasPrefix("scattering J=3 0.5 "))
    #expect(lines[5].hasPrefix("differences 2.0 "))
  }

  @Test func aSearchBesideItsCertificates() throws {
    var pairs: [(Double, Double)] = []
    func print(_ random: Double, _ found: Double) { pairs.append((random, found)) }
    // example
    let transform = try ScatteringTransform<Double>(shape: images.shape, scales: 3)
    let certifier = Certifier(transform)
    let search = WorstCase(ScatteringRepresentation(transform, lipschitzConstant: certifier.bounds.constant))
    for found in try search.search(images, kind: .elastic, amplitude: 1) {
      print(found.randomMaximum, found.distance)  // the search's is the larger
    }
    // end
    #expect(pairs.count == 3 && pairs.allSatisfy { $0.0 <= $0.1 })
  }

  @Test func thePageShowsTheseExamples() throws {
    func words(_ text: String) -> String {
      text.components(separatedBy: .whitespacesAndNewlines).filter { !$0.isEmpty }.joined(separator: " ")
    }
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let page = words(
      try String(
        contentsOfFile: "\(repository)/Sources/Stability/Stability.docc/Stability.md", encoding: .utf8))
    let examples = source.components(separatedBy: "// example\n").dropFirst()
      .map { $0.components(separatedBy: "// end\n")[0] }
    // Three here, and two in the line above that cuts them out.
    #expect(examples.count >= 3)
    for example in examples.prefix(3) { #expect(page.contains(words(example)), "\(example)") }
  }
}
