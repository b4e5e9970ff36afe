import Scattering

/// One piece of work that is timed: a batch of images, orientations 8, orders 0 to 2.
public struct BenchmarkCase: Hashable, Codable, Sendable {
  public let height: Int
  public let width: Int
  public let scales: Int
  public let orientations: Int
  public let batch: Int

  public init(height: Int, width: Int, scales: Int, batch: Int) {
    (self.height, self.width, self.scales, orientations, self.batch) = (height, width, scales, 8, batch)
  }

  init(size: Int, scales: Int, batch: Int) {
    self.init(height: size, width: size, scales: scales, batch: batch)
  }

  /// The case of a name, such as `224x224-J3-b8`; nil if the name or the case is none.
  public init?(name: String) {
    guard let match = name.wholeMatch(of: /(\d+)x(\d+)-J(\d+)-b(\d+)/),
      let height = Int(match.1), let width = Int(match.2), let scales = Int(match.3), let batch = Int(match.4)
    else { return nil }
    self.init(height: height, width: width, scales: scales, batch: batch)
    guard 1...1_000_000 ~= batch, height <= 1 << 16, width <= 1 << 16, (try? configuration) != nil else {
      return nil
    }
  }

  /// The name of the case, such as `224x224-J3-b8`.
  public var name: String { "\(height)x\(width)-J\(scales)-b\(batch)" }

  /// The cases of Docs/Performance.md.
  public static let standard = [
    BenchmarkCase(size: 28, scales: 2, batch: 128), BenchmarkCase(size: 32, scales: 2, batch: 128),
    BenchmarkCase(size: 224, scales: 3, batch: 8),
    BenchmarkCase(size: 256, scales: 4, batch: 8), BenchmarkCase(size: 512, scales: 5, batch: 2),
    // Padded to multiples of 17.
    BenchmarkCase(size: 128, scales: 2, batch: 32), BenchmarkCase(size: 256, scales: 3, batch: 8),
    BenchmarkCase(size: 512, scales: 4, batch: 2),
  ]

  var configuration: ScatteringConfiguration {
    get throws {
      try ScatteringConfiguration(shape: Shape([height, width]), scales: scales, orientations: orientations)
    }
  }
}
