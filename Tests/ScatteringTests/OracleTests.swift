import Scattering
import TestSupport
import Testing

/// The transform against the slow cascade in space. What differs is rounding: some thousand additions of terms near 1 in
/// double precision stay below 1e-12; the bound of 1e-10 is the requirement's.
@Suite struct OracleTests {
  struct Case: Sendable, CustomStringConvertible {
    var height = 16
    var width = 16
    var scales = 2
    var orientations = 4
    var order = 2
    var oversampling = 0
    var padding = Padding.reflect
    var tolerance = 1e-10
    var description: String {
      "\(height)x\(width) J\(scales) L\(orientations) m\(order) o\(oversampling) \(padding)"
    }
    var configuration: ScatteringConfiguration {
      get throws {
        try ScatteringConfiguration(
          shape: Shape([height, width]), scales: scales, orientations: orientations, maximalOrder: order,
          padding: padding, oversampling: oversampling)
      }
    }
  }

  static let cases: [Case] = [
    Case(), Case(height: 11, width: 13, scales: 1, orientations: 8),
    Case(height: 9, width: 18, orientations: 3),
    Case(height: 8, width: 8, scales: 3), Case(height: 10, width: 17, orientations: 1),
    Case(height: 8, width: 9, scales: 3, orientations: 2, oversampling: 1), Case(oversampling: 1),
    Case(height: 8, width: 11, scales: 2, orientations: 2, oversampling: 5), Case(padding: .periodic),
    Case(height: 13, width: 16, orientations: 2, padding: .periodic),
    Case(height: 11, width: 16, padding: .zero),
    Case(height: 12, width: 9, orientations: 5, padding: .edge), Case(order: 1), Case(order: 0),
    Case(height: 4, width: 4, orientations: 16), Case(height: 2, width: 2, scales: 1, orientations: 2),
    Case(height: 8, width: 8, scales: 2, orientations: 3, padding: .periodic),
    // Here two copies of the grid are only five deviations of the low-pass, of which the oracle adds no more copies.
    Case(height: 4, width: 4, scales: 2, orientations: 2, padding: .periodic, tolerance: 1e-6),
    Case(height: 17, width: 11, scales: 3, orientations: 2, order: 3),
    Case(height: 8, width: 9, scales: 3, orientations: 2, order: 3, oversampling: 1, padding: .zero),
    Case(height: 16, width: 17, scales: 4, orientations: 1, order: 4),
  ]

  @Test(arguments: cases) func agreesWithTheCascadeInSpace(example: Case) throws {
    let configuration = try example.configuration
    let signal = Signal<Double>.noise(shape: configuration.shape, seed: 7)
    let expected = SpatialCascade(configuration).features(of: signal.samples)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    #expect(relativeDistance(transform(signal).samples, expected) < example.tolerance)
    let single = ScatteringTransform<Float>(configuration, rigor: .estimate)
    let rounded = Signal<Float>(signal.samples.map(Float.init), shape: configuration.shape)
    #expect(relativeDistance(single(rounded).samples, expected) < 1e-5)
  }

  /// Three wavelets in a row are named as two are.
  @Test func thirdOrderPathsFollowTheSecond() throws {
    let configuration = try ScatteringConfiguration(
      shape: [24, 16], scales: 3, orientations: 2, maximalOrder: 3)
    let paths = ScatteringTransform<Double>(configuration, rigor: .estimate).paths
    #expect(paths.count == 1 + 6 + 12 + 8)
    #expect(paths.last?.description == "S3 j0 l1 j1 l1 j2 l1")
  }

  /// Every value that decides what is computed or how, drawn at random: sizes, scales, orientations, order, padding,
  /// oversampling, normalization, threads and precision.
  @Test(arguments: 0..<200) func drawnConfigurationsAgreeWithTheCascadeInSpace(seed: Int) throws {
    let draw = try Draw(seed: UInt64(seed))
    if draw.isDouble { try check(draw, Double.self) } else { try check(draw, Float.self) }
  }

  func check<Sample: ScatteringScalar>(_ draw: Draw, _: Sample.Type) throws {
    let configuration = draw.configuration
    let transform = ScatteringTransform<Sample>(
      configuration, parallel: Parallel(threads: draw.threads), rigor: .estimate)
    let signals = Signal<Double>.noise(batch: [draw.batch], shape: configuration.shape, seed: draw.seed)
    let features = transform(
      Signal(signals.samples.map { Sample($0) }, batch: [draw.batch], shape: signals.shape))
    let oracle = SpatialCascade(
      configuration, gain: transform.bank.gain, averageGain: transform.bank.lowPassGain)
    let expected = (0..<draw.batch).flatMap { index in
      oracle.features(
        of: Array(signals.samples[(index * signals.shape.count)...].prefix(signals.shape.count)))
    }
    #expect(relativeDistance(features.samples, expected) < draw.tolerance, "\(draw)")
  }

  struct Draw: CustomStringConvertible {
    let seed: UInt64
    let configuration: ScatteringConfiguration
    let threads, batch: Int
    let isDouble: Bool

    /// Sizes are small: the oracle takes time as the fourth power.
    init(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      let scales = [1, 2, 2, 2, 3].randomElement(using: &generator)!
      let orientations = scales == 3 ? draw(1...2) : draw(1...5)
      func side() -> Int { draw((1 << scales)...((1 << scales) + 8)) }
      configuration = try ScatteringConfiguration(
        shape: Shape([side(), side()]), scales: scales, orientations: orientations, maximalOrder: draw(0...3),
        padding: Padding.allCases.randomElement(using: &generator)!, oversampling: draw(0...3),
        normalization: Normalization.allCases.randomElement(using: &generator)!)
      (threads, batch, isDouble) = (draw(1...3), draw(1...3), Bool.random(using: &generator))
      self.seed = seed
    }

    /// The requirement's; where two copies of the grid are only five deviations of the low-pass the oracle, which adds no more,
    /// is off by exp(-25/2).
    var tolerance: Double {
      let isShort =
        configuration.padding == .periodic
        && configuration.shape.dimensions.contains(1 << configuration.scales)
      return max(isDouble ? 1e-10 : 1e-5, isShort ? 1e-5 : 0)
    }

    var description: String {
      "\(configuration), \(threads) threads, \(batch) signals, \(isDouble ? "double" : "single")"
    }
  }
}
