import Networks
import Scattering

/// Times training steps: of the small CNN on batches of 128 images of 28 x 28, gathered, run and followed as every training
/// does. `torch_step.cpp` times the same network driven from C++ alone.
public struct NetworkBenchmark {
  let threads: Int
  let rounds: Int

  /// - Parameter rounds: Epochs of ten steps; the first step is not counted.
  public init(threads: Int = Parallel.coreCount, rounds: Int = 7) {
    (self.threads, self.rounds) = (threads, rounds)
  }

  /// - Returns: The median seconds of a step.
  /// - Throws: `NetworkError`, for instance where networks are not installed.
  public func run() throws -> Double {
    let network = try Network(
      .convolutional(input: [1, 28, 28], classCount: 10), seed: 1, parallel: Parallel(threads: threads))
    let settings = TrainingSettings(epochs: rounds, batchSize: 128, rate: LearningRate(0.01))
    var seconds: [Double] = []
    var last: ContinuousClock.Instant?
    _ = try Trainer(settings, parallel: Parallel(threads: threads)).train(network, on: Self.noise) {
      let now = ContinuousClock.now
      // Between two epochs stands more than a step.
      if let last, $0.step > 1 { seconds.append((now - last) / .seconds(1)) }
      last = now
    }
    return seconds.sorted()[seconds.count / 2]
  }

  /// Ten batches.
  private static var noise: LabelledSignals {
    var generator = SeededGenerator(seed: 1)
    let samples = (0..<(1280 * 784)).map { _ in Float.random(in: 0..<1, using: &generator) }
    return LabelledSignals(
      Signal(samples, batch: [1280], shape: [28, 28]), labels: (0..<1280).map { $0 % 10 }, classCount: 10)
  }
}
