import Arrays
import Deformations
import Files
import Foundation
import Scattering
import Stability

/// Prints how far the standard preset's search moves scattering features of 32 x 32 images (J = 3, L = 8) by elastic fields of 1 and 2
/// px, and how much further a search of a hundred times its effort does.
///
///     searchstrength found|strong|costs THREADS FASHION TEXTURES [FACTOR]
///
/// FASHION is Fashion-MNIST's file of test images, of which the first 16 are taken; TEXTURES the eight of `textures.py`. `found` prints
/// bounds, seconds and distances of all images; `strong` also what the long search of FACTOR (100) times the effort finds, and the
/// ratio; `costs` the seconds of each operation.
@main
struct SearchStrength {
  private let parallel: Parallel
  private let images: Signal<Double>
  private let representation: ScatteringRepresentation
  private let configuration: ScatteringConfiguration

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 4, let threads = Int(arguments[1]) else {
      print("searchstrength found|strong|costs THREADS FASHION TEXTURES [FACTOR]")
      return
    }
    let program = try SearchStrength(threads: threads, fashion: arguments[2], textures: arguments[3])
    switch arguments[0] {
    case "costs": program.printCosts()
    case "strong": try program.printStrong(factor: arguments.count > 4 ? Double(arguments[4])! : 100)
    default: for amplitude in [1.0, 2.0] { _ = try program.printFound(amplitude) }
    }
  }

  private init(threads: Int, fashion: String, textures: String) throws {
    let options = InputOptions(resize: [32, 32])
    let samples = try [(fashion, 16), (textures, 8)].flatMap { path, count in
      try InputSet(paths: [path], options: options).read(0..<count, as: Double.self).samples
    }
    images = Signal(samples, batch: [24], shape: [32, 32])
    parallel = Parallel(threads: threads)
    configuration = try ScatteringConfiguration(shape: [32, 32], scales: 3, orientations: 8)
    representation = ScatteringRepresentation(ScatteringTransform(configuration, parallel: parallel))
    _ = representation.vectors(of: images)
  }

  private func printFound(_ amplitude: Double) throws -> (results: [WorstCaseResult], effort: Double) {
    let settings = StabilityPreset.standard.settings(seed: 0, scales: 3).search
    let counted = CountedRepresentation(representation)
    let clock = ContinuousClock()
    let start = clock.now
    let found = try WorstCase(counted, settings: settings, parallel: parallel).search(
      images, kind: .elastic, amplitude: amplitude)
    let seconds = (clock.now - start) / .seconds(1)
    print(
      "# amplitude \(amplitude) b \(found[0].gradientBound!) time \(seconds) effort \(counted.effort / 24)")
    print(found.map { "\($0.distance)" }.joined(separator: " "))
    return (found, counted.effort / Double(images.batchCount))
  }

  private func printStrong(factor: Double) throws {
    let single = ScatteringRepresentation(ScatteringTransform(configuration, parallel: Parallel(threads: 1)))
    for amplitude in [1.0, 2.0] {
      let (found, effort) = try printFound(amplitude)
      let strong = try parallel.map(found.count) { index in
        let image = images.slice(index..<(index + 1))
        let family = ElasticFamily(DeformationGenerator(.elastic, amplitude: amplitude, shape: [32, 32]))
        var search = try StrongSearch(
          single, image: image, family: family, displacementBound: amplitude,
          gradientBound: found[index].gradientBound!, budget: factor * effort, seed: UInt64(index))
        let value = try search.run() / image.norms()[0]
        FileHandle.standardError.write(
          Data(
            "\(amplitude) \(index) \(found[index].distance) \(value) \(found[index].distance / value)\n".utf8)
        )
        return value
      }
      print("image, found, long search, ratio; amplitude \(amplitude)")
      for (index, value) in strong.enumerated() {
        print("\(index) \(found[index].distance) \(value) \(found[index].distance / value)")
      }
    }
  }

  private func printCosts() {
    let clock = ContinuousClock()
    func seconds(_ name: String, _ work: () -> Void) {
      let time = (0..<5).map { _ in clock.measure(work) / .seconds(1) }.min()!
      print("\(name): \(time / Double(images.batchCount)) s")
    }
    let vectors = representation.vectors(of: images)
    seconds("evaluation") { _ = representation.vectors(of: images) }
    seconds("pullback") { _ = representation.pullback(at: images, of: vectors) }
    seconds("pushforward") { _ = representation.pushforward(at: images, along: images) }
    let family = ElasticFamily(DeformationGenerator(.elastic, amplitude: 1, shape: [32, 32]))
    let feasible = FeasibleFields(family.elastic, displacementBound: 1, gradientBound: 0.29)
    var generator = SeededGenerator(seed: 0)
    let direction = feasible.direction(family.random(using: &generator))
    seconds("24 steps within the bounds") {
      for _ in 0..<images.batchCount {
        var fields: [Double] = []
        _ = feasible.step(
          from: direction, along: direction, size: .infinity, fields: &fields, iterations: 24)
      }
    }
  }
}
