import Arrays
import Wavelets

extension ScatteringPlan {
  /// Signals gathered along the path axis: what one band, or the low-pass, makes of the moduli that it may follow.
  public struct Gather: Hashable, Sendable {
    /// The node of which the axis's bands make the moduli.
    public let node: Int
    /// The index of the band that filters them, among those of the order after the axis's; nil for the low-pass.
    public let band: Int?
    /// The nodes whose moduli are filtered, with the row of each on the padded path axis.
    public let members: [Member]
    /// Base-2 logarithms of the decimation along the signals' own axes.
    public let level: [Int]

    /// A node whose moduli are filtered.
    public struct Member: Hashable, Sendable {
      public let node, row: Int
    }
  }

  /// A band along the path axis behind a gather, and the modulus: one path, or one for each position along the axis.
  public struct GatheredNode: Hashable, Sendable {
    /// The index of what is filtered among `gathers`.
    public let gather: Int
    /// The index of the filter among the path axis's bands.
    public let band: Int
    /// The base-2 logarithm of the decimation along the path axis.
    public let level: Int
    /// How the moduli are read along the path axis.
    public let along: AxisReading
    /// How the moduli are read along each of the signals' own axes.
    public let within: [AxisReading]
    /// The features' axes, the path axis first; one number where all is a mean.
    let shape: Shape

    /// The features' axes at one position along the path axis.
    var shapeWithin: Shape {
      let isMean = within.allSatisfy { if case .mean = $0 { true } else { false } }
      return isMean ? [1] : Shape(unchecked: within.map(\.count))
    }
  }

  /// What is read along one axis of a grid.
  public enum AxisReading: Hashable, Sendable {
    /// Averages by the low-pass, at a range of indices of the averages' level.
    case averages(Range<Int>)
    /// Samples, at a range of indices.
    case samples(Range<Int>)
    /// The mean over a range of indices.
    case mean(Range<Int>)

    var count: Int {
      switch self {
      case .averages(let indices), .samples(let indices): indices.count
      case .mean: 1
      }
    }
  }

  /// All that may be gathered: for each node before the path axis's order, in joint scattering, the averages; then the bands of the order
  /// after it.
  static func gathers(
    _ nodes: [Node], _ axis: PathAxis, _ configuration: ScatteringConfiguration, _ bank: FilterBank
  ) -> [Gather] {
    let count = bank.bands(ofOrder: axis.order).count
    precondition(axis.sampling.count == count, "a path axis of \(axis.sampling.count) for \(count) bands")
    let isLast = axis.order == configuration.maximalOrder
    let bands = isLast ? [] : bank.bands(ofOrder: axis.order + 1)
    precondition(bands.allSatisfy { $0.components.count == 1 }, "groups of filters before a path axis")
    func level(_ decimation: [Int]) -> [Int] {
      bank.level(of: decimation, oversampling: configuration.oversampling)
    }
    return nodes.indices.filter { nodes[$0].order == axis.order - 1 }.flatMap { index in
      let all = nodes[index].children.map { member($0, of: nodes, axis) }
      let averages = Gather(node: index, band: nil, members: all, level: level(bank.lowPass.decimation))
      let following = nodes[index].children.map {
        Set(isLast ? [] : bank.successors(of: nodes[$0].band, order: axis.order))
      }
      let filtered = bands.indices.compactMap { band -> Gather? in
        let members = zip(all, following).filter { $0.1.contains(band) }.map(\.0)
        return members.isEmpty
          ? nil : Gather(node: index, band: band, members: members, level: level(bands[band].decimation))
      }
      return (axis.layout == nil || all.isEmpty ? [] : [averages]) + filtered
    }
  }

  private static func member(_ node: Int, of nodes: [Node], _ axis: PathAxis) -> Gather.Member {
    Gather.Member(node: node, row: axis.sampling.margin + nodes[node].band!)
  }

