import Scattering
import TestSupport
import Testing

/// Turning or reflecting an image turns or reflects the features and permutes the orientations of wavelets, whatever the image.
///
/// Exact where the grid is symmetric about the point that stays: periodic images of whole spacings about sample 0, padded ones
/// about their centre if nothing is decimated. A decimated signal has its highest frequency on one side alone (Kymatio's rule), so
/// paths of two wavelets are exact where the first is of scale 0. What is left is rounding, some tens of 1e-16 of the image, of
/// which the least path holds more than a thousandth.
@Suite struct SymmetryTests {
  /// A map of the square grid onto itself and of orientation indices onto themselves.
  struct Symmetry: Sendable, CustomStringConvertible {
    let description: String
    /// Where sample `(u, v)` of the moved image comes from; `mirror` reflects a coordinate.
    let source: @Sendable (_ u: Int, _ v: Int, _ mirror: (Int) -> Int) -> (Int, Int)
    /// The orientation index whose features become those of `index`, of `count`.
    let orientation: @Sendable (_ index: Int, _ count: Int) -> Int
  }

  /// Index l of L stands for the angle `(c - l) pi / L` with `c = L - L/2 - 1`, so a turn by pi / 2 adds L/2 to it and
  /// a reflection maps it to 2c - l.
  static let symmetries = [
    Symmetry(description: "a turn by 90 degrees") { u, v, mirror in
      (v, mirror(u))
    } orientation: {
      ($0 + $1 / 2) % $1
    },
    Symmetry(description: "a reflection") { u, v, mirror in
      (u, mirror(v))
    } orientation: { index, count in
      (2 * (count - count / 2 - 1) - index + count) % count
    },
  ]

  @Test(arguments: symmetries, [2, 6, 8]) func periodicImages(symmetry: Symmetry, orientations: Int) throws {
    let configuration = try ScatteringConfiguration(
      shape: [32, 32], scales: 3, orientations: orientations, padding: .periodic)
    try check(configuration, symmetry, isCentred: false)
  }

  @Test(arguments: symmetries, Padding.allCases) func withoutDecimation(symmetry: Symmetry, padding: Padding)
    throws
  {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 4, maximalOrder: 2, padding: padding, oversampling: 2)
    try check(configuration, symmetry, isCentred: true)
  }

  func check(_ configuration: ScatteringConfiguration, _ symmetry: Symmetry, isCentred: Bool) throws {
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let signal = Signal<Double>.noise(shape: configuration.shape, seed: 3)
    let image = moved(signal.samples, configuration.shape[0], symmetry, isCentred: isCentred)
    let (features, others) = (transform(signal), transform(Signal(image, shape: configuration.shape)))
    let places = Dictionary(
      uniqueKeysWithValues: transform.paths.enumerated().map { (key($0.element) { $0 }, $0.offset) })
    var count = 0
    for (index, path) in transform.paths.enumerated() {
      guard configuration.oversampling > 0 || path.order < 2 || path.steps[0].scale == 0 else { continue }
      let origin = places[key(path) { symmetry.orientation($0, configuration.orientations) }]!
      let expected = moved(
        features.samples(path: origin), transform.plan.outputShape[0], symmetry, isCentred: isCentred)
      #expect(relativeDistance(others.samples(path: index), expected) < 1e-11, "\(path)")
      count += 1
    }
    #expect(count > 1 + configuration.scales * configuration.orientations)
  }

  /// Scales and orientations of a path, the latter changed by `change`.
  private func key(_ path: ScatteringPath, _ change: (Int) -> Int) -> [[Int]] {
    path.steps.map { [$0.scale, change($0.orientation!)] }
  }

  private func moved(_ image: [Double], _ side: Int, _ symmetry: Symmetry, isCentred: Bool) -> [Double] {
    (0..<(side * side)).map { index in
      let (u, v) = symmetry.source(index / side, index % side) { coordinate in
        isCentred ? side - 1 - coordinate : (side - coordinate) % side
      }
      return image[u * side + v]
    }
  }
}
