import Scattering
import Stability
import StabilitySupport
import Testing

/// More images than are held at a time, and than all pairs are taken of: 508 of 16 x 16 at a time, 256 for the median of pairs.
@Suite struct ManyImagesTests {
  static let shape: Shape = [16, 16]
  static let count = 530

  @Test func figuresAreTheirDefinitions() throws {
    let images = blobs(Self.count, shape: Self.shape)
    let odd = OddRepresentation(Self.shape)
    let settings = ExperimentSettings(
      kinds: [.translation], amplitudes: [1], fieldCount: 1, bootstrapCount: 20)
    let row = try Experiment(representations: [odd], images: images, settings: settings).run().rows[0]
    // The last batches that were asked for are the deformed images of each group, followed by their noise; the images of a group before.
    let asked = odd.asked.withLock { $0 }.filter { $0.batchCount > 0 }
    let deformed = Self.deformed(asked)
    #expect(deformed.count == 2)
    let (moved, noised) = (deformed[0], deformed[1])
    let originals = Self.vectors(images)
    func squares(_ others: [[Double]]) -> [[Double]] {
      zip(others, originals).map { zip($0, $1).map { ($0 - $1) * ($0 - $1) } }
    }
    let (changes, responses) = (squares(moved), squares(noised))
    func sum(_ squares: [[Double]]) -> Double { squares.reduce(0) { $0 + $1.reduce(0, +) } }
    func medians(_ squares: [[Double]]) -> Double {
      (0..<256).reduce(0) { total, index in total + squares.map { $0[index] }.median() }
    }
    // Sums of 530 x 256 squares in another order.
    #expect(abs(row.relativeStability!.median / (sum(changes) / sum(responses)) - 1) < 1e-11)
    #expect(abs(row.relativeStabilityOfMedians! / (medians(changes) / medians(responses)) - 1) < 1e-11)
    let sampled = (0..<256).map { originals[$0 * Self.count / 256] }
    var pairs: [Double] = []
    for (first, vector) in sampled.enumerated() {
      for other in sampled[(first + 1)...] {
        let differences = zip(vector, other).map { $0 - $1 }
        pairs.append(differences.reduce(0) { $0 + $1 * $1 })
      }
    }
    let sensitivity = sum(changes) / Double(Self.count) / pairs.median()
    #expect(abs(row.deformationSensitivityByMedian!.median / sensitivity - 1) < 1e-11)
  }

  /// The images under deformations, and under noise, in their order: what was asked for in batches of twice a group's size, one for each
  /// group of images.
  private static func deformed(_ asked: [Signal<Double>]) -> [[[Double]]] {
    let groups = [508, count - 508]
    var found: [[[Double]]] = [[], []]
    for group in groups {
      guard let batch = asked.last(where: { $0.batchCount == 2 * group }) else { return [] }
      let vectors = vectors(batch)
      found[0] += vectors[..<group]
      found[1] += vectors[group...]
    }
    return found
  }

  private static func vectors(_ signals: Signal<Double>) -> [[Double]] {
    let samples = signals.samples
    return stride(from: 0, to: samples.count, by: 256).map { Array(samples[$0..<($0 + 256)]) }
  }
}
