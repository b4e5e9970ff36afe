import Stability

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
      (true, Controls.Key("95 % interval", layer: "band", sample: .band)),
      (has(\.worstCase), Controls.Key("worst case found", layer: "worst", sample: .curve(.ink, .dashed))),
      (has(\.certificate), Controls.Key("certificate", layer: "certificate", sample: .curve(.ink, .dotted))),
      (
        has(\.interpolationFloor), Controls.Key("interpolation floor", layer: "floor", sample: .curve(.soft))
      ),
    ]
    return lines.filter(\.0).map(\.1)
  }

  private func has(_ value: KeyPath<StabilityRow, Double?>) -> Bool {
    report.rows.contains { $0.part == "all" && $0[keyPath: value] != nil }
  }
}
