import Scattering
import TestSupport
import Testing

/// What a plan can say beyond the transforms that configurations name: groups of filters, layers that differ, decimations that
/// differ by axis, filters across paths, and every readout; run by the one executor and its derivative.
@Suite struct PlanTests {
  /// A plan with a bank of its own.
  struct Example: CustomTestStringConvertible, Sendable {
    let bankKind: BankKind
    let configuration: ScatteringConfiguration

    var testDescription: String {
      "\(bankKind) \(configuration.shape) J \(configuration.scales) order \(configuration.maximalOrder) "
        + "\(configuration.padding) oversampling \(configuration.oversampling) \(configuration.readout)"
    }

    var bank: FilterBank {
      if bankKind == .configured { return FilterBank(configuration) }
      let grid = try! Shape(configuration.axes.map(\.padded))
      return bankKind.bank(grid: grid, scales: configuration.scales, orientations: configuration.orientations)
    }

    /// Where the bank's kind filters across paths: those of order 1, or with three orders those of order 2.
    var pathAxis: PathAxis? {
      guard bankKind == .acrossPaths || bankKind == .groupsAcrossPaths else { return nil }
      let order = bankKind == .acrossPaths ? configuration.maximalOrder - 1 : 1
      let count = bank.bands(ofOrder: order).count
      let bands = [(0.0, 1), (1.1, 0), (-1.1, 0), (-2.3, 1)].enumerated().map { index, filter in
        let (center, decimation) = filter
        return Band(
          scale: decimation, label: .orientation(index, angle: 0), frequency: center / (2 * .pi),
          bandwidth: 0.2,
          decimation: [decimation], components: [LineGaussian(center: center)])
      }
      let lowPass = LowPassFilter(sigma: [1.5], decimation: [1])
      return PathAxis(
        order: order,
        sampling: AxisSampling(count: count, padded: 14, margin: 2, window: 1..<(count + 4)),
        bank: FilterBank(grid: [14], scales: 1, layers: [bands], lowPass: lowPass))
    }

    func transform<Sample: ScatteringScalar>(
      _: Sample.Type, threads: Int = 2, planner: Planner = .shared
    ) -> ScatteringTransform<Sample> {
      ScatteringTransform(
        configuration, bank: bank, pathAxis: pathAxis, parallel: Parallel(threads: threads), rigor: .estimate,
        planner: planner)
    }
  }

  enum BankKind: CaseIterable {
    /// The bank of the configuration itself, for other wavelets than those of images.
    case configured
    /// Morlet wavelets as configurations have them.
    case plain
    /// All orientations of a scale under one modulus.
    case grouped
    /// Two orientations from the second order on.
    case layered
    /// Signals decimated along the first axis alone.
    case anisotropic
    /// Signals decimated along the first axis alone, and the last moduli filtered across paths.
    case acrossPaths
    /// Groups under one modulus behind which single filters act across paths, in matrices whose columns make no whole strips.
    case groupsAcrossPaths

    func bank(grid: Shape, scales: Int, orientations: Int) -> FilterBank {
      let bank = FilterBank.morlet2D(grid: grid, scales: scales, orientations: orientations)
      func bands(_ all: [Band], decimation: (Int) -> [Int] = { [$0, $0] }) -> [Band] {
        all.map { $0.with(decimation: decimation($0.scale), components: $0.components) }
      }
      let groups = (0..<scales).map { scale in
        let all = bank.bands.filter { $0.scale == scale }
        return all[0].with(decimation: [scale, scale], components: all.flatMap(\.components))
      }
      let layers: [[Band]] =
        switch self {
        case .plain, .configured: [bank.bands]
        case .grouped: [groups]
        case .layered: [bank.bands, FilterBank.morlet2D(grid: grid, scales: scales, orientations: 2).bands]
        case .groupsAcrossPaths:
          [groups, bank.bands]
        case .anisotropic, .acrossPaths: [bands(bank.bands) { [$0, 0] }]
        }
      return FilterBank(grid: grid, scales: scales, layers: layers, lowPass: bank.lowPass)
    }
  }

  /// Without a further order nothing is gathered.
  @Test(arguments: [0, 1]) func gathersAreOfTheLastOrderAtMost(maximalOrder: Int) throws {
    let second = Example(
      bankKind: .groupsAcrossPaths, configuration: try ScatteringConfiguration(shape: [8, 8], scales: 2))
    let configuration = try second.configuration.with(maximalOrder: maximalOrder)
    let plan = ScatteringPlan(configuration, bank: second.bank, pathAxis: second.pathAxis)
    #expect(plan.gathers.isEmpty && plan.paths.count == plan.nodes.count && plan.lastOrder == maximalOrder)
    #expect(second.transform(Float.self).plan.gatheredNodes.count == 4 * 8)
  }

