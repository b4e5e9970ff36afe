import Plots
import Stability

/// Networks layer by layer, under the kind and amplitude by which representations are ranked.
struct NetworkSection {
  private let report: StabilityReport
  private let styles: RepresentationStyles
  private let setting: String
  private let networks: [(name: String, layers: [NetworkLayerRow])]
  /// The relative stability of scattering and of the raw pixels.
  private let references: [ReferenceLine]

  /// nil where no layer of a network was measured.
  init?(_ findings: StabilityFindings, styles: RepresentationStyles) {
    guard let kind = findings.kind, let amplitude = findings.amplitude else { return nil }
    (report, self.styles) = (findings.report, styles)
    setting = "\(kind.title.lowercased()) of up to \(amplitude.shortText) px"
    let rows = findings.report.rows.enumerated().filter {
      $1.part == "all" && $1.kind == kind && $1.amplitude == amplitude
    }
    networks = findings.report.networks.map { network in
      (
        network.name,
        network.layers.compactMap { layer in
          rows.first { $1.representation == layer.name }.map {
            NetworkLayerRow(summary: layer, row: $1, offset: $0)
          }
        }
      )
    }
    guard networks.contains(where: { !$0.layers.isEmpty }) else { return nil }
    references = [("scattering", findings.scattering), ("raw pixels", findings.pixels)].compactMap {
      name, row in
      row?.relativeStability.map { ReferenceLine(name, at: $0.median, labelEnd: .start) }
    }
  }

  var section: Section {
    Section(
      "Networks, layer by layer",
      introduction:
        "Every layer of a network as a representation of its own, at \(setting). Where the relative "
        + "stability R falls with depth, the network grows indifferent to deformation faster than to noise of the same "
        + "size. Petrini et al. (2021) find R near 1 with random weights, and below it in networks that learned well. "
        + "Certificates multiply the Lipschitz constants of the layers, where they are known, by the distance of the two images.",
      blocks: [FigureRow([ratios, distances]), table])
  }

  private var ratios: Figure {
    let series = networks.compactMap { network in
      curve(network.name, network.layers.filter { $0.row.relativeStability != nil }) {
        $0.row.relativeStability!.median
      }
    }
    let values = series.flatMap(\.points).map(\.y) + references.map(\.value)
    let plot = LinePlot(
      title: "R by depth", description: "Relative stability against depth. \(rangeText(series)).", x: depths,
      y: .fitting(values, label: "R", includingZero: true), series: series, references: references,
      naming: .ends, width: 380, height: 300)
    return Figure(
      plot.drawing(), caption: "Deformation over noise of the same size; dashed lines have no layers.")
  }

  private var distances: Figure {
    let measured = networks.compactMap { network in
      curve(network.name, network.layers) { $0.row.randomMaximum }
    }
    let bounds = networks.flatMap { network in
      [
        curve(network.name, network.layers, "worst case", .dashed) { $0.row.worstCase },
        curve(network.name, network.layers, "certificate", .dotted) { $0.row.certificate },
      ].compactMap(\.self)
    }
    let plot = LinePlot(
      title: "Distances by depth",
      description: "Largest distance over random fields against depth, logarithmic. \(rangeText(measured)).",
      x: depths,
      y: .fitting(
        (measured + bounds).flatMap(\.points).map(\.y), label: "distance / ‖x‖", scale: .logarithmic),
      series: bounds + measured, naming: .ends, width: 380, height: 300)
    return Figure(
      plot.drawing(),
      caption:
        "Random maximum (solid), worst case found (dashed) and certificate (dotted): as large as layers "
        + "scale their signals, so only R compares networks.")
  }

  private var depths: Axis {
    let last = networks.flatMap(\.layers).map(\.depth).max() ?? 0
    let step = max(1, (last + 7) / 8)
    return Axis(
      "depth (layers)", domain: 0...Double(max(last, 1)),
      tickValues: Array(stride(from: 0, through: Double(last), by: Double(step))))
  }

  /// A curve over depth of the layers that have a value; nil if none has.
  private func curve(
    _ name: String, _ layers: [NetworkLayerRow], _ text: String? = nil, _ stroke: Series.Stroke = .solid,
    _ value: (NetworkLayerRow) -> Double?
  ) -> Series? {
    let known = layers.compactMap { layer in value(layer).map { (layer, Point(Double(layer.depth), $0)) } }
    guard let last = known.last?.0.summary.name else { return nil }
    let isMeasured = text == nil
    return Series(
      text.map { "\(name), \($0)" } ?? name, points: known.map(\.1), color: styles.color(last),
      stroke: stroke,
      hasMarkers: isMeasured, marker: styles.marker(last), endLabel: isMeasured ? name : nil,
      rows: isMeasured ? known.map(\.0.offset) : [])
  }

  private func rangeText(_ series: [Series]) -> String {
    series.compactMap { curve in
      guard let first = curve.points.first, let last = curve.points.last else { return nil }
      return "\(curve.name) from \(Format.digits(first.y)) to \(Format.digits(last.y))"
    }.joined(separator: "; ")
  }

  private var table: Table {
    Table(
      caption:
        "Each layer at \(setting): its length, R, D and G by the mean and by the median of squared distances between images, distances relative "
        + "to the image’s norm, the least Lipschitz constant that is proven of everything up to it, and the product of the norms.",
      columns: [
        "Network", "Layer", "Depth", "Dimension", "R", "D by mean", "G by mean", "D by median",
        "G by median", "Random max", "Worst case", "Certificate", "Lipschitz constant", "Product of norms",
      ],
      rows: networks.flatMap { network in network.layers.map { $0.cells(network.name, styles) } },
      textColumns: [1], isSortable: true, isLarge: true)
  }
}

/// One layer of a network, and its row under one kind and amplitude.
struct NetworkLayerRow {
  let summary: RepresentationSummary
  let row: StabilityRow
  /// The index of the row in the report.
  let offset: Int

  var depth: Int { summary.role.position?.depth ?? 0 }

  func cells(_ network: String, _ styles: RepresentationStyles) -> [Table.Cell] {
    [
      .keyed(network, styles.color(summary.name)), .text(summary.role.position?.layer ?? summary.name),
      .number(Number(Double(depth), decimals: 0)), .number(Number(Double(summary.dimension), decimals: 0)),
      .measured(row.relativeStability),
      .measured(row.deformationSensitivityByMean?.median), .measured(row.noiseSensitivityByMean?.median),
      .measured(row.deformationSensitivityByMedian?.median),
      .measured(row.noiseSensitivityByMedian?.median), .measured(row.randomMaximum),
      .measured(row.worstCase), .measured(row.certificate),
      .measured(summary.lipschitzConstant), .measured(summary.productConstant),
    ]
  }
}
