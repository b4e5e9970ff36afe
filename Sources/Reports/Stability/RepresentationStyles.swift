import Files
import Plots
import Stability

/// The colour, marker and layer of each representation, constant over a page.
///
/// Only the last layer of a network is drawn with others; the layers before it have the network's colour, and figures
/// of their own.
struct RepresentationStyles: Sendable {
  /// In the report's order; those that only measurements name come last.
  let names: [String]
  /// The representations of which figures draw curves: all but the inner layers of networks.
  let drawn: [String]
  /// What the report's signals are called.
  let noun: SignalNoun
  private let indices: [String: Int]
  private let layers: Set<String>

  init(_ report: StabilityReport) {
    noun = report.noun
    let others = report.rows.map(\.representation) + report.frequencyResponses.map(\.representation)
    var seen: Set<String> = []
    names = (report.representations.map(\.name) + others).filter { seen.insert($0).inserted }
    let networks = report.networks
    let inner = networks.flatMap { network in
      network.layers.dropLast().map { ($0.name, network.layers.last!.name) }
    }
    let last = Dictionary(inner) { first, _ in first }
    drawn = names.filter { last[$0] == nil }
    let order = Dictionary(uniqueKeysWithValues: zip(drawn, 0...))
    layers = Set(networks.flatMap(\.layers).map(\.name))
    indices = order.merging(last.compactMapValues { order[$0] }) { own, _ in own }
  }

  func color(_ name: String) -> ThemeColor { .series(indices[name] ?? 0) }
  func marker(_ name: String) -> Marker { .series(indices[name] ?? 0) }
  /// Whether it is a layer of a network, whose certificates stand in figures of their own: products of many layers' norms
  /// would press all else together.
  func isLayer(_ name: String) -> Bool { layers.contains(name) }
  /// The name by which the page's script shows and hides it.
  func layer(_ name: String) -> String { "representation-\(indices[name] ?? 0)" }
}

/// The key of the curves of the stability page.
struct StabilityControls {
  private let styles: RepresentationStyles
  private let report: StabilityReport

  init(_ report: StabilityReport, styles: RepresentationStyles) {
    (self.report, self.styles) = (report, styles)
  }

  var block: Controls { Controls(groups: [representations, lines]) }

  private var representations: [Controls.Key] {
    styles.drawn.map {
      Controls.Key(
        $0, layer: styles.layer($0), sample: .curve(styles.color($0), marker: styles.marker($0)))
    }
  }

  /// The kinds of line that some row has.
  private var lines: [Controls.Key] {
    let lines: [(Bool, Controls.Key)] = [
      (hasIntervals, Controls.Key("95 % interval", layer: "band", sample: .band)),
      (has(\.worstCase), Controls.Key("worst case found", layer: "worst", sample: .curve(.ink, .dashed))),
      (has(\.certificate), Controls.Key("certificate", layer: "certificate", sample: .curve(.ink, .dotted))),
      (
        has(\.familyBound),
        Controls.Key("bound over the family", layer: "family", sample: .curve(.ink, .dashDotted))
      ),
      (
        has(\.interpolationFloor), Controls.Key("interpolation floor", layer: "floor", sample: .curve(.soft))
      ),
    ]
    return lines.filter(\.0).map(\.1)
  }

  private var hasIntervals: Bool { report.rows.contains { $0.part == "all" && $0.distance.hasEnds } }

  private func has(_ value: KeyPath<StabilityRow, Double?>) -> Bool {
    report.rows.contains { $0.part == "all" && $0[keyPath: value] != nil }
  }
}
