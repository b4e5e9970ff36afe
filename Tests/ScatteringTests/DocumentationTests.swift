import Foundation
import Scattering
import TestSupport
import Testing

/// The example of the README and of the DocC catalogue, run.
@Suite struct DocumentationTests {
  @Test func theExampleRunsAndPrintsWhatItSays() throws {
    let samples = [Float](repeating: 0.5, count: 16 * 224 * 224)
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") }
    // example
    let transform = try ScatteringTransform<Float>(shape: [224, 224], scales: 3, orientations: 8)
    let images = Signal<Float>(samples, batch: [16], shape: [224, 224])
    let features = transform(images)  // [batch, path, height / 8, width / 8]
    print(features.dimensions, features.paths[12])  // [16, 217, 28, 28] S1 j1 l3
    // end
    #expect(printed == "[16, 217, 28, 28] S1 j1 l3")
  }

  @Test(arguments: ["README.md", "Sources/Scattering/Scattering.docc/Scattering.md"])
  func thePagesShowThisExample(page: String) throws {
    func words(_ text: String) -> String {
      text.components(separatedBy: .whitespacesAndNewlines).filter { !$0.isEmpty }.joined(separator: " ")
    }
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let example = source.components(separatedBy: "// example\n")[1].components(separatedBy: "// end")[0]
    let text = try String(contentsOfFile: "\(repository)/\(page)", encoding: .utf8)
    #expect(words(text).contains(words(example)))
  }
}
