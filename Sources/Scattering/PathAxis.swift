import Arrays
import Wavelets

/// An axis whose samples are paths, and the wavelets along it: joint scattering filters moduli along it as it does along their
/// own axes (Anden, Lostanlen and Mallat 2019).
///
/// The samples are the bands of one order, each at its index. The moduli that these bands make of one signal are filtered by one
/// band of the next order, all that it may follow; what that gives is gathered along the axis, zero where there is none, and
/// filtered along it by the axis's own bands. The moduli of that are read along all axes. Oversampling acts along the signals' own axes
/// alone.
public struct PathAxis: Sendable {
  /// The order of the bands that are the samples, from 1.
  public let order: Int
  /// How the axis is padded with zero, and what features keep of it.
  public let sampling: AxisSampling
  /// The wavelets along the axis and their low-pass, on a grid of rank 1.
  public let bank: FilterBank
  /// What is read along the axis, no integrals; nil for what is read along the signals' own.
  public let readout: Readout?
  /// How joint scattering lays features out. It gathers the averages of the moduli as well, for order 1, and does not read moduli before
  /// they are filtered along the axis. Nil for neither.
  public let layout: LogFrequencyWavelets.Layout?

  /// - Precondition: The bank's grid is the padded axis; it has bands, of one filter each, decimated no more than the average; and at
  ///   every level some paths lie within the axis and some are kept.
  public init(
    order: Int, sampling: AxisSampling, bank: FilterBank, readout: Readout? = nil,
    layout: LogFrequencyWavelets.Layout? = nil
  ) {
    precondition(order >= 1, "a path axis of order \(order)")
    precondition(
      bank.grid.dimensions == [sampling.padded], "a bank on \(bank.grid) for \(sampling.padded) paths")
    precondition(!bank.bands.isEmpty, "a path axis without bands")
    precondition(bank.bands.allSatisfy { $0.components.count == 1 }, "groups of filters along a path axis")
    if case .integrals = readout { preconditionFailure("integrals along a path axis alone") }
    let levels = bank.bands.map { bank.level(of: $0.decimation, oversampling: 0)[0] }
    let coarsest = max(levels.max()!, bank.lowPass.decimation[0])
    precondition(
      layout != nil || !sampling.support(level: coarsest).isEmpty && !sampling.kept(level: coarsest).isEmpty,
      "a path axis of \(sampling.count) of which averages keep nothing")
    (self.order, self.sampling, self.bank) = (order, sampling, bank)
    (self.readout, self.layout) = (readout, layout)
  }

  /// The base-2 logarithm of the decimation of averages along the axis.
  var outputLevel: Int { bank.lowPass.decimation[0] }

  /// The base-2 logarithm of the decimation of what a band makes.
  func level(ofBand band: Int) -> Int { bank.level(of: bank.bands[band].decimation, oversampling: 0)[0] }
}

extension PathAxis {
  /// The axis of a configuration's joint scattering, with Kymatio's padding; nil of other wavelets.
  init?(_ configuration: ScatteringConfiguration) {
    guard case .joint(let quality, let along) = configuration.wavelets else { return nil }
    let count = configuration.wavelets.layers(scales: configuration.scales)[0].count
    let padded = along.paddedCount(scales: configuration.scales, quality: quality[0])
    let normalizer = BankNormalizer(configuration, parallel: Parallel(threads: 1), constants: nil)
    self.init(
      order: 1, sampling: AxisSampling(count: count, padded: padded, margin: 0, window: 0..<padded),
      bank: normalizer.normalized(alongPaths: .logFrequency(along, count: padded)),
      readout: along.averaging.readout, layout: along.layout)
  }
}

extension LogFrequencyWavelets {
  /// The samples of the padded axis: (J + 1) Q, and eight lengths of the shorter of the two low-passes, as many whole periods of every
  /// decimation as they hold (Kymatio's rule where F is at most 2^J_fr).
  /// - Parameters:
  ///   - scales: J of the wavelets of time.
  ///   - quality: Q of those of order 1.
  func paddedCount(scales: Int, quality: Int) -> Int {
    let period = 1 << max(self.scales, averagingCount.binaryLogarithm)
    return ((scales + 1) * quality + 8 * min(averagingCount, 1 << self.scales)) / period * period
  }
}

extension LogFrequencyWavelets.Averaging {
  var readout: Readout {
    switch self {
    case .wavelets: .average
    case .global: .globalMean
    case .none: .samples
    }
  }
}
