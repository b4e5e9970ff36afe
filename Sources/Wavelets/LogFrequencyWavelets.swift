/// Wavelets along log-frequency, the axis of the wavelets of order 1, with which joint scattering filters moduli of time (Anden, Lostanlen
/// and Mallat 2019).
public struct LogFrequencyWavelets: Hashable, Sendable {
  /// J_fr: the longest extend over about 2^J_fr wavelets of order 1, and the low-pass among them as well.
  public let scales: Int
  /// Q_fr, the wavelets to an octave of their frequency.
  public let quality: Int
  /// F: what features average over along log-frequency.
  public let averaging: Averaging
  /// How features lie in their array.
  public let layout: Layout

  /// What features average over along log-frequency.
  public enum Averaging: Hashable, Sendable {
    /// That many wavelets of order 1, at least 1.
    case wavelets(Int)
    /// All of them: one number for each position in time.
    case global
    /// None: moduli as they are.
    case none
  }

  /// How features lie in their array.
  public enum Layout: String, CaseIterable, Codable, Sendable {
    /// A path for each position along log-frequency where there are wavelets of order 1, and the average of order 0: `[path, time]`.
    case time
    /// All positions along log-frequency, those of its padding as well, as an axis: `[path, log-frequency, time]`, without order 0.
    case joint
  }

  /// - Parameter averaging: By default 2^`scales` wavelets.
  public init(scales: Int, quality: Int = 1, averaging: Averaging? = nil, layout: Layout = .time) {
    (self.scales, self.quality) = (scales, quality)
    (self.averaging, self.layout) = (averaging ?? .wavelets(1 << min(max(scales, 0), 32)), layout)
  }

  /// F where it is a number of wavelets, else 2^J_fr.
  public var averagingCount: Int {
    if case .wavelets(let count) = averaging { count } else { 1 << scales }
  }
}

extension LogFrequencyWavelets.Averaging: CustomStringConvertible {
  /// The average as options take it: `8`, `global` or `none`.
  public var description: String {
    switch self {
    case .wavelets(let count): "\(count)"
    case .global: "global"
    case .none: "none"
    }
  }
}
