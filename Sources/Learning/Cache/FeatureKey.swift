import Files
import Foundation
import Scattering

/// All that decides the features of some images: the transform, the files, and what was done to the images before.
public struct FeatureKey: Encodable, Hashable, Sendable {
  /// Counted up when the same transform gives other features, beyond rounding, or entries another form.
  private var generation = 1
  private let configuration: ScatteringConfiguration
  /// The SHA-256 of the files, in order.
  private let files: [String]
  private let color: ColorMode
  private let resize: Shape?
  /// Which of the images, where not all: the seed and share of a split for instance.
  private let part: String

  public init(
    _ configuration: ScatteringConfiguration, files: [String], color: ColorMode, resize: Shape?,
    part: String = ""
  ) {
    (self.configuration, self.files, self.color) = (configuration, files, color)
    (self.resize, self.part) = (resize, part)
  }

  /// SHA-256 of all of it.
  public var digest: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do { return try encoder.encode(self).withUnsafeBytes(sha256) } catch {
      preconditionFailure("numbers and words that JSON cannot say: \(error)")
    }
  }
}
