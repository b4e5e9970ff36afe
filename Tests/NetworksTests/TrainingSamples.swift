import Learning
import Networks
import Scattering

/// Small images that a network learns in moments: a bright square in one of three corners, in noise.
enum TrainingSamples {
  static func squares(_ count: Int, seed: UInt64) -> LabelledSignals {
    var generator = SeededGenerator(seed: seed)
    let labels = (0..<count).map { $0 % 3 }
    var samples: [Float] = []
    for label in labels {
      for place in 0..<64 {
        let isBright = (place / 8 < 4) == (label != 1) && (place % 8 < 4) == (label != 2)
        samples.append((isBright ? 0.6 : 0) + Float.random(in: -1..<1, using: &generator))
      }
    }
    return LabelledSignals(Signal(samples, batch: [count], shape: [8, 8]), labels: labels, classCount: 3)
  }

  /// A network with everything that draws or follows something: dropout and batch normalisation.
  static let network = try! Network(
    .convolutional(input: [1, 8, 8], classCount: 3, widths: (4, 6), hidden: 12, dropout: 0.3), seed: 1)

  static var settings: TrainingSettings {
    TrainingSettings(
      epochs: 4, batchSize: 16, rate: LearningRate(0.05),
      augmentation: Augmentation(shift: 1, elastic: 0.5, cutoff: 2),
      seed: 7)
  }
}
