import Arrays
import Deformations
import Learning
import Scattering
import Stability

/// A linear classifier on non-expansive scattering that is to stay right under whole families of deformations: it learns from deformed copies of
/// the training images, and its scale J is chosen among the training images by the share that can be certified.
struct CertifiedFamilyTraining {
  /// The name of the classifier in a report.
  static let name = "scattering, certified under deformation"

  let configuration: ScatteringConfiguration
  let families: [CertifiedFamily]
  let parallel: Parallel
  let rigor: Rigor
  let planner: Planner

  /// Deformed copies of every image, and training images by which the scale is chosen.
  private static let (copyCount, choiceCount) = (4, 60)
  /// The number of deformations after which an image is left open while the scale is chosen.
  private static let choiceLimit = 2000

  /// The images and their deformed copies: of each image as many of each family as of any other, by turns.
  func deformed(_ samples: LabelledSignals, seed: UInt64) -> LabelledSignals {
    let warp = SplineWarp.fast(parallel: parallel).prepare(samples.doubles(0..<samples.count))
    let (shape, count) = (samples.signals.shape, Self.copyCount)
    let copies = parallel.map(samples.count * count) { item in
      var generator = SeededGenerator(seed: seed, words: [UInt64(item)])
      let member = families[item % families.count].member(of: shape, using: &generator)
      var out = [Double](repeating: 0, count: shape.count)
      member.displacements().withUnsafeSamples {
        warp.warp(item / count, by: $0.baseAddress!, into: &out, gradient: nil)
      }
      return out.map(Float.init)
    }
    let labels = (0..<(samples.count * count)).map { samples.labels[$0 / count] }
    return LabelledSignals(
      Signal(
        samples.signals.samples + copies.flatMap { $0 }, batch: [samples.count * (count + 1)], shape: shape),
      labels: samples.labels + labels, classCount: samples.classCount)
  }

  /// The head that learned from images and their copies at the scale that certifies most.
  func train(on samples: LabelledSignals, seed: UInt64, checkCancellation: () throws -> Void) throws
    -> CertifiedHead
  {
    let scales = try chosenScales(samples, seed: seed, checkCancellation)
    return try head(scales: scales, deformed(samples, seed: seed), seed: seed)
  }

  private func chosenScales(
    _ samples: LabelledSignals, seed: UInt64, _ checkCancellation: () throws -> Void
  ) throws -> Int {
    let candidates = Array(Set([2, 3, configuration.scales]).filter { $0 <= configuration.scales }).sorted()
    guard candidates.count > 1, samples.count >= 4 * Self.choiceCount else { return configuration.scales }
    let share = Double(Self.choiceCount) / Double(samples.count)
    let split = try StratifiedSplit(labels: samples.labels, seed: seed).partition(testShare: share)
    let (train, heldOut) = (samples.selecting(split.train), samples.selecting(split.heldOut))
    let study = CertifiedFamilyStudy(families: families, limit: Self.choiceLimit, parallel: parallel)
    let copies = deformed(train, seed: seed)
    let shares = try candidates.map { scales in
      let rows = try study.rows(
        of: [("", try head(scales: scales, copies, seed: seed))], on: heldOut.doubles(0..<heldOut.count),
        labels: heldOut.labels, checkCancellation: checkCancellation)
      return rows.reduce(0) { $0 + $1.certified }
    }
    // The finer of scales that certify alike: its features are more.
    return candidates[shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }!]
  }

  private func head(scales: Int, _ samples: LabelledSignals, seed: UInt64) throws -> CertifiedHead {
    try CertifiedTraining(
      configuration.with(scales: scales), parallel: parallel, rigor: rigor, planner: planner
    ).train(on: samples, seed: seed, sampleLimit: 2000)
  }
}
