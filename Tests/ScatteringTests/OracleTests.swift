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

  /// Three wavelets in a row: no peer has them, but each order follows from the one before.
  @Test func thirdOrderPathsFollowTheSecond() throws {
    let shape: Shape = [24, 16]
    let configuration = try ScatteringConfiguration(shape: shape, scales: 3, orientations: 2, maximalOrder: 3)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    #expect(transform.paths.count == 1 + 6 + 12 + 8)
    #expect(transform.paths.last?.description == "S3 j0 l1 j1 l1 j2 l1")
    let features = transform(.noise(shape: shape, seed: 3))
    let energies = (0..<4).map { order in
      transform.paths.indices.filter { transform.paths[$0].order == order }
        .flatMap { features.samples(path: $0) }.reduce(0) { $0 + $1 * $1 }
    }
    #expect(energies[3] > 0 && energies[3] < energies[2])
  }
}
