import Arrays

/// One band-pass filter of a bank, or a group of them under one modulus.
public struct Band: Sendable {
  /// The scale j: the mother wavelet dilated by 2^j. Scales increase along a path.
  public let scale: Int
  /// The index of the orientation, 0 to L - 1.
  public let orientation: Int
  /// The direction of the wave, in radians from axis 0 towards axis 1.
  public let angle: Double
  /// The centre frequency in cycles a sample.
  public let frequency: Double
  /// The full width at half the peak of the frequency response along `angle`, in cycles a sample.
  public let bandwidth: Double
  /// The base-2 logarithms of the decimation that the filtered signals allow along each axis.
  public let decimation: [Int]
  /// The filters of the group: the modulus is the Euclidean norm over what they make of a signal. Mostly one.
  public let components: [any FrequencyFunction]
  /// What all bands of a path have in common, where paths are so bound.
  public let channel: Int?

  public init(
    scale: Int, orientation: Int, angle: Double, frequency: Double, bandwidth: Double, decimation: [Int],
    components: [any FrequencyFunction], channel: Int? = nil
  ) {
    precondition(!components.isEmpty, "a band without filters")
    (self.scale, self.orientation, self.angle) = (scale, orientation, angle)
    (self.frequency, self.bandwidth) = (frequency, bandwidth)
    (self.decimation, self.components, self.channel) = (decimation, components, channel)
  }
}
