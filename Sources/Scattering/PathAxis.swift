import Wavelets

/// An axis whose samples are paths, and the wavelets along it: joint scattering filters moduli along it as it does along their
/// own axes (Anden, Lostanlen and Mallat 2019).
///
/// The samples are the bands of one order, each at its index. The moduli that these bands make of one signal are filtered by one
/// band of the next order, all that it may follow; what that gives is gathered along the axis, zero where there is none, and
/// filtered along it by the axis's own bands. The moduli of that are read along all axes: averages by the low-passes of all.
/// Oversampling acts along the signals' own axes alone.
public struct PathAxis: Sendable {
  /// The order of the bands that are the samples, from 1.
  public let order: Int
  /// How the axis is padded with zero, and what features keep of it.
  public let sampling: AxisSampling
  /// The wavelets along the axis and their low-pass, on a grid of rank 1.
  public let bank: FilterBank

  /// - Precondition: The bank's grid is the padded axis; it has bands, of one filter each, decimated no more than the average; and at
  ///   every level some paths lie within the axis and some are kept.
  public init(order: Int, sampling: AxisSampling, bank: FilterBank) {
    precondition(order >= 1, "a path axis of order \(order)")
    precondition(
      bank.grid.dimensions == [sampling.padded], "a bank on \(bank.grid) for \(sampling.padded) paths")
    precondition(!bank.bands.isEmpty, "a path axis without bands")
    precondition(bank.bands.allSatisfy { $0.components.count == 1 }, "groups of filters along a path axis")
    precondition(
      bank.bands.allSatisfy { $0.decimation[0] <= bank.lowPass.decimation[0] },
      "bands along a path axis that are decimated more than their average")
    let coarsest = bank.lowPass.decimation[0]
    precondition(
      !sampling.support(level: coarsest).isEmpty && !sampling.kept(level: coarsest).isEmpty,
      "a path axis of \(sampling.count) of which averages keep nothing")
    (self.order, self.sampling, self.bank) = (order, sampling, bank)
  }

  /// The base-2 logarithm of the decimation of averages along the axis.
  var outputLevel: Int { bank.lowPass.decimation[0] }
}