  static let readouts: [Readout] = [.average, .globalMean, .samples, .integrals(powers: [0.5, 1, 2, 3])]

  static let examples = imageExamples + timeExamples + jointExamples

  /// Time series of lengths that are no power of two, of several averages, orders, qualities and both conventions.
  static let timeExamples: [Example] = readouts.enumerated().flatMap { index, readout in
    (0..<2).map { variant in
      Example(
        bankKind: .configured,
        configuration: try! ScatteringConfiguration(
          shape: [[60], [77], [50], [64]][index],
          wavelets: .morlet1D(quality: variant == 0 ? [3] : [4, 2, 1]), scales: 3 + variant,
          averaging: readout == .average ? [20, 16][variant] : nil, maximalOrder: 2 + variant,
          padding: Padding.allCases[(index + 2 * variant) % 4], oversampling: (index + variant) % 3,
          convention: variant == 0 ? .kymatio : .kymatio03, readout: readout))
    }
  }

  /// Joint scattering in both layouts, with what can be read along each axis.
  static let jointExamples: [Example] = [
    (LogFrequencyWavelets.Averaging.wavelets(4), LogFrequencyWavelets.Layout.time, Readout.average),
    (.wavelets(2), .joint, .average), (.wavelets(8), .time, .globalMean), (.global, .time, .average),
    (.none, .time, .average), (.none, .joint, .samples), (.global, .joint, .globalMean),
    (.wavelets(4), .joint, .samples),
  ].enumerated().map { index, choice in
    let along = LogFrequencyWavelets(
      scales: 2, quality: 1 + index % 2, averaging: choice.0, layout: choice.1)
    return Example(
      bankKind: .configured,
      configuration: try! ScatteringConfiguration(
        shape: [[60], [77]][index % 2], wavelets: .joint(quality: [3], logFrequency: along), scales: 4,
        averaging: index == 1 ? 20 : nil, maximalOrder: index == 6 ? 1 : 2,
        padding: Padding.allCases[index % 4], oversampling: index == 0 ? 1 : 0, readout: choice.2))
  }

  static let imageExamples: [Example] = BankKind.allCases.filter { $0 != .configured }.flatMap { kind in
    readouts.enumerated().map { index, readout in
      Example(
        bankKind: kind,
        configuration: try! ScatteringConfiguration(
          shape: [[13, 12], [16, 9], [8, 15], [12, 20]][index], scales: index == 3 ? 3 : 2, orientations: 3,
          maximalOrder: index == 3 ? 3 : 2, padding: Padding.allCases[(index + kind.index) % 4],
          oversampling: index % 2, readout: readout))
    }
  }

  static func noise<Sample: ScatteringScalar>(
    _ example: Example, _ count: Int, seed: UInt64, as _: Sample.Type
  ) -> Signal<Sample> {
    .noise(batch: [count], shape: example.configuration.shape, seed: seed)
  }

  /// The tables leave out 8 units in the last place of a filter's peak, 32 of an average's sum; sums over some hundred samples and
  /// two transforms an order round as often.
  @Test(arguments: examples) func featuresAreThoseOfTheOracle(_ example: Example) {
    let images = Self.noise(example, 3, seed: 1, as: Double.self)
    let transform = example.transform(Double.self)
    let features = transform(images)
    let oracle = PlanOracle(transform.plan, bank: transform.bank)
    let expected = (0..<3).flatMap { index in
      oracle.features(of: Array(images.samples[(index * images.shape.count)...].prefix(images.shape.count)))
    }
    #expect(relativeDistance(features.samples, expected) < 1e-12)
    let single = example.transform(Float.self)(
      Signal(images.samples.map(Float.init), batch: [3], shape: images.shape))
    #expect(relativeDistance(single.samples, expected) < 1e-5)
  }

  @Test(arguments: examples) func bitsDoNotDependOnThreadsOrBatches(_ example: Example) {
    let images = Self.noise(example, 3, seed: 2, as: Float.self)
    let (one, two) = (example.transform(Float.self, threads: 1), example.transform(Float.self, threads: 2))
    let all = two(images)
    let apart = (0..<3).flatMap { index in
      one(
        Signal(
          images.samples[(index * images.shape.count)...].prefix(images.shape.count), shape: images.shape)
      )
      .samples
    }
    #expect(all.samples == apart)
    let cotangents = Features(
      Signal<Float>.noise(shape: [all.samples.count], seed: 3).samples, batch: [3], paths: all.paths,
      layout: all.layout)
    #expect(two.pullback(at: images, cotangents).samples == one.pullback(at: images, cotangents).samples)
  }

