import Arrays
import Foundation

/// One band-pass filter of a bank.
public struct Band: Sendable {
  /// j: the mother wavelet dilated by 2^j.
  public let scale: Int
  /// The index of the orientation, 0 to L - 1.
  public let orientation: Int
  public let wavelet: Morlet

  /// The direction of the wave, in radians from axis 0 towards axis 1.
  public var angle: Double { wavelet.angle }
  /// The centre frequency in cycles a sample.
  public var frequency: Double { wavelet.frequency / (2 * .pi) }
  /// The deviation of the frequency response along `angle`, in cycles a sample.
  public var bandwidth: Double { 1 / (2 * .pi * wavelet.sigma) }
}
