import ComplexModule
import Scattering

/// Times a transform, and compares it with FFTW alone and with itself on one thread. They take turns, so that a disturbance of
/// the machine strikes them alike; planning, filters and one untimed call stand outside.
public struct TransformBenchmark {
  let example: BenchmarkCase
  let threads: Int
  let rigor: Rigor
  let rounds: Int

  /// - Parameter rounds: Rounds, in each of which every workload is timed for at least a tenth of a second.
  public init(
    _ example: BenchmarkCase, threads: Int = Parallel.coreCount, rigor: Rigor = .patient, rounds: Int = 7
  ) {
    (self.example, self.threads, self.rigor, self.rounds) = (example, threads, rigor, rounds)
  }

  /// - Parameter isAlone: Whether only the transform is timed, and compared with nothing.
  public func run(isAlone: Bool = false, planner: Planner = .shared) -> BenchmarkResult {
    let whole = makeWorkload(threads: threads, planner: planner)
    whole()
    if isAlone { return result(planner, (0..<rounds).map { _ in Self.secondsPerCall(whole) }) }
    let alone = makeWorkload(threads: 1, planner: planner)
    let (baseline, _) = makeBaselineWorkload(areSmooth: false, planner: planner)
    let (neighbour, work) = makeBaselineWorkload(areSmooth: true, planner: planner)
    let pullback = makePullbackWorkload(planner: planner)
    for workload in [alone, baseline, neighbour, pullback] { workload() }
    let times = (0..<rounds).map { _ in
      Times(
        whole: Self.secondsPerCall(whole), baseline: Self.secondsPerCall(baseline),
        neighbour: work * Self.secondsPerCall(neighbour), alone: Self.secondsPerCall(alone),
        pullback: Self.secondsPerCall(pullback))
    }
    return result(planner, times.map(\.whole), times)
  }

  /// Seconds of one round.
  private struct Times {
    let whole, baseline, neighbour, alone, pullback: Double
  }

  private func result(_ planner: Planner, _ whole: [Double], _ times: [Times]? = nil) -> BenchmarkResult {
    func median(_ value: (Times) -> Double) -> Double? { times.map { Self.median($0.map(value)) } }
    let seconds = Self.median(whole)
    return BenchmarkResult(
      name: example.name, shape: example.configuration.shape.dimensions,
      wavelets: example.configuration.wavelets.description, scales: example.configuration.scales,
      batch: example.batch, threads: threads, rigor: rigor.rawValue,
      rounds: rounds, secondsPerBatch: seconds, signalsPerSecond: Double(example.batch) / seconds,
      setupSeconds: setupSeconds(planner),
      fftwSecondsPerBatch: median(\.baseline), ratioToFFTW: median { $0.whole / $0.baseline },
      ratioToNeighbour: median { $0.whole / $0.neighbour }, oneThreadSecondsPerBatch: median(\.alone),
      threadSpeedup: median { $0.alone / $0.whole }, pullbackRatio: median { $0.pullback / $0.whole })
  }

  /// The whole transform of the batch, its results thrown away.
  private func makeWorkload(threads: Int, planner: Planner) -> () -> Void {
    let transform = makeTransform(threads: threads, planner: planner)
    let images = makeNoise(transform.configuration.shape)
    let workspace = transform.makeWorkspace()
    let features = AlignedBuffer<Float>(uninitialized: example.batch * transform.featureCount)
    let batch = example.batch
    return {
      images.withUnsafeSamples {
        transform.execute($0.baseAddress!, count: batch, into: features.base, workspace)
      }
    }
  }

  /// The median of three; the first of all, in which plans may be searched for, has been made before.
  private func setupSeconds(_ planner: Planner) -> Double {
    let clock = ContinuousClock()
    return Self.median(
      (0..<3).map { _ in
        clock.measure { _ = makeTransform(threads: threads, planner: planner) } / .seconds(1)
      })
  }

  /// The pullback of the features themselves.
  private func makePullbackWorkload(planner: Planner) -> () -> Void {
    let transform = makeTransform(threads: threads, planner: planner)
    let images = makeNoise(transform.configuration.shape)
    let cotangents = transform(images)
    return { _ = transform.pullback(at: images, cotangents) }
  }

  private func makeTransform(threads: Int, planner: Planner) -> ScatteringTransform<Float> {
    ScatteringTransform(
      example.configuration, parallel: Parallel(threads: threads), rigor: rigor, planner: planner)
  }

  private func makeNoise(_ shape: Shape) -> Signal<Float> {
    var generator = SeededGenerator(seed: 1)
    return Signal(
      (0..<(example.batch * shape.count)).map { _ in Float.random(in: 0..<1, using: &generator) },
      batch: [example.batch], shape: shape)
  }

  /// FFTW alone, and what its time counts.
  private func makeBaselineWorkload(areSmooth: Bool, planner: Planner) -> (() -> Void, work: Double) {
    let plan = ScatteringPlan(example.configuration)
    let baseline = FFTWBaseline(plan, rigor: rigor, areSmooth: areSmooth, planner: planner)
    let workspaces = (0..<threads).map { _ in baseline.makeWorkspace() }
    let parallel = Parallel(threads: threads)
    let batch = example.batch
    return ({ parallel.forEach(batch) { worker, _ in baseline.execute(workspaces[worker]) } }, baseline.work)
  }

  /// Calls for a tenth of a second.
  private static func secondsPerCall(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var calls = 0
    while calls == 0 || clock.now - start < .milliseconds(100) {
      body()
      calls += 1
    }
    return (clock.now - start) / .seconds(1) / Double(calls)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