  /// Features do not depend on what was in the workspace before.
  @Test(arguments: examples) func workspacesMayBeDirty(_ example: Example) {
    let transform = example.transform(Float.self)
    let images = Self.noise(example, 3, seed: 12, as: Float.self)
    let workspace = transform.makeWorkspace()
    workspace.poison()
    let features = AlignedBuffer<Float>(uninitialized: 3 * transform.featureCount)
    images.withUnsafeSamples { transform.execute($0.baseAddress!, count: 3, into: features.base, workspace) }
    #expect(Array(features.elements) == transform(images).samples)
  }

  /// Two long sums of rounded products: some hundred roundings of 1e-16 against the sizes of what is multiplied.
  @Test(arguments: examples) func pullbackIsTheAdjoint(_ example: Example) {
    let transform = example.transform(Double.self)
    let (x, v) = (
      Self.noise(example, 3, seed: 4, as: Double.self), Self.noise(example, 3, seed: 5, as: Double.self)
    )
    let forward = transform.pushforward(at: x, along: v)
    let w = Features(
      Signal<Double>.noise(shape: [forward.samples.count], seed: 6).samples, batch: [3],
      paths: transform.paths, layout: transform.plan.layout)
    let back = transform.pullback(at: x, w)
    let scale = (dot(forward.samples, forward.samples) * dot(w.samples, w.samples)).squareRoot()
    #expect(abs(dot(forward.samples, w.samples) - dot(v.samples, back.samples)) < 1e-12 * scale)
    #expect(scale > 0)
  }

  /// Central differences err by a third of the cube of the step times third derivatives, and by rounding over the step. Moduli of
  /// noise are rarely near 0, where their derivatives grow; powers below 1 and their slopes grow most, so their tolerance is wider.
  @Test(arguments: examples) func pushforwardIsTheDerivative(_ example: Example) {
    let transform = example.transform(Double.self)
    let (x, v) = (
      Self.noise(example, 1, seed: 7, as: Double.self), Self.noise(example, 1, seed: 8, as: Double.self)
    )
    let step = 1e-5
    func moved(_ sign: Double) -> [Double] {
      transform(Signal(zip(x.samples, v.samples).map { $0 + sign * step * $1 }, batch: [1], shape: x.shape))
        .samples
    }
    let differences = zip(moved(1), moved(-1)).map { ($0 - $1) / (2 * step) }
    let derivative = transform.pushforward(at: x, along: v).samples
    if case .integrals = example.configuration.readout {
      // Powers 1, 2 and 3 of moduli; the signal itself passes through 0, where |x| has a kink.
      let smooth = derivative.indices.filter { $0 % 4 > 0 && $0 >= 4 }
      #expect(relativeDistance(smooth.map { derivative[$0] }, smooth.map { differences[$0] }) < 1e-4)
    } else {
      #expect(relativeDistance(derivative, differences) < 1e-4)
    }
  }

