import Foundation

/// Time series and what two versions of Kymatio answer to them (Data/Golden/make_golden_time.py).
public struct GoldenTime: Decodable, Sendable, CustomStringConvertible {
  public let name: String
  /// `0.3.0`, or `development` for the branch after it.
  public let version: String
  public let count, batch, scales, averaging, oversampling, maximalOrder: Int
  public let quality: [Int]
  /// Whether averages are read; else the moduli themselves.
  public let isAveraged: Bool
  /// The names of the arrays' files.
  public let input, output: String
  public var description: String { name }

  public static let all: [GoldenTime] = {
    let path = "\(repository)/Data/Golden/golden-time.json"
    return try! JSONDecoder().decode([GoldenTime].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }()
}

/// Time series and what Kymatio's joint time-frequency scattering answers to them (Data/Golden/make_golden_time.py).
public struct GoldenJoint: Decodable, Sendable, CustomStringConvertible {
  public let name: String
  public let count, batch, scales, averaging, frequencyScales, frequencyQuality, frequencyAveraging: Int
  public let quality: [Int]
  /// `time` or `joint`.
  public let layout: String
  /// The axes of the output.
  public let shape: [Int]
  /// The names of the arrays' files.
  public let input, output: String
  public var description: String { name }

  public static let all: [GoldenJoint] = {
    let path = "\(repository)/Data/Golden/golden-joint.json"
    return try! JSONDecoder().decode([GoldenJoint].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }()
}
