import Scattering
import TestSupport
import Testing

/// The numbers of Kymatio's joint time-frequency scattering.
///
/// Kymatio sums aliases of its Gaussians over the frequencies from -1 to 2 alone. Of the wavelets along log-frequency of negative spin, with
/// centres down to -0.35 and deviations up to 0.14, that leaves out exp(-(1.1 / 0.14 - 0.35 / 0.14)^2 / 2) = 6e-7 at 0.9, so that its spins are
/// no mirror images: 1.02e-6 of the features of the first case. Those of other spins are within 1e-6.
@Suite struct GoldenJointTests {
  @Test(arguments: GoldenJoint.all) func transformsEqualKymatio(example: GoldenJoint) throws {
    try check(example, Double.self, tolerance: 2e-6)
    try check(example, Float.self, tolerance: 1e-5)
  }

  /// In time order, of the spins 0 and 1.
  @Test func spinsThatKymatioHasWholeAreCloser() throws {
    let example = GoldenJoint.all[0]
    let transform = try transform(example, Double.self)
    let features = transform(
      Signal(
        Golden.numbers(example.input, as: Double.self), batch: [example.batch],
        shape: transform.configuration.shape))
    let expected = Golden.numbers(example.output, as: Double.self)
    let samples = features.samples
    let kept = samples.indices.filter { index in
      (features.paths[index / features.shape.count % features.paths.count].acrossPaths?.spin ?? 0) >= 0
    }
    #expect(kept.count > samples.count / 2 && kept.count < samples.count)
    #expect(relativeDistance(kept.map { samples[$0] }, kept.map { expected[$0] }) < 1e-6)
  }

  func transform<Sample: ScatteringScalar>(
    _ example: GoldenJoint, _: Sample.Type
  ) throws -> ScatteringTransform<Sample> {
    let along = LogFrequencyWavelets(
      scales: example.frequencyScales, quality: example.frequencyQuality,
      averaging: .wavelets(example.frequencyAveraging), layout: .init(rawValue: example.layout)!)
    return ScatteringTransform<Sample>(
      try ScatteringConfiguration(
        shape: Shape([example.count]), wavelets: .joint(quality: example.quality, logFrequency: along),
        scales: example.scales, averaging: example.averaging), rigor: .estimate)
  }

  func check<Sample: ScatteringScalar>(_ example: GoldenJoint, _: Sample.Type, tolerance: Double) throws {
    let transform = try transform(example, Sample.self)
    let input = Golden.numbers(example.input, as: Sample.self)
    let features = transform(
      Signal(input, batch: [example.batch], shape: transform.configuration.shape))
    let expected = Golden.numbers(example.output, as: Double.self)
    let kept = kymatiosPaths(transform.plan, example)
    #expect(example.batch * kept.count * features.shape.count == expected.count)
    let samples = (0..<example.batch).flatMap { signal in
      kept.flatMap { features.samples(ofSignal: signal, path: $0) }
    }
    #expect(relativeDistance(samples, expected) < tolerance)
  }

  /// The paths that Kymatio has. Where F is below 2^J_fr, its layout by time ends the positions of the low-pass along log-frequency early: it
  /// counts them by 2^J_fr although they stand F apart.
  private func kymatiosPaths(_ plan: ScatteringPlan, _ example: GoldenJoint) -> [Int] {
    let all = Array(plan.paths.indices)
    guard example.layout == "time" else { return all }
    let left = zip(plan.gatheredNodes, plan.pathsOfGatheredNode).flatMap { node, paths in
      let members = plan.gathers[node.gather].members.count
      let period = 1 << example.frequencyScales
      return node.band == 0 ? Array(paths.dropFirst((members + period - 1) / period)) : []
    }
    return all.filter { !left.contains($0) }
  }
}
