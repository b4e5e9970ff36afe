import Arrays
import Wavelets

extension ScatteringPlan {
  /// Complex signals gathered along the path axis: what one band makes of the moduli that it may follow.
  public struct Gather: Hashable, Sendable {
    /// The node of which the axis's bands make the moduli.
    public let node: Int
    /// The index of the band that filters them, among those of the order after the axis's.
    public let band: Int
    /// The nodes whose moduli are filtered, with the row of each on the padded path axis.
    public let members: [Member]
    /// Base-2 logarithms of the decimation along the signals' own axes.
    public let level: [Int]

    /// A node whose moduli are filtered.
    public struct Member: Hashable, Sendable {
      public let node, row: Int
    }
  }

  /// A path behind a gather: a band along the path axis, and the modulus.
  public struct GatheredNode: Hashable, Sendable {
    /// The index of what is filtered among `gathers`.
    public let gather: Int
    /// The index of the filter among the path axis's bands.
    public let band: Int
    /// The base-2 logarithm of the decimation along the path axis.
    public let level: Int
  }

  /// All that may be gathered: for each node before the path axis's order the bands of the order after it.
  static func gathers(
    _ nodes: [Node], _ axis: PathAxis, _ configuration: ScatteringConfiguration, _ bank: FilterBank
  ) -> [Gather] {
    let count = bank.bands(ofOrder: axis.order).count
    precondition(axis.sampling.count == count, "a path axis of \(axis.sampling.count) for \(count) bands")
    let bands = bank.bands(ofOrder: axis.order + 1)
    precondition(bands.allSatisfy { $0.components.count == 1 }, "groups of filters before a path axis")
    return nodes.indices.filter { nodes[$0].order == axis.order - 1 }.flatMap { index in
      let following = nodes[index].children.map {
        (node: $0, bands: Set(bank.successors(of: nodes[$0].band, order: axis.order)))
      }
      return bands.indices.compactMap { band in
        let members = following.filter { $0.bands.contains(band) }.map {
          Gather.Member(node: $0.node, row: axis.sampling.margin + nodes[$0.node].band!)
        }
        return members.isEmpty
          ? nil
          : Gather(
            node: index, band: band, members: members,
            level: bank.level(of: bands[band].decimation, oversampling: configuration.oversampling))
      }
    }
  }

  static func gatheredNodes(_ gathers: [Gather], _ axis: PathAxis) -> [GatheredNode] {
    gathers.indices.flatMap { gather in
      axis.bank.bands.enumerated().map { band, filter in
        GatheredNode(gather: gather, band: band, level: filter.decimation[0])
      }
    }
  }

  /// The name of a path behind a gather.
  static func name(
    of node: GatheredNode, in gathers: [Gather], behind paths: [ScatteringPath], _ bank: FilterBank,
    _ axis: PathAxis
  ) -> ScatteringPath {
    let gather = gathers[node.gather]
    return ScatteringPath(
      steps: paths[gather.node].steps + [bank.bands(ofOrder: axis.order + 1)[gather.band].step],
      acrossPaths: axis.bank.bands[node.band].step)
  }
}