  /// Integrals of |u|^q are homogeneous of degree q whatever the unit, and their derivatives of degree q - 1.
  @Test func integralsOfAnyUnit() throws {
    let powers = [1.0, 2.0]
    let configuration = try ScatteringConfiguration(
      shape: [12, 12], scales: 2, orientations: 3, readout: .integrals(powers: powers))
    let transform = ScatteringTransform<Float>(configuration, rigor: .estimate)
    let image = Signal<Float>.noise(shape: [12, 12], seed: 9)
    let tangent = Signal<Float>.noise(shape: [12, 12], seed: 10)
    // A power of two, which rounds nothing; its square is still a number.
    let unit: Float = 0x1p-60
    let tiny = Signal(image.samples.map { $0 * unit }, shape: [12, 12])
    let features = (transform(image).samples, transform(tiny).samples)
    let tangents = (
      transform.pushforward(at: image, along: tangent).samples,
      transform.pushforward(at: tiny, along: tangent).samples
    )
    let cotangents = Features(
      Signal<Float>.noise(shape: [features.0.count], seed: 11).samples, paths: transform.paths,
      layout: transform.plan.layout)
    for (index, power) in powers.enumerated() {
      let own = stride(from: index, to: features.0.count, by: 2)
      let (degree, slope) = (Float.pow(unit, Float(power)), Float.pow(unit, Float(power) - 1))
      #expect(relativeDistance(own.map { features.1[$0] / degree }, own.map { features.0[$0] }) < 1e-5)
      #expect(relativeDistance(own.map { tangents.1[$0] / slope }, own.map { tangents.0[$0] }) < 1e-5)
    }
    let adjoint = transform.pullback(at: tiny, cotangents).samples
    let product = zip(transform.pushforward(at: tiny, along: tangent).samples, cotangents.samples)
      .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let other = zip(tangent.samples, adjoint).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(product - other) < 1e-5 * tangents.1.map { Double(abs($0)) }.reduce(0, +))
  }

  /// The plan of one scale and two orientations reads as the algorithm.
  @Test func descriptionReadsAsTheAlgorithm() throws {
    let configuration = try ScatteringConfiguration(shape: [8, 8], scales: 2, orientations: 1)
    let plan = ScatteringPlan(configuration)
    #expect(
      plan.description == """
        S0 = average of x
        X = transform of x
        y1 = X * psi(j0 l0)
        u1 = |y1|
        S1 j0 l0 = average of u1
        U1 = transform of u1
        y3 = U1 * psi(j1 l0), decimated by 2 x 2
        u3 = |y3|
        S2 j0 l0 j1 l0 = average of u3
        y2 = X * psi(j1 l0), decimated by 2 x 2
        u2 = |y2|
        S1 j1 l0 = average of u2
        """)
  }

  /// By hand, of the plan above: X, U1 and y1 on the whole grid, y2 and y3 on a quarter of it.
  @Test func estimatedTimeIsThatOfTheTransforms() throws {
    let plan = ScatteringPlan(try ScatteringConfiguration(shape: [8, 8], scales: 2, orientations: 1))
    let count = Double(plan.grid.count)
    let steps = 3 * count * Double.log2(count) + 2 * count / 4 * Double.log2(count / 4)
    let time = plan.estimatedTime(signalCount: 3000, threads: 2) / .seconds(1)
    #expect(abs(time - 1500 * 0.2e-9 * steps) < 1e-12)
  }

  /// A band of the second order stacks what it makes of the moduli that it may follow.
  @Test func descriptionTellsWhatIsGathered() throws {
    let configuration = try ScatteringConfiguration(shape: [8, 8], scales: 2, orientations: 1)
    let example = Example(bankKind: .acrossPaths, configuration: configuration)
    let plan = ScatteringPlan(configuration, bank: example.bank, pathAxis: example.pathAxis)
    #expect(
      plan.description == """
        S0 = average of x
        X = transform of x
        y1 = X * psi(j0 l0)
        u1 = |y1|
        S1 j0 l0 = average of u1
        U1 = transform of u1
        g0.1 = U1 * psi(j1 l0), decimated by 2 x 1
        y2 = X * psi(j1 l0), decimated by 2 x 1
        u2 = |y2|
        S1 j1 l0 = average of u2
        g0 = gather of g0.1 along paths
        G0 = transform of g0 along paths
        z0 = G0 * psi(j1 l0) along paths, decimated by 2
        v0 = |z0|
        S2 j1 l0 across paths j1 l0 = average of v0
        z1 = G0 * psi(j0 l1) along paths
        v1 = |z1|
        S2 j1 l0 across paths j0 l1 = average of v1
        z2 = G0 * psi(j0 l2) along paths
        v2 = |z2|
        S2 j1 l0 across paths j0 l2 = average of v2
        z3 = G0 * psi(j1 l3) along paths, decimated by 2
        v3 = |z3|
        S2 j1 l0 across paths j1 l3 = average of v3
        """)
  }

  @Test func layoutListsEveryPath() throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 2, readout: .samples)
    let plan = ScatteringPlan(configuration)
    #expect(plan.layout.commonShape == nil && plan.layout.entries.count == plan.paths.count)
    #expect(
      plan.layout.entries.map(\.shape) == [[16, 16], [16, 16], [16, 16], [8, 8], [8, 8]]
        + [Shape](repeating: [8, 8], count: 4))
    #expect(plan.layout.count == 3 * 256 + 6 * 64)
    #expect(plan.layout.range(ofPath: 3) == 768..<832)
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

extension PlanTests.BankKind {
  var index: Int { Self.allCases.firstIndex(of: self)! }
}

extension Band {
  fileprivate func with(decimation: [Int], components: [any FrequencyFunction]) -> Band {
    Band(
      scale: scale, label: label, frequency: frequency, bandwidth: bandwidth,
      decimation: decimation, components: components)
  }
}

/// A Gaussian of one frequency on either side of zero, as analytic wavelets have it.
private struct LineGaussian: FrequencyFunction, FrequencyRows {
  let center: Double

  func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows { self }

  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
    for index in row.indices {
      let frequency = 2 * Double.pi * Double(index) / Double(row.count)
      for alias in [frequency, frequency - 2 * .pi] {
        row[index] += .exp(-4 * (alias - center) * (alias - center))
      }
    }
    return true
  }
}
