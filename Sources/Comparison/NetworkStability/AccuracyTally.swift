import Stability

/// How often each contestant was right about each image.
struct AccuracyTally {
  let settings: ExperimentSettings
  /// `[contestant][image]`: 1 where it is right about the image itself.
  var undeformed: [[Double]]
  /// `[contestant]`, by kind and amplitude: the share of fields of each image.
  private var deformed: [[Cell: [Double]]]

  private struct Cell: Hashable {
    let kind: DeformationKind
    let amplitude: Double
  }

  init(_ settings: ExperimentSettings, contestants: Int, images: Int) {
    self.settings = settings
    let none = [Double](repeating: 0, count: images)
    undeformed = (0..<contestants).map { _ in none }
    let cells = settings.kinds.flatMap { kind in
      settings.amplitudes.map { (Cell(kind: kind, amplitude: $0), none) }
    }
    deformed = (0..<contestants).map { _ in Dictionary(uniqueKeysWithValues: cells) }
  }

  /// Counts a field for each of the images about which the contestant was right.
  mutating func count(_ right: [Int], _ batch: DeformedImages.Batch, contestant: Int) {
    let cell = Cell(kind: batch.kind, amplitude: batch.amplitude)
    for image in right { deformed[contestant][cell]![image] += 1 / Double(settings.fieldCount) }
  }

  /// - Parameter certified: The share certified at amplitude 0 and at each of the amplitudes.
  func rows(of contestant: Int, name: String, certified: [Double]?) -> [DeformedAccuracyRow] {
    settings.kinds.flatMap { kind in
      ([0] + settings.amplitudes).enumerated().map { index, amplitude in
        let shares =
          index == 0
          ? undeformed[contestant] : deformed[contestant][Cell(kind: kind, amplitude: amplitude)]!
        let bootstrap = Bootstrap(resamplings: settings.bootstrapCount, seed: settings.seed)
        return DeformedAccuracyRow(
          contestant: name, kind: kind, amplitude: amplitude,
          accuracy: bootstrap.ratio(shares, shares.map { _ in 1 })!, certified: certified?[index])
      }
    }
  }
}
