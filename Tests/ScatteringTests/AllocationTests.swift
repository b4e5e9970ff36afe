import AllocationCounter
import Scattering
import TestSupport
import Testing

/// `execute` allocates nothing, nor do the inner calls of the derivative: what a thread allocates is counted. Debug builds
/// allocate for generic code that they do not specialise, and sanitizers bring allocators of their own.
@Suite(.enabled(if: isOptimised && allocations_are_counted())) struct AllocationTests {
  /// Averages that are banded and spectral, grids in passes and padded in each way, orders from 0 to 3.
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(shape: [16, 16], scales: 2, orientations: 3),
    try! ScatteringConfiguration(
      shape: [17, 13], scales: 3, orientations: 3, maximalOrder: 3, padding: .zero),
    try! ScatteringConfiguration(
      shape: [24, 16], scales: 3, orientations: 2, padding: .edge, oversampling: 1),
    try! ScatteringConfiguration(shape: [64, 64], scales: 6, orientations: 2, padding: .periodic),
    try! ScatteringConfiguration(shape: [12, 12], scales: 2, orientations: 3, maximalOrder: 0),
    try! .solidHarmonic(shape: [6, 8, 7], scales: 2, maximalDegree: 2),
  ]

  @Test func whatIsAllocatedIsCounted() {
    #expect(allocations { _ = AlignedBuffer<Float>(uninitialized: 1000) } >= 1)
    #expect(allocations {} == 0)
  }

  @Test(arguments: configurations) func executeAllocatesNothing(_ configuration: ScatteringConfiguration) {
    check(transform(configuration, Float.self))
    check(transform(configuration, Double.self))
  }

  /// Groups of filters, filters across paths, and every readout.
  @Test(arguments: PlanTests.examples) func plansExecuteWithoutAllocating(_ example: PlanTests.Example) {
    check(example.transform(Float.self, threads: 1))
    check(example.transform(Double.self, threads: 1))
  }

  func transform<Sample: ScatteringScalar>(
    _ configuration: ScatteringConfiguration, _: Sample.Type
  ) -> ScatteringTransform<Sample> {
    ScatteringTransform(configuration, parallel: Parallel(threads: 1), rigor: .estimate)
  }

  func check<Sample: ScatteringScalar>(_ transform: ScatteringTransform<Sample>) {
    let signals = Signal<Sample>.noise(batch: [3], shape: transform.configuration.shape, seed: 1)
    let features = AlignedBuffer<Sample>(uninitialized: 3 * transform.featureCount)
    let workspace = transform.makeWorkspace()
    signals.withUnsafeSamples { samples in
      // Swift makes the metadata of generic types when they are first used.
      transform.execute(samples.baseAddress!, count: 1, into: features.base, workspace)
      let count = allocations {
        transform.execute(samples.baseAddress!, count: 3, into: features.base, workspace)
      }
      #expect(count == 0)
    }
  }

  /// Results and workers are allocated a call; of what is done for each signal nothing is.
  @Test(arguments: configurations) func derivativesAllocateNothingForASignal(
    _ configuration: ScatteringConfiguration
  ) {
    checkDerivatives(transform(configuration, Float.self))
  }

  @Test(arguments: PlanTests.examples) func derivativesOfPlansAllocateNothingForASignal(
    _ example: PlanTests.Example
  ) {
    checkDerivatives(example.transform(Float.self, threads: 1))
  }

  func checkDerivatives(_ transform: ScatteringTransform<Float>) {
    func counts(_ batch: Int) -> [Int] {
      let signals = Signal<Float>.noise(batch: [batch], shape: transform.configuration.shape, seed: 2)
      let cotangents = transform(signals)
      let pull = { _ = transform.pullback(at: signals, cotangents) }
      let push = { _ = transform.pushforward(at: signals, along: signals) }
      // The first call makes tables.
      pull()
      push()
      return [allocations(of: pull), allocations(of: push)]
    }
    #expect(counts(1) == counts(6))
  }
}

/// The blocks that the calling thread allocates in a call.
private func allocations(of body: () -> Void) -> Int {
  let before = allocation_count()
  body()
  return Int(allocation_count() - before)
}

private var isOptimised: Bool {
  #if DEBUG
    false
  #else
    true
  #endif
}
