import Arrays
import ComplexModule
import Fourier
import RealModule

/// How the filters of a bank are scaled.
public enum Normalization: String, CaseIterable, Codable, Sendable {
  /// Filters as Kymatio scales them; layers may expand distances a little.
  case kymatio
  /// Filters divided by the square root of the upper frame bound without decimation, so that the largest value of the Littlewood-Paley sum
  /// is 1: 2 in the count of one-sided transforms, to which MATLAB normalises wavelets of time. Along log-frequency the sum over both
  /// spins peaks at 1.
  case littlewoodPaley = "littlewood-paley"
  /// Filters divided by the square root of the largest upper frame bound with decimation, so that no layer expands a distance.
  ///
  /// With `zero` padding, and with `periodic` padding where sides are multiples of 2^J, no distance of images grows either. Padding
  /// that repeats samples (`reflect`, `edge`) expands distances before the first layer: see `NetworkBounds.constant`.
  case nonexpansive
  /// Filters as `nonexpansive` scales them, and all features divided by `NetworkBounds.constant` where that exceeds 1, so that
  /// no distance of images grows, whatever the padding. Of averages alone.
  ///
  /// Features are those of `nonexpansive` times one number, 0.642 for images of 32 x 32 with J = 3 and `reflect`.
  case nonexpansivePadded = "nonexpansive-padded"
}

/// What becomes of the frequencies that the filters of a decimated level cannot tell apart.
public enum Folding: Hashable, Sendable {
  /// A level keeps the frequency indices -m/2 ..< m/2 of its m along each axis and drops the rest (Kymatio in two dimensions).
  case truncated
  /// A level adds up all that falls together, as sampling the filter in space more coarsely does but for the factor (Kymatio in one
  /// dimension).
  case summed
  /// A level takes the mean of what falls together, so that filters lose a factor of two an octave (Kymatio 0.3 in one dimension).
  case averaged
}

/// How oversampling weakens the decimation of signals.
public enum OversamplingRule: Hashable, Sendable {
  /// Every signal is decimated by as many octaves less (Kymatio in two dimensions, and 0.3 in one).
  case everywhere
  /// Averages are decimated by as many octaves less, and no signal more than they are (Kymatio in one dimension).
  case averages
}

/// The low-pass of a bank: a Gaussian, the same along each axis but for its width.
public struct LowPassFilter: Hashable, Sendable {
  /// The standard deviation in space along each axis, in samples.
  public let sigma: [Double]
  /// The base-2 logarithms of the decimation that the averages allow along each axis.
  public let decimation: [Int]
  /// The response at frequency zero.
  public let peak: Double

  public init(sigma: [Double], decimation: [Int], peak: Double = 1) {
    (self.sigma, self.decimation, self.peak) = (sigma, decimation, peak)
  }
}

/// The filters of a scattering transform on one grid: band-pass wavelets for each order and one low-pass, all with real transforms.
///
/// A bank holds how its filters are made, not their samples: those are made where they are wanted, in double precision.
/// A filter *at a level* acts on spectra decimated by 2^level along each axis; `folding` says how it is cut from the whole one.
public struct FilterBank: Sendable {
  /// The shape of the spectra that are filtered, the padded shape of the signals; a multiple of every decimation.
  public let grid: Shape
  /// The number J of scales.
  public let scales: Int
  /// The wavelets of each order from 1, in the order of paths; orders beyond have those of the last.
  public let layers: [[Band]]
  public let lowPass: LowPassFilter
  public let folding: Folding
  public let oversamplingRule: OversamplingRule
  /// The gain that all filters are multiplied by; 1 with Kymatio's normalisation.
  public internal(set) var gain = 1.0
  /// A further gain of the low-pass, which every path passes once: that of all features. 1 unless `nonexpansivePadded`.
  public internal(set) var lowPassGain = 1.0
  /// Makes the transforms that sampling some filters takes.
  let planner: Planner

  /// - Precondition: The grid is a multiple of the decimation of every band and of the low-pass.
  package init(
    grid: Shape, scales: Int, layers: [[Band]], lowPass: LowPassFilter, folding: Folding = .truncated,
    oversamplingRule: OversamplingRule = .everywhere, planner: Planner = .shared
  ) {
    for decimation in layers.joined().map(\.decimation) + [lowPass.decimation] {
      precondition(
        decimation.count == grid.rank && zip(grid.dimensions, decimation).allSatisfy { $0 % (1 << $1) == 0 },
        "a grid of \(grid) is no multiple of 2^\(decimation) along each axis")
    }
    precondition(!layers.isEmpty, "a bank without a layer")
    (self.grid, self.scales, self.layers) = (grid, scales, layers)
    (self.lowPass, self.folding, self.oversamplingRule, self.planner) =
      (lowPass, folding, oversamplingRule, planner)
  }

  /// The wavelets of the first layer.
  public var bands: [Band] { layers[0] }

  /// The wavelets that act on moduli of order `order - 1`.
  public func bands(ofOrder order: Int) -> [Band] { layers[min(order, layers.count) - 1] }

  /// The indices, among the bands of order `order + 1`, of those that may follow a band of order `order` (`Band.Succession`); all of
  /// the first layer where there is no band yet.
  ///
  /// Plans, frame bounds, Lipschitz constants, certificates and energies all follow it.
  public func successors(of band: Int?, order: Int) -> [Int] {
    let next = bands(ofOrder: order + 1)
    guard let band else { return Array(next.indices) }
    let last = bands(ofOrder: order)[band].succession
    return next.indices.filter { next[$0].succession.mayFollow(last) }
  }

  /// The shape of spectra decimated by 2^level along each axis.
  public func grid(atLevel level: [Int]) -> Shape { grid.decimated(by: level) }

  /// The shape of spectra decimated by 2^level along every axis.
  public func grid(atLevel level: Int) -> Shape { grid.mapAxes { $0 >> level } }
}

extension Shape {
  /// The samples along each axis that decimation by 2^level leaves.
  package func decimated(by level: [Int]) -> Shape {
    Shape(unchecked: zip(dimensions, level).map { $0 >> $1 })
  }
}
