import Foundation

/// Solid harmonic scattering that Kymatio 0.3.0 computed (Data/Golden/harmonics).
public struct GoldenHarmonics: Decodable, Sendable {
  /// One transform; without `isCovariant` of the order m = -l alone.
  public struct Case: Decodable, Sendable, CustomStringConvertible {
    public let name: String
    public let shape: [Int]
    public let scales, maximalDegree, maximalOrder, batch: Int
    public let sigma: Double
    public let isCovariant: Bool
    public let powers: [Double]
    public let input, output: Golden.Array
    public var description: String { name }
  }

  public let cases: [Case]

  public static let all: GoldenHarmonics = {
    let file = URL(fileURLWithPath: "\(repository)/Data/Golden/harmonics/golden.json")
    return try! JSONDecoder().decode(GoldenHarmonics.self, from: Data(contentsOf: file))
  }()
}
