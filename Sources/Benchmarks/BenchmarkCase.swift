import Scattering

/// One piece of work that is timed: a batch of signals, orders 0 to 2.
public struct BenchmarkCase: Hashable, Sendable {
  public let configuration: ScatteringConfiguration
  public let batch: Int

  /// The case of a name: the signals' axes, J, the wavelets where they are not the default ones, and the batch, such as `224x224-J3-b8`
  /// and `64x64-J6-L2-b12` of images with 8 and with 2 orientations, `65536-J13-Q12-b32` of time series, and `8192-J8-Q12-F4-b2` of joint
  /// scattering with J_fr = 4, `128x128x128-J2-L2-b2` of volumes with degrees up to 2. Nil if the name or the case is none.
  public init?(name: String) {
    let pattern = /(\d+(?:x\d+)*)-J(\d+)(?:-Q(\d+))?(?:-F(\d+))?(?:-L(\d+))?-b(\d+)/
    guard let match = name.wholeMatch(of: pattern), let scales = Int(match.2), let batch = Int(match.6),
      1...1_000_000 ~= batch,
      let shape = try? Shape(match.1.split(separator: "x").map { Int($0) ?? 0 }),
      shape.dimensions.allSatisfy({ $0 <= 1 << 28 })
    else { return nil }
    let numbers = [match.3, match.4, match.5].map { $0.map { Int($0) ?? 0 } }
    guard
      let wavelets = Self.wavelets(
        rank: shape.rank, quality: numbers[0], frequencyScales: numbers[1], orientations: numbers[2]),
      let configuration = try? Self.configuration(shape, wavelets, scales)
    else { return nil }
    (self.configuration, self.batch) = (configuration, batch)
  }

  /// Solid harmonics as Kymatio reads them, all others by averages.
  private static func configuration(
    _ shape: Shape, _ wavelets: WaveletFamily, _ scales: Int
  ) throws(ScatteringError) -> ScatteringConfiguration {
    if case .solidHarmonic(let degree, _, _) = wavelets {
      return try .solidHarmonic(shape: shape, scales: scales, maximalDegree: degree)
    }
    return try ScatteringConfiguration(shape: shape, wavelets: wavelets, scales: scales)
  }

  private static func wavelets(
    rank: Int, quality: Int?, frequencyScales: Int?, orientations: Int?
  ) -> WaveletFamily? {
    switch (rank, quality, frequencyScales, orientations) {
    case (2, nil, nil, let orientations): .morlet2D(orientations: orientations ?? 8)
    case (1, let quality, nil, nil): .morlet1D(quality: [quality ?? 8])
    case (1, let quality, let scales?, nil):
      .joint(quality: [quality ?? 8], logFrequency: LogFrequencyWavelets(scales: scales))
    case (3, nil, nil, let degree): .solidHarmonic(maximalDegree: degree ?? 3)
    default: nil
    }
  }

  /// The name of the case, such as `224x224-J3-b8`.
  public var name: String {
    let axes = configuration.shape.dimensions.map(String.init).joined(separator: "x")
    let wavelets =
      switch configuration.wavelets {
      case .morlet2D(8): ""
      case .morlet2D(let orientations): "-L\(orientations)"
      case .morlet1D(let quality): "-Q\(quality[0])"
      case .solidHarmonic(let degree, _, _): "-L\(degree)"
      case .morlet3D(let directions): "-D\(directions)"
      case .joint(let quality, let along): "-Q\(quality[0])-F\(along.scales)"
      }
    return "\(axes)-J\(configuration.scales)\(wavelets)-b\(batch)"
  }

  /// The cases of Docs/Performance.md.
  public static let standard = [
    "28x28-J2-b128", "32x32-J2-b128", "224x224-J3-b8", "256x256-J4-b8", "512x512-J5-b2",
    // Padded to multiples of 17.
    "128x128-J2-b32", "256x256-J3-b8", "512x512-J4-b2",
  ].map { BenchmarkCase(name: $0)! }
}