  /// All bands along the path axis behind each gather; behind averages, which are real, those of no negative frequency.
  static func gatheredNodes(
    _ gathers: [Gather], _ axis: PathAxis, _ axes: [AxisSampling], outputLevel: [Int], _ readout: Readout
  ) -> [GatheredNode] {
    gathers.indices.flatMap { index in
      axis.bank.bands.indices.filter { gathers[index].band != nil || axis.bank.bands[$0].frequency >= 0 }
        .map { band in
          let reading = GatheredReading(axis, gathers[index], band: band, readout)
          let along = reading.along
          let within = reading.within(axes, outputLevel: outputLevel)
          return GatheredNode(
            gather: index, band: band, level: axis.level(ofBand: band), along: along, within: within,
            shape: shape(of: [along] + within, readout))
        }
    }
  }

  private static func shape(of readings: [AxisReading], _ readout: Readout) -> Shape {
    if case .integrals(let powers) = readout { return Shape(unchecked: [powers.count]) }
    let isMean = readings.allSatisfy { if case .mean = $0 { true } else { false } }
    return isMean ? [1] : Shape(unchecked: readings.map(\.count))
  }

  /// The names of the paths behind a gathered node.
  static func names(
    of node: GatheredNode, in gathers: [Gather], behind steps: [[ScatteringPath.Step]], _ bank: FilterBank,
    _ axis: PathAxis
  ) -> [ScatteringPath] {
    let gather = gathers[node.gather]
    let band = gather.band.map { [bank.bands(ofOrder: axis.order + 1)[$0].step] } ?? []
    let across = axis.bank.bands[node.band].step
    func path(_ position: ScatteringPath.Step?) -> ScatteringPath {
      ScatteringPath(steps: steps[gather.node] + band, acrossPaths: across, position: position)
    }
    guard axis.layout == .time else { return [path(nil)] }
    let spacing: Int
    let indices: Range<Int>
    switch node.along {
    case .mean: return [path(nil)]
    case .averages(let range): (indices, spacing) = (range, 1 << axis.outputLevel)
    case .samples(let range): (indices, spacing) = (range, 1 << node.level)
    }
    let bands = bank.bands(ofOrder: axis.order)
    return indices.map { path(bands[$0 * spacing - axis.sampling.margin].step) }
  }
}

/// How the moduli of one gathered node are read along each axis.
private struct GatheredReading {
  let axis: PathAxis
  let gather: ScatteringPlan.Gather
  let band: Int
  let readout: Readout

  init(_ axis: PathAxis, _ gather: ScatteringPlan.Gather, band: Int, _ readout: Readout) {
    (self.axis, self.gather, self.band, self.readout) = (axis, gather, band, readout)
  }

  /// Along the path axis. In joint scattering the low-pass among the bands has averaged as much already, unless F is longer.
  var along: ScatteringPlan.AxisReading {
    let level = axis.level(ofBand: band)
    let own = axis.bank.bands[band]
    let isAveraged =
      axis.layout != nil && own.frequency == 0 && own.decimation[0] >= axis.outputLevel
    switch axis.readout ?? readout {
    case .average where isAveraged, .samples: return .samples(indices(kept, level))
    case .average: return .averages(indices(kept, axis.outputLevel))
    case .globalMean, .integrals: return .mean(indices(support, level))
    }
  }

  /// Along the signals' own axes, which averages that were gathered have behind them.
  func within(_ axes: [AxisSampling], outputLevel: [Int]) -> [ScatteringPlan.AxisReading] {
    axes.indices.map { index in
      let (own, level) = (axes[index], gather.level[index])
      return switch readout {
      case .average where gather.band == nil, .samples: .samples(own.kept(level: level))
      case .average: .averages(own.kept(level: outputLevel[index]))
      case .globalMean, .integrals: .mean(own.support(level: level))
      }
    }
  }

  /// The samples of the padded path axis that belong to members; without joint scattering all that belong to bands.
  private var support: Range<Int> {
    let margin = axis.sampling.margin
    let last = axis.layout == nil ? margin + axis.sampling.count - 1 : gather.members.map(\.row).max()!
    return margin..<(last + 1)
  }

  private var kept: Range<Int> { axis.layout == .time ? support : axis.sampling.window }

  private func indices(_ samples: Range<Int>, _ level: Int) -> Range<Int> {
    AxisSampling.multiples(in: samples, level: level)
  }
}
